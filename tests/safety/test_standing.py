"""Never silently out of date: where a plan stands follows from facts, and says why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Membership
from access.roles import Role
from register.models import GroupMember
from safety.models import (
    Acknowledgement,
    Drill,
    DrillResult,
    RestrictiveIntervention,
    Training,
)
from safety.services import plans as services
from safety.standing import State, standing, standings
from tests.factories import safety

KINDS = ["risk", "peep", "healthcare", "intimate"]


def now(plan, days=0):
    return standing(plan, on=safety.in_days(days))


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_signed_today_is_up_to_date(alder, cast, kind):
    found = now(safety.in_force(cast, kind))
    assert (found.state, found.reasons) == (State.CURRENT, [])


def test_a_draft_is_not_in_force(alder, cast):
    assert now(safety.sent(cast)).state == State.DRAFT


def test_a_review_is_due_thirty_days_before_its_day_and_lapsed_the_day_after(alder, cast):
    plan = safety.in_force(cast)
    states = {days: now(plan, days).state for days in (269, 270, 300, 301)}
    assert states == {269: State.CURRENT, 270: State.DUE, 300: State.DUE, 301: State.LAPSED}


def test_a_review_that_changes_nothing_sets_the_next_day(alder, cast):
    plan = safety.in_force(cast)
    services.check_plan(
        plan.in_force,
        by=cast.sendco,
        on=safety.today(),
        found="Holds",
        next_review_on=safety.in_days(365),
    )
    assert now(plan, 310).next_review_on == safety.in_days(365)
    assert now(plan, 310).state == State.CURRENT


def test_a_helper_who_leaves_makes_exactly_their_plans_need_review(alder, cast):
    leaving, staying = cast.person(Role.TA, "Leaving"), cast.person(Role.TA, "Staying")
    theirs = [safety.in_force(cast, kind, helper=leaving) for kind in KINDS]
    others = [safety.in_force(cast, kind, helper=staying, pupil=cast.ben) for kind in KINDS]
    Membership.objects.filter(user=leaving).update(ends_on=safety.in_days(-1))
    assert {one.state for one in standings(theirs, on=safety.today())} == {State.NEEDS_REVIEW}
    assert {one.state for one in standings(others, on=safety.today())} == {State.CURRENT}
    assert now(theirs[0]).reasons == ["Leaving no longer works here"]


def test_a_helper_whose_account_is_switched_off_counts_as_gone(alder, cast):
    helper = cast.person(Role.TA, "Helper")
    plan = safety.in_force(cast, "peep", helper=helper)
    helper.is_active = False
    helper.save()
    assert now(plan).reasons == ["Helper no longer works here"]


def test_training_that_runs_out_asks_for_review_and_a_new_course_settles_it(alder, cast):
    helper = cast.person(Role.TA, "Helper")
    plan = safety.in_force(cast, "intimate", helper=helper, training="care")
    assert now(plan).reasons == ["Helper has no training in intimate care on record"]
    Training.objects.create(
        user=helper, subject="care", trained_on=safety.in_days(-9), expires_on=safety.in_days(3)
    )
    assert (now(plan, 3).state, now(plan, 4).state) == (State.CURRENT, State.NEEDS_REVIEW)
    Training.objects.create(
        user=helper, subject="care", trained_on=safety.today(), expires_on=safety.in_days(500)
    )
    assert now(plan, 4).state == State.CURRENT


def test_a_medicine_that_expires_asks_for_review_until_a_new_pack_comes(alder, cast):
    plan = safety.sign(safety.sent(cast, "healthcare"), cast)
    assert now(plan).reasons == ["No pack of Salbutamol is on record"]
    safety.pack(plan, cast, expires_on=safety.in_days(5))
    assert (now(plan, 5).state, now(plan, 6).state) == (State.CURRENT, State.NEEDS_REVIEW)
    safety.pack(plan, cast, expires_on=safety.in_days(50))
    assert now(plan, 6).state == State.CURRENT


def test_a_new_class_overtakes_a_peep_and_no_other_kind(alder, cast):
    peep, risk = (safety.in_force(cast, kind) for kind in ("peep", "risk"))
    GroupMember.objects.create(pupil=cast.ann, group=cast.class_4b, started_on=safety.in_days(10))
    assert [one.state for one in standings([peep, risk], on=safety.in_days(10))] == [
        State.NEEDS_REVIEW,
        State.CURRENT,
    ]
    assert now(peep, 9).state == State.CURRENT


def test_force_that_was_used_overtakes_the_risk_assessment_until_it_is_reviewed(alder, cast):
    plan = safety.in_force(cast)
    when = timezone.now()
    RestrictiveIntervention.objects.create(
        pupil=cast.ann, began_at=when, ended_at=when, place="Hall", kinds=["force"], led_up="x",
        tried="x", what="x", why="x", status_then="K", recorded_by=cast.sendco,
    )  # fmt: skip
    assert now(plan).state == State.NEEDS_REVIEW
    assert "Force, restraint or seclusion was used" in now(plan).reasons[0]
    services.check_plan(
        plan.in_force,
        by=cast.sendco,
        on=timezone.localdate(when),
        found="Holds",
        next_review_on=safety.in_days(100),
    )
    assert now(plan, 1).state == State.CURRENT


@pytest.mark.parametrize(
    ("result", "is_real", "state"),
    [
        ({"out_after": 90}, False, State.CURRENT),
        ({"out_after": 90, "went_wrong": "The chair was locked away"}, False, State.NEEDS_REVIEW),
        ({"out_after": None}, False, State.NEEDS_REVIEW),
        ({"out_after": None, "is_here": False}, False, State.CURRENT),
        ({"out_after": 90}, True, State.NEEDS_REVIEW),
    ],
)
def test_a_drill_that_went_wrong_overtakes_a_peep(alder, cast, result, is_real, state):
    plan = safety.in_force(cast, "peep")
    drill = Drill.objects.create(
        building=plan.building,
        began_at=timezone.now() + timedelta(minutes=5),
        ended_at=timezone.now() + timedelta(minutes=9),
        part=2,
        led_by=cast.head,
        is_real=is_real,
    )
    DrillResult.objects.create(drill=drill, plan=plan, pupil=plan.pupil, **result)
    assert now(plan).state == state


def test_the_plan_of_a_pupil_who_left_has_ended(alder, cast):
    plan = safety.in_force(cast)
    plan.pupil.left_on = safety.today()
    plan.pupil.save()
    assert now(plan).state == State.ENDED


def test_named_adults_are_late_a_week_after_the_plan_came_into_force(alder, cast):
    plan = safety.in_force(cast)
    helper = plan.in_force.duties.get().user
    assert (now(plan, 7).unread, now(plan, 7).late, now(plan, 8).late) == ([helper], [], [helper])
    Acknowledgement.objects.create(version=plan.in_force, pupil=plan.pupil, user=helper)
    assert now(plan, 8).unread == []


def test_any_number_of_plans_takes_three_queries(alder, cast, at_most):
    plans = [
        safety.in_force(cast, kind, pupil=pupil) for kind in KINDS for pupil in (cast.ann, cast.ben)
    ]
    with at_most(3):
        assert len(standings(plans, on=safety.today())) == 8
