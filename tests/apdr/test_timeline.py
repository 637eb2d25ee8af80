"""What the timeline of a pupil's plans shows, and what the table under it says."""

from datetime import date

import pytest

from apdr.models import Cycle
from apdr.services import cycles
from apdr.timeline import timeline
from schools.across import current_school
from schools.calendars import calendar_of
from tests.factories import plans
from tests.factories.plans import BEGAN, CARD, REVIEW, TALK

MID_TERM = date(2026, 10, 19)


def drawn(pupil, on=MID_TERM):
    found = list(Cycle.objects.filter(pupil=pupil).whole())
    return timeline(found, today=on, calendar=calendar_of(current_school()))


def said(pupil, on=MID_TERM):
    return [(fact.what, fact.when, fact.state) for fact in drawn(pupil, on).facts]


def supported(cast, **place):
    """An agreed plan with one outcome, towards which a group works."""
    cycle = plans.agreed(cast)
    enrolment = plans.group(cast, cast.ann).enrolments.get()
    for name, value in place.items():
        setattr(enrolment, name, value)
    enrolment.save()
    outcome = cycle.outcomes.get()
    outcome.provision.create(enrolment=enrolment, pupil=cast.ann)
    return cycle


def test_nothing_is_drawn_without_a_cycle(cast):
    assert drawn(cast.ann) is None


def test_a_cycle_that_is_done_has_its_review_ahead(cast):
    plans.agreed(cast)
    assert said(cast.ann) == [
        ("Autumn 2026: assess and plan", "7 Sep 2026", "Done"),
        ("Autumn 2026: do", "7 Sep 2026 to 4 Dec 2026", "Now"),
        ("Autumn 2026: review", "4 Dec 2026", "Still to come"),
        ("Outcome 1", "By 4 Dec 2026", "Still to come"),
    ]


def test_before_the_parents_know_it_is_being_prepared(cast):
    plans.plan(cast)
    first, *rest = said(cast.ann)
    assert first == ("Autumn 2026: assess and plan", "7 Sep 2026 to 19 Oct 2026", "Now")
    assert all(state == "Still to come" for *_, state in rest)


def test_a_review_and_an_outcome_past_their_day_are_late(cast):
    plans.agreed(cast)
    late = [fact for fact in said(cast.ann, on=date(2026, 12, 14)) if fact[2] == "Late"]
    assert late == [
        ("Autumn 2026: review", "4 Dec 2026 to 14 Dec 2026", "Late"),
        ("Outcome 1", "By 4 Dec 2026", "Late"),
    ]


def test_outcomes_of_one_day_share_a_mark(cast):
    plans.agreed(cast, outcomes=[CARD, TALK, TALK | {"by_on": date(2026, 11, 6)}])
    assert [row.label for row in drawn(cast.ann).rows] == ["Autumn 2026", "Outcomes by"]
    assert [mark.words for mark in drawn(cast.ann).rows[1].marks] == ["1, 2", "3"]


def test_support_says_for_how_many_weeks_of_school_it_runs(cast):
    """The week of half-term is none of them."""
    supported(cast, ends_on=date(2026, 12, 4))
    assert said(cast.ann)[-1] == (
        "Small-group language", "7 Sep 2026 to 4 Dec 2026, 12 school weeks", "Now",
    )  # fmt: skip


def test_support_without_a_last_day_runs_on(cast):
    supported(cast)
    assert said(cast.ann)[-1][1] == "From 7 Sep 2026, no last day set"
    assert drawn(cast.ann).rows[-1].bars[0].on_a_phone == "Since 7 Sep 2026, no last day"


def test_the_cycles_before_stand_above_and_are_done(cast):
    following = cycles.start_next_cycle(
        plans.closed(cast), by=cast.teacher, title="Spring 2027", on=REVIEW, review_on=None
    )
    assert following.outcomes.count() == 1
    shown = drawn(cast.ann, on=date(2026, 12, 11)).rows
    assert [row.label for row in shown[:2]] == ["Autumn 2026", "Spring 2027"]
    assert {bar.state for bar in shown[0].bars} == {"done"}


def test_a_plan_closed_long_ago_draws_nothing(cast):
    plans.closed(cast)
    assert drawn(cast.ann, on=date(2028, 9, 4)) is None


@pytest.mark.parametrize("year", [2026, 2036])
def test_a_mistyped_year_does_not_stretch_the_line(cast, year):
    plans.agreed(cast, outcomes=[CARD | {"by_on": date(year, 12, 4)}])
    line = drawn(cast.ann)
    assert line.first == BEGAN
    assert (line.last - line.first).days < 400


def test_holidays_and_terms_are_the_schools_own(cast):
    plans.agreed(cast)
    line = drawn(cast.ann)
    assert [term.at_a_desk for term in line.terms] == ["Autumn 2026"]
    assert len(line.holidays) == 1  # half-term


@pytest.mark.parametrize("outcomes", [1, 6])
def test_the_timeline_asks_the_database_no_more_for_more(cast, at_most, outcomes):
    """The plan as it is fetched whole, and the terms and closure days of the school."""
    plans.agreed(cast, outcomes=[TALK] * outcomes)
    with at_most(11):
        assert drawn(cast.ann).facts
