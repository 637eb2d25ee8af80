"""A family agrees to a safety plan, or does not, without an account."""

import pytest

from audit.models import AuditEvent
from register.models import FamilyLink
from register.services.links import make_link
from safety.models import Agreement, SafetyPlan, Version
from safety.services.plans import throw_draft_away
from safety.services.signing import send_to_sign
from tests.factories import safety

BORN = {"born_on_day": "3", "born_on_month": "3", "born_on_year": "2018"}
YES = {"agrees": "yes", "signed_as": "Mrs Archer", "comment": "He likes his own towel."}
NO = {"agrees": "no", "signed_as": "Mrs Archer", "comment": "Not in the big hall."}


@pytest.fixture
def asked(cast, visit):
    """asked(plan) → the address of an unlocked link that asks for agreement to its draft."""

    def open_link(plan):
        _, token = make_link(
            plan.pupil, by=cast.sendco, purpose=plan.kind, subject_id=plan.draft.pk
        )
        visit(None, f"/family/{token}/", BORN)
        return f"/family/{token}/"

    return open_link


def page(visit, address):
    return visit(None, address).content.decode()


def link_page(plan):
    return f"/pupils/{plan.pupil_id}/links/{plan.kind}/{plan.draft.pk}/"


@pytest.mark.parametrize("kind", ["risk", "peep", "healthcare", "intimate"])
def test_a_family_reads_what_concerns_it_and_agrees(cast, visit, asked, kind):
    plan = safety.sent(cast, kind)
    address = asked(plan)
    assert "Do you agree to this plan?" in page(visit, address)
    assert visit(None, address, YES).status_code == 302
    given = Agreement.objects.get(version=plan.draft, who="parent")
    assert (given.agrees, given.how, given.name) == (True, "link", "Mrs Archer")
    assert given.comment == "He likes his own towel."
    assert given.written_by is None
    assert "Mrs Archer agreed" in page(visit, address)


def test_the_last_who_must_agree_brings_the_plan_into_force(cast, visit, asked):
    plan = safety.sign(safety.sent(cast), cast, but=("parent",))
    address = asked(plan)
    visit(None, address, YES)
    assert SafetyPlan.objects.whole().get(pk=plan.pk).in_force
    told = page(visit, address)
    assert "This plan is agreed and in use" in told
    assert "<form" not in told
    visit(None, address, NO)
    assert Agreement.objects.get(version__plan=plan, who="parent").agrees


def test_a_refusal_says_why_and_the_school_writes_what_was_done(cast, visit, asked):
    plan = safety.sent(cast)
    address = asked(plan)
    assert visit(None, address, NO | {"comment": ""}).status_code == 422
    visit(None, address, NO)
    look = f"/safety/risk/{plan.pk}/versions/1/"
    assert "Not in the big hall." in visit(cast.sendco, look).content.decode()
    done = {"done_about_it": "We met and chose the small hall."}
    visit(cast.sendco, f"/safety/risk/{plan.pk}/refusal/parent/", done)
    assert "chose the small hall" in page(visit, address)


def test_an_answer_needs_a_choice(cast, visit, asked):
    answer = visit(None, asked(safety.sent(cast)), YES | {"agrees": ""})
    assert answer.status_code == 422
    assert "Choose whether you agree" in answer.content.decode()


def test_a_plan_that_is_being_changed_asks_nothing_and_keeps_the_words(cast, visit, asked):
    plan = safety.sent(cast)
    address = asked(plan)
    visit(None, address, NO)
    safety.write(plan.draft, cast, words="Another text")
    told = page(visit, address)
    assert "The school is changing this plan" in told
    assert "Another text" not in told
    assert FamilyLink.objects.get().comment == "Not in the big hall."
    send_to_sign(Version.objects.get(plan=plan), by=cast.sendco)
    assert "did not agree" not in page(visit, address)


def test_a_plan_that_was_given_up_opens_nothing(cast, visit, asked):
    plan = safety.sent(cast)
    address = asked(plan)
    throw_draft_away(plan.draft, by=cast.sendco)
    assert visit(None, address).status_code == 404


def test_a_family_does_not_read_what_is_for_staff_alone(cast, visit, asked):
    plan = safety.sent(cast, "intimate")
    told = page(visit, asked(plan))
    assert "How the pupil says stop" in told
    assert "safeguarding lead" not in told


def test_who_may_not_read_a_plan_may_not_send_it_nor_meet_the_answer(cast, visit, asked):
    """An intimate care plan does not exist for a class teacher."""
    plan = safety.sent(cast, "intimate")
    visit(None, asked(plan), NO)
    assert visit(cast.sendco, link_page(plan)).status_code == 200
    assert visit(cast.teacher, link_page(plan)).status_code == 404
    revoke = f"/pupils/{cast.ann.pk}/links/{FamilyLink.objects.get().pk}/take-back/"
    assert visit(cast.teacher, revoke, {}).status_code == 404
    overview = f"/pupils/{cast.ann.pk}/"
    assert "Not in the big hall." not in visit(cast.teacher, overview).content.decode()
    assert "Not in the big hall." in visit(cast.sendco, overview).content.decode()


def test_a_teacher_sends_a_plan_that_she_may_read(cast, visit):
    assert visit(cast.teacher, link_page(safety.sent(cast, "risk"))).status_code == 200
    other = safety.sent(cast, "risk", pupil=cast.ben)
    assert visit(cast.teacher, link_page(other)).status_code == 404


def test_the_familys_answer_is_on_record_without_a_person_of_the_school(cast, visit, asked):
    visit(None, asked(safety.sent(cast)), YES)
    event = AuditEvent.objects.get(action="safety_plan.agreed")
    assert event.actor_id is None
