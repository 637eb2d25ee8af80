"""Doses: logged in a moment, asked about once where one seems to be logged twice, never altered."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from access.roles import Role
from audit.models import AuditEvent
from safety.dose_log import logged_near
from safety.models import Dose, Medicine
from safety.services import healthcare
from safety.services.plans import PlainRefusal
from tests.factories import safety

USUAL = {"given": "plan", "when": "now"}


@pytest.fixture
def plan(alder, cast):
    return safety.in_force(cast, "healthcare")


@pytest.fixture
def helper(cast):
    return cast.person(Role.TA, "Helper")


def medicine_of(plan):
    return plan.in_force.medicines.get()


def log(visit, person, plan, **changes):
    data = {"medicine": str(medicine_of(plan).pk), **USUAL, **changes}
    return visit(person, f"/safety/healthcare/{plan.pk}/doses/log/", data)


def logged(plan, by, minutes_ago=0, **fields):
    at = timezone.now() - timedelta(minutes=minutes_ago)
    fields = {"amount": "2 puffs"} | fields
    return healthcare.log_dose(plan, by=by, medicine=medicine_of(plan), given_at=at, **fields)


def page_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_usual_dose_takes_one_tap_and_says_what_the_plan_says(plan, helper, visit):
    form = visit(helper, f"/safety/healthcare/{plan.pk}/doses/log/").context["form"]
    chosen = {name: form[name].value() for name in ("medicine", "given", "when")}
    assert visit(helper, f"/safety/healthcare/{plan.pk}/doses/log/", chosen).status_code == 302
    dose = plan.doses.get()
    assert (dose.medicine, dose.amount, dose.given_by) == ("Salbutamol", "2 puffs", helper)
    assert timezone.now() - dose.given_at < timedelta(minutes=1)


def test_a_dose_at_another_time_with_a_witness(plan, helper, cast, visit):
    yesterday = safety.in_days(-1)
    answer = log(
        visit, helper, plan, given="amount", amount="1 puff", when="other", clock="9.05",
        day=f"{yesterday:%-d/%-m/%Y}", witness=str(cast.sendco.pk), reaction="Calm",
    )  # fmt: skip
    assert answer.status_code == 302
    dose = plan.doses.get()
    at = timezone.localtime(dose.given_at)
    assert (at.date(), at.hour, at.minute) == (yesterday, 9, 5)
    assert (dose.amount, dose.witness, dose.reaction) == ("1 puff", cast.sendco, "Calm")


def test_a_dose_that_was_not_given_says_why_and_how_the_parents_know(plan, helper, visit):
    log(visit, helper, plan, given="no", not_given_why="Asleep", parents_told_how="By telephone")
    dose = plan.doses.get()
    assert (dose.amount, dose.not_given_why) == ("", "Asleep")
    assert dose.parents_told_how == "By telephone"
    assert not dose.parents_wait


def test_where_the_parents_do_not_know_yet_the_log_says_so(plan, helper, visit):
    log(visit, helper, plan, given="no", not_given_why="Asleep")
    assert "Parents not told yet" in page_of(visit(helper, f"/safety/healthcare/{plan.pk}/doses/"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"medicine": ""}, "Choose the medicine"),
        ({"given": "no"}, "Write why it was not given"),
        ({"given": "amount"}, "Write how much was given"),
        ({"when": "other"}, "Enter the time, like 12:05"),
        ({"when": "other", "clock": "25:99"}, "There is no time 25:99"),
        ({"when": "other", "clock": "noon"}, "Enter a time, like 12:05"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_logged(plan, helper, visit, changes, words):
    answer = log(visit, helper, plan, **changes)
    assert answer.status_code == 422
    assert words in page_of(answer)
    assert not plan.doses.exists()


def test_a_time_to_come_is_refused(plan, helper, visit):
    later = timezone.localtime() + timedelta(minutes=3)
    if later.date() != safety.today():
        pytest.skip("there is no later time today")
    answer = log(
        visit, helper, plan, when="other", clock=f"{later:%H:%M}",
        day=f"{safety.today():%-d/%-m/%Y}",
    )  # fmt: skip
    assert "Enter a time that has passed" in page_of(answer)


def test_the_same_dose_within_half_an_hour_is_asked_about_once_and_not_blocked(
    plan, helper, cast, visit
):
    logged(plan, cast.sendco, minutes_ago=12)
    asked = log(visit, helper, plan)
    assert asked.status_code == 422
    assert "Is it another dose?" in page_of(asked)
    assert f"by {cast.sendco}" in page_of(asked)
    assert plan.doses.count() == 1
    again = asked.context["form"]["again"].value()
    assert log(visit, helper, plan, again=again).status_code == 302
    assert plan.doses.count() == 2


@pytest.mark.parametrize(("hours", "minutes_ago", "asks"), [
    (None, 29, True), (None, 31, False), (4, 31, True), (4, 239, True), (4, 241, False),
])  # fmt: skip
def test_the_plans_gap_decides_what_is_soon(plan, helper, hours, minutes_ago, asks):
    medicine = medicine_of(plan)
    logged(plan, helper, minutes_ago=minutes_ago)
    with_gap = Medicine(pk=medicine.pk, name=medicine.name, hours_between=hours)
    assert bool(logged_near(plan, with_gap, timezone.now())) is asks


def test_a_dose_that_was_not_given_does_not_make_the_next_a_second(plan, helper, visit):
    logged(plan, helper, minutes_ago=5, amount="", not_given_why="Asleep")
    assert log(visit, helper, plan).status_code == 302


def test_an_entry_is_put_right_by_a_further_one_and_both_stay(plan, helper, cast, visit):
    wrong = logged(plan, helper, minutes_ago=90)
    answer = visit(
        cast.sendco,
        f"/safety/healthcare/{plan.pk}/doses/{wrong.pk}/correct/",
        {
            "medicine": str(medicine_of(plan).pk), "given": "amount", "amount": "1 puff",
            "when": "now", "note": "The amount was wrong",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    right = Dose.objects.get(corrects=wrong)
    assert (right.given_by, right.written_by, right.amount) == (helper, cast.sendco, "1 puff")
    assert list(plan.doses.that_hold()) == [right]
    shown = page_of(visit(cast.sendco, f"/safety/healthcare/{plan.pk}/doses/"))
    assert "2 puffs" in shown
    assert "The amount was wrong" in shown


def test_an_entry_is_put_right_once(plan, helper):
    wrong = logged(plan, helper)
    right = {"medicine": medicine_of(plan), "note": "x", "amount": "1 puff"}
    healthcare.correct_dose(wrong, by=helper, **right)
    with pytest.raises(PlainRefusal):
        healthcare.correct_dose(wrong, by=helper, **right)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_entry_is_never_altered(plan, helper, change):
    dose = logged(plan, helper)
    rows = Dose.objects.filter(pk=dose.pk)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        rows.update(amount="9 puffs") if change == "update" else rows.delete()


def test_a_teacher_reads_the_log_and_logs_nothing(plan, helper, cast, visit):
    logged(plan, helper)
    shown = visit(cast.teacher, f"/safety/healthcare/{plan.pk}/doses/")
    assert "2 puffs" in page_of(shown)
    assert "Log a dose" not in page_of(shown)
    assert log(visit, cast.teacher, plan).status_code == 404


def test_the_log_of_one_day(plan, helper, visit):
    logged(plan, helper, amount="2 puffs")
    logged(plan, helper, minutes_ago=3 * 24 * 60, amount="7 puffs")
    day = f"?day={safety.in_days(-3):%-d/%-m/%Y}"
    for page in ("", "print/"):
        shown = page_of(visit(helper, f"/safety/healthcare/{plan.pk}/doses/{page}{day}"))
        assert "7 puffs" in shown
        assert "2 puffs</td>" not in shown


def test_a_plan_that_ended_takes_no_dose(plan, helper, cast):
    plan.ended_on = safety.today()
    with pytest.raises(PlainRefusal):
        logged(plan, helper)


def test_a_dose_is_an_event_without_words(plan, helper):
    logged(plan, helper, reaction="Wheezy")
    event = AuditEvent.objects.get(action="dose.logged")
    assert (event.pupil_id, event.detail) == (plan.pupil_id, {})


def test_medicines_today_show_what_waits_and_what_was_logged(plan, helper, cast, visit):
    safety.in_force(cast, "healthcare", pupil=cast.ben, helper=cast.person(Role.TA, "Other"))
    logged(plan, helper)
    mine = visit(helper, "/safety/medicines/").context["cards"]
    assert [card.plan.pupil for card in mine] == [cast.ann]
    ((_, entries),) = mine[0].medicines
    assert [dose.amount for dose in entries] == ["2 puffs"]
    of_all = visit(cast.person(Role.MEDICAL), "/safety/medicines/").context["cards"]
    assert len(of_all) == 2


def test_medicines_today_asks_few_questions(cast, visit, at_most):
    for pupil in (cast.ann, cast.ben, cast.cal, cast.dot):
        safety.in_force(cast, "healthcare", pupil=pupil)
    visit(cast.sendco, "/safety/medicines/")
    with at_most(16):
        visit(cast.sendco, "/safety/medicines/")


def test_the_front_page_leads_to_the_dose_whose_time_has_come(cast, visit):
    at_noon = safety.in_force(cast, "healthcare", words="12:00")
    safety.in_force(cast, "healthcare", pupil=cast.ben, words="When wheezy")
    page = page_of(visit(cast.person(Role.MEDICAL), "/"))
    assert "Ben Barker" not in page
    assert f"/safety/healthcare/{at_noon.pk}/doses/log/?medicine={medicine_of(at_noon).pk}" in page


def test_the_front_page_of_others_says_nothing_of_medicines(plan, cast, visit):
    for person in (cast.teacher, cast.head, cast.person(Role.LEADER)):
        assert "Medicines today" not in page_of(visit(person, "/"))
