"""An intimate care plan does not exist for whom it does not name, unless they are the SENDCo or the
head: what they see of the school is, to the letter, what they would see if there were none."""

import re

import pytest

from access.roles import Role
from audit.models import AuditEvent
from register.services.links import make_link
from safety.kinds import KINDS
from safety.models import SafetyPlan
from safety.services import care, plans, signing
from tests.factories import safety

WORDS = "zqsecret"
ROLES = (Role.TEACHER, Role.TA, Role.MEDICAL, Role.DSL, Role.LEADER, Role.SITE)
ALTERS = re.compile(r"[A-Za-z0-9]{32,}|\d{2}:\d{2}(:\d{2}(\.\d+)?)?")  # tokens, and the time of day


@pytest.fixture(params=ROLES, ids=lambda role: role.label)
def outsider(request, alder, cast):
    """Somebody who works with Ann, or for the whole school, and whom the plan does not name."""
    known = {Role.TEACHER: "teacher", Role.TA: "assistant"}
    if request.param in known:
        return getattr(cast, known[request.param])
    return cast.person(request.param)


def hide(cast, **fields):
    """A plan that would be conspicuous if it showed: in force, not read, a helper not trained, a
    draft of the next version in work, unusual care on record, a link to the family."""
    helper = cast.person(Role.TA, "Helper")
    plan = safety.in_force(
        cast, "intimate", helper=helper, training="care", words=WORDS, about=WORDS, **fields
    )
    care.log_care(plan, by=helper, what=WORDS, unusual=WORDS)
    draft = plans.start_draft(plan, by=cast.sendco)
    safety.write(draft, cast, helper=helper, words=WORDS)
    signing.send_to_sign(draft, by=cast.sendco)
    make_link(plan.pupil, by=cast.sendco, purpose="intimate", subject_id=draft.pk)
    return plan


def pages(cast):
    """Wherever something of a pupil's plans is listed, counted, flagged, searched or told."""
    ann = cast.ann.pk
    searched = [
        f"/{page}?q={word}" for page in ("safety/", "pupils/") for word in (WORDS, "Archer")
    ]
    views = [f"/safety/?view={view}" for view in ("", "needs_review", "draft", "unread", "mine")]
    return [
        "/",
        *views,
        *searched,
        "/safety/?kind=intimate",
        "/safety/medicines/",
        "/safety/training/",
        "/safety/evacuation/",
        "/safety/trip/",
        f"/pupils/{ann}/",
        f"/pupils/{ann}/safety/",
        f"/pupils/{ann}/history/",
        f"/pupils/{ann}/needs/",
        f"/my-classes/{cast.class_3a.pk}/",
        f"/classes/{cast.class_3a.pk}/",
        f"/register/?q={WORDS}",
        "/register/",
    ]


def seen_by(visit, person, addresses):
    """{address: (status, what it says)}."""
    answers = {address: visit(person, address) for address in addresses}
    return {
        address: (answer.status_code, ALTERS.sub("", answer.content.decode()))
        for address, answer in answers.items()
    }


def test_every_page_is_the_same_with_the_plan_and_without(cast, outsider, visit):
    addresses = pages(cast)
    safety.in_force(cast, "risk")  # so that there is a list, a panel and a flag to leak into
    before = seen_by(visit, outsider, addresses)
    hide(cast)
    after = seen_by(visit, outsider, addresses)
    assert [address for address in addresses if before[address] != after[address]] == []


def test_the_pages_that_are_compared_are_open_to_somebody(cast, visit):
    """A page that nobody opens would prove nothing; the SENDCo opens all but a teacher's own, and
    sees the plan on the list, the pupil's page and the timeline."""
    hide(cast)
    seen = seen_by(visit, cast.sendco, pages(cast))
    shut = {address for address, (status, _) in seen.items() if status != 200}
    assert shut <= {f"/my-classes/{cast.class_3a.pk}/"}
    for address in ("/safety/", f"/pupils/{cast.ann.pk}/", f"/pupils/{cast.ann.pk}/safety/"):
        words = seen[address if address in seen else "/safety/?view="][1]
        assert "Intimate care plan" in words, address


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_of_its_doors_answers_as_if_there_were_no_such_plan(cast, outsider, visit, method):
    plan = hide(cast)
    event = plan.care_events.get()
    addresses = [
        f"/safety/intimate/{plan.pk}/",
        f"/safety/intimate/{plan.pk}/versions/1/",
        f"/safety/intimate/{plan.pk}/write/",
        f"/safety/intimate/{plan.pk}/know/",
        f"/safety/intimate/{plan.pk}/care/",
        f"/safety/intimate/{plan.pk}/care/log/",
        f"/safety/intimate/{plan.pk}/care/{event.pk}/correct/",
        f"/safety/intimate/{plan.pk}/versions/1/plan.pdf",
        f"/pupils/{cast.ann.pk}/safety/intimate/start/",
    ]
    for address in addresses:
        nowhere = address.replace(str(plan.pk), "00000000-0000-4000-8000-000000000000")
        data = {} if method == "post" else None
        mine, none = visit(outsider, address, data), visit(outsider, nowhere, data)
        statuses = {403, 404, 405} if outsider.memberships.get().role == Role.SITE else {404, 405}
        assert mine.status_code in statuses, address
        assert mine.status_code == none.status_code, address


def test_no_other_kind_of_address_opens_it(cast, outsider, visit):
    plan = hide(cast)
    for kind in KINDS:
        if kind != "intimate":
            assert visit(outsider, f"/safety/{kind}/{plan.pk}/").status_code in (403, 404)


def test_a_teacher_cannot_send_it_to_the_family(cast, visit):
    draft = SafetyPlan.objects.whole().get(pk=hide(cast).pk).draft
    address = f"/pupils/{cast.ann.pk}/links/intimate/{draft.pk}/"
    assert visit(cast.teacher, address).status_code == 404
    assert visit(cast.sendco, address).status_code == 200


@pytest.mark.parametrize("role", [Role.HEAD, Role.SENDCO])
def test_the_sendco_and_the_head_read_it(cast, visit, role):
    plan = hide(cast)
    for page in ("", "care/"):
        assert visit(cast.person(role), f"/safety/intimate/{plan.pk}/{page}").status_code == 200


def test_an_adult_whom_it_names_reads_it_and_nothing_else_of_the_pupil(cast, visit):
    plan, helper = hide(cast), cast.person(Role.TA, "Helper")
    assert WORDS in visit(helper, f"/safety/intimate/{plan.pk}/care/").content.decode()
    assert visit(helper, f"/pupils/{cast.ann.pk}/").status_code == 404


def test_it_raises_no_flag_even_for_those_who_may_read_it(cast, visit):
    """A flag stands beside the name on every page of the pupil, and is read over shoulders."""
    before = visit(cast.sendco, f"/pupils/{cast.ann.pk}/").context["page"].flags
    hide(cast)
    assert visit(cast.sendco, f"/pupils/{cast.ann.pk}/").context["page"].flags == before


def test_what_happened_does_not_tell_its_kind(cast, visit):
    """The operator and the data protection officer read which events there were. Those of an
    intimate care plan are called what those of every plan are called."""
    safety.in_force(cast, "risk", pupil=cast.ben)
    of_others = set(AuditEvent.objects.values_list("action", flat=True))
    hide(cast)
    mine = AuditEvent.objects.exclude(action__in=of_others).values_list("action", "subject_kind")
    assert {action for action, _ in mine} <= {
        "safety_plan.logged", "safety_plan.draft_started", "link.made",
    }  # fmt: skip
    for role in (Role.OPERATOR, Role.DPO, Role.HEAD):
        shown = visit(cast.person(role), "/audit/").content.decode().casefold()
        assert not [word for word in ("intimate", "care", WORDS) if word in shown], role


def test_no_event_holds_a_word_of_it(cast, visit):
    plan = hide(cast)
    visit(cast.sendco, f"/safety/intimate/{plan.pk}/care/")
    assert not [e for e in AuditEvent.objects.all() if WORDS in str(e.detail)]


def test_its_paper_has_a_neutral_name(cast, visit):
    plan = hide(cast)
    answer = visit(cast.sendco, f"/safety/intimate/{plan.pk}/versions/1/plan.pdf")
    assert answer.status_code == 200
    name = answer["Content-Disposition"].casefold()
    assert not [word for word in ("intimate", "care", "ann", "archer", WORDS) if word in name]


def test_titles_name_neither_the_pupil_nor_the_matter(cast, visit):
    plan = hide(cast)
    for page in ("", "care/", "care/log/", "versions/2/"):
        body = visit(cast.sendco, f"/safety/intimate/{plan.pk}/{page}").content.decode()
        title = re.search(r"<title>(.*?)</title>", body, re.DOTALL)[1]
        assert not [word for word in ("Ann", "Archer", WORDS) if word in title], title
