"""Risk assessments: hazards weighed before and after, and controls that are put in place."""

import pytest

from access.roles import Role
from audit.models import AuditEvent
from safety.models import Control, ControlDone, Hazard, SafetyPlan
from safety.services import plans, risk, signing
from safety.services.plans import PlainRefusal
from safety.standing import State, standing, standings
from safety.writing import WritingPage
from tests.factories import safety

ROW = {
    "text": "Runs out of the gate",
    "who": "The pupil, hit by a car",
    "already": "An adult at the gate",
    "likelihood_before": "4",
    "severity_before": "5",
    "likelihood_after": "2",
    "severity_after": "4",
    "control_1": "A second lock",
    "due_1": "18/1/2027",
}


@pytest.fixture
def plan(cast):
    return SafetyPlan.objects.whole().get(pk=safety.begun(cast).pk)


def sent(plan, *rows, **more):
    """The writing page as it comes back with these hazards."""
    page = {"seen": plans.version_of_draft(plan.draft), **more}
    page |= {f"{kind}-{name}_FORMS": 0 for kind in ("writer", "duty") for name in KEYS}
    page |= {"hazard-TOTAL_FORMS": len(rows), "hazard-INITIAL_FORMS": 0}
    for n, row in enumerate(rows):
        page |= {f"hazard-{n}-{name}": value for name, value in row.items()}
    return page


KEYS = ("TOTAL", "INITIAL")


def writing(plan):
    return f"/safety/risk/{plan.pk}/write/"


def test_a_hazard_is_written_with_its_scores_and_controls(cast, visit, plan):
    row = ROW | {"owner_1": cast.head.pk}
    assert visit(cast.sendco, writing(plan), sent(plan, row)).status_code == 302
    hazard = Hazard.objects.get()
    assert (hazard.likelihood_before, hazard.severity_after) == (4, 4)
    control = Control.objects.get()
    assert (control.text, control.owner, control.due_on.isoformat()) == (
        "A second lock", cast.head, "2027-01-18",
    )  # fmt: skip
    plan.draft.refresh_from_db()
    assert plan.draft.matrix["size"] == 5


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": ""}, "Write what could happen"),
        ({"likelihood_before": ""}, "Choose how likely it is now"),
        ({"severity_before": ""}, "Choose how bad it would be now"),
        ({"owner_1": ""}, "Choose who does it"),
        ({"due_1": ""}, "Enter by which day"),
        ({"control_1": ""}, "Write what more you do"),
        ({"likelihood_after": ""}, "Choose how likely it is then"),
        ({"likelihood_after": "5", "severity_after": "5"}, "It is higher than before. Check both"),
        ({"severity_before": "6"}, "Select a valid choice"),
    ],
)
def test_what_a_hazard_lacks_is_said_at_the_field_and_nothing_is_lost(
    cast, visit, plan, change, words
):
    row = {**ROW, "owner_1": cast.head.pk, **change}
    answer = visit(cast.sendco, writing(plan), sent(plan, row))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "An adult at the gate" in page
    assert not Hazard.objects.exists()


def test_an_empty_row_is_left_out(cast, visit, plan):
    visit(cast.sendco, writing(plan), sent(plan, {}, ROW | {"owner_1": cast.head.pk}))
    assert Hazard.objects.count() == 1


def test_a_row_more_shows_the_scores_without_a_script(cast, visit, plan):
    page = visit(cast.sendco, writing(plan), sent(plan, ROW, more="hazard"))
    text = page.content.decode()
    assert text.count("Very high") == 1
    assert "Hazard 2" in text


def test_a_score_is_worked_out_by_the_server(cast, visit):
    asked = "hazard-0-likelihood_before=3&hazard-0-severity_before=4"
    text = visit(cast.sendco, f"/safety/risk/score/?{asked}").content.decode()
    assert ">12<" in text
    assert "High" in text
    for odd in ("", "?likelihood=9&severity=1", "?likelihood=x&severity=²"):
        answer = visit(cast.sendco, f"/safety/risk/score/{odd}")
        assert "Choose both" in answer.content.decode()


def test_two_who_write_at_once_lose_no_hazard(cast, visit, plan):
    first, second = (sent(plan, ROW | {"owner_1": cast.head.pk, "text": t}) for t in ("A", "B"))
    visit(cast.sendco, writing(plan), first)
    answer = visit(cast.sendco, writing(plan), second)
    assert answer.status_code == 409
    assert "What could happen?: A" in answer.content.decode()
    assert Hazard.objects.get().text == "A"


# Controls -----------------------------------------------------------------------------------------
def in_force(cast, owner, due=30):
    plan = safety.written(cast)
    Control.objects.filter(version=plan.draft).update(owner=owner, due_on=safety.in_days(due))
    signing.send_to_sign(plan.draft, by=cast.sendco)
    return safety.sign(plan, cast)


def address(plan):
    return f"/safety/risk/{plan.pk}/controls/{Control.objects.get(version=plan.in_force).pk}/done/"


def test_its_owner_ticks_a_control_in_one_tap(cast, visit):
    owner = cast.person(Role.TA, "Owner")  # named for nobody
    plan = in_force(cast, owner)
    assert visit(owner, f"/safety/risk/{plan.pk}/").status_code == 200
    assert visit(owner, address(plan), {}).status_code == 302
    done = ControlDone.objects.get()
    assert (done.done_by, done.done_on) == (owner, safety.today())
    assert AuditEvent.objects.filter(action="safety_plan.control_done").count() == 1


def test_a_keeper_ticks_it_too_and_twice_is_once(cast, visit):
    plan = in_force(cast, cast.head)
    for _ in range(2):
        visit(cast.sendco, address(plan), {})
    assert ControlDone.objects.count() == 1


def test_another_who_may_only_read_does_not(cast, visit):
    plan = in_force(cast, cast.head)
    assert visit(cast.teacher, address(plan), {}).status_code == 404
    assert not ControlDone.objects.exists()


def test_a_control_of_a_draft_is_not_ticked(cast):
    plan = safety.written(cast)
    with pytest.raises(PlainRefusal):
        risk.control_is_done(Control.objects.get(), by=cast.sendco, on=safety.today())
    assert plan.in_force is None


def test_what_was_done_stays_done_in_the_next_version(cast):
    plan = in_force(cast, cast.head)
    risk.control_is_done(Control.objects.get(), by=cast.head, on=safety.today())
    draft = plans.start_draft(plan, by=cast.sendco)
    assert not Control.objects.open().filter(version=draft).exists()
    assert Control.objects.with_done().get(version=draft).was_done_by == cast.head.name


def test_an_overdue_control_is_a_reason_to_review_until_it_is_done(cast):
    plan = in_force(cast, cast.head, due=10)
    assert standing(plan, on=safety.in_days(10)).state == State.CURRENT
    late = standing(plan, on=safety.in_days(11))
    assert late.state == State.NEEDS_REVIEW
    assert late.reasons[0].startswith("Something that was to be done by")
    risk.control_is_done(Control.objects.get(), by=cast.head, on=safety.today())
    assert standing(plan, on=safety.in_days(11)).state == State.CURRENT


def test_overdue_controls_cost_no_further_query(cast, at_most):
    found = [in_force(cast, cast.head, due=-3)]
    with at_most(6):
        assert standings(found, on=safety.today())[0].state == State.NEEDS_REVIEW


def test_what_is_to_be_put_in_place_stands_on_its_owners_front_page(cast, visit):
    owner = cast.person(Role.TA, "Owner")
    plan = in_force(cast, owner, due=-2)
    page = visit(owner, "/").content.decode()
    assert "1 thing to put in place" in page
    assert "2 days overdue" in page
    visit(owner, address(plan), {})
    assert "to put in place" not in visit(owner, "/").content.decode()


def test_the_page_says_where_hazards_stand_in_words(cast, visit):
    plan = in_force(cast, cast.head)
    page = visit(cast.sendco, f"/safety/risk/{plan.pk}/").content.decode()
    assert "12" in page
    assert "Possible, hospital or lasting harm" in page
    assert "hazard, before" in page
    assert "Do more before it goes on or without delay, and tell the head" in page


def test_the_desk_of_another_kind_has_no_hazards(cast):
    plan = SafetyPlan.objects.whole().get(pk=safety.begun(cast, "peep").pk)
    assert "hazard" not in [table.prefix for table in WritingPage(plan, plan.draft).tables]
