"""When a plan is due, and what is wrong with it, from its facts. Days by hand."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from access.models import Membership
from accessibility import deadlines
from accessibility.deadlines import Status, Timeframe
from accessibility.models import AccessibilityPlan
from accessibility.services import actions, plans
from accessibility.standing import standing_here
from tests.factories import accessibility as made


def test_a_plan_runs_for_three_years_the_first_day_counted():
    assert deadlines.latest_end(date(2026, 9, 1)) == date(2029, 8, 31)


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        (date(2027, 8, 31), Timeframe.SHORT),
        (date(2027, 9, 1), Timeframe.MEDIUM),
        (date(2028, 9, 1), Timeframe.LONG),
    ],
)
def test_short_medium_and_long_follow_from_the_day_it_is_due(due, wanted):
    assert deadlines.timeframe(date(2026, 9, 1), due) == wanted


def test_progress_is_reviewed_within_twelve_months_of_the_start_or_of_the_last_review():
    assert deadlines.review_due(date(2026, 9, 1)) == date(2027, 9, 1)
    assert deadlines.review_due(date(2026, 9, 1), date(2027, 7, 5)) == date(2028, 7, 5)


def test_the_period_moves_on_by_a_year():
    new = deadlines.next_period(date(2026, 9, 1), date(2029, 8, 31), on=date(2027, 8, 1))
    assert new == (date(2027, 9, 1), date(2030, 8, 31))


def test_a_plan_that_ended_long_ago_moves_on_until_it_has_not_ended():
    new = deadlines.next_period(date(2020, 9, 1), date(2023, 8, 31), on=date(2026, 11, 24))
    assert new == (date(2024, 9, 1), date(2027, 8, 31))


def test_where_an_action_stands_follows_from_its_days(cast):
    action = made.action(cast, starts_on=date(2026, 9, 1), due_on=date(2027, 1, 31))
    assert action.status_on(date(2026, 8, 31)) == Status.PLANNED
    assert action.status_on(date(2027, 1, 31)) == Status.UNDER_WAY
    assert action.status_on(date(2027, 2, 1)) == Status.OVERDUE
    done = actions.finish_action(
        action, by=cast.head, on=date(2027, 2, 3), evidence="Built", impact=""
    )
    assert done.status_on(date(2027, 3, 1)) == Status.DONE


# Flags --------------------------------------------------------------------------------------------
def flags(on=None):
    return [flag.code for flag in standing_here(on or made.today()).flags]


def test_a_school_without_a_plan(cast):
    assert flags() == ["no_plan"]


def test_a_plan_that_lacks_nothing_raises_no_flag(cast):
    made.whole(cast)
    assert flags() == []


def test_a_plan_that_ended(cast):
    plan = made.whole(cast)
    made.review(cast, reviewed_on=made.today())
    assert "ended" not in flags(plan.ends_on)
    assert "ended" in flags(plan.ends_on + timedelta(days=1))


def test_a_plan_not_reviewed_in_twelve_months(cast):
    plan = made.whole(cast)
    due = deadlines.review_due(plan.starts_on)
    assert "no_review" not in flags(due)
    assert "no_review" in flags(due + timedelta(days=1))
    made.review(cast)
    assert "no_review" not in flags(due + timedelta(days=1))


def test_an_action_that_is_overdue_or_costs_nobody_knows_what(cast):
    made.whole(cast)
    made.action(cast, due_on=made.ago(1))
    made.action(cast, cost_pence=None)
    assert flags() == ["overdue", "no_cost"]


def test_an_action_whose_lead_works_here_no_more(cast):
    made.whole(cast)
    left = cast.person("slt", "Left")
    made.action(cast, lead=left)
    Membership.objects.filter(user=left).update(ends_on=made.ago(1))
    assert flags() == ["no_lead"]


def test_an_action_that_is_closed_raises_none(cast):
    made.whole(cast)
    late = made.action(cast, due_on=made.ago(1), cost_pence=None)
    actions.drop_action(late, by=cast.head, on=made.today(), why="The trust builds it")
    assert flags() == []


def test_a_strand_without_an_open_action_needs_a_reason(cast):
    plan = made.whole(cast)
    (quiet,) = plan.open_actions("information")
    actions.finish_action(quiet, by=cast.head, on=made.today(), evidence="Seen", impact="")
    assert flags() == ["strand_empty"]
    plans.change_plan(plan, by=cast.head, quiet={"information": "All of it is done"})
    assert flags() == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ([], "Neither pupils nor parents were asked"),
        (["staff"], "Neither pupils nor parents were asked"),
        (["pupils"], "Parents were not asked"),
        (["parents"], "Pupils were not asked"),
        (["pupils", "parents"], None),
        (["both"], None),
    ],
)
def test_pupils_and_parents_are_asked(cast, asked, words):
    made.plan(cast)
    for one in asked:
        made.consultation(cast, asked=one)
    found = [flag for flag in standing_here(made.today()).flags if flag.code == "not_asked"]
    assert [flag.words for flag in found] == ([words] if words else [])


def test_no_row_of_a_plan_longer_than_three_years_can_be_written(cast):
    starts_on = date(2026, 9, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessibilityPlan.objects.create(
            starts_on=starts_on, ends_on=date(2029, 9, 2), lead=cast.head
        )
