from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from apdr.costs import (
    Meter,
    Span,
    Split,
    line_pence,
    pence,
    planned_hours,
    rate_on,
    top_up_pence,
    weeks_of_school,
)

MONDAY = date(2026, 9, 7)
WEEKDAYS = [
    MONDAY + timedelta(days=n) for n in range(70) if (MONDAY + timedelta(days=n)).weekday() < 5
]  # ten weeks of school, without a holiday


def weeks(first, last):
    """From the Monday of one week to the Friday of another, counted from 1."""
    return Span(MONDAY + timedelta(weeks=first - 1), MONDAY + timedelta(weeks=last - 1, days=4))


def meter(places, rates=((date(2026, 9, 1), 1500),), hours=1):
    return Meter(hours_a_week=hours, places=places, rates=rates, school_days=WEEKDAYS)


# One line -----------------------------------------------------------------------------------------
def test_six_thousand_pounds_buy_11_8_hours_a_week_at_13_38():
    """domain/staffing-and-funding.md: a check against one authority's published figure."""
    cost = line_pence(minutes=708, sessions_a_week=1, pence_an_hour=1338, group_size=1, weeks=38)
    assert cost == 599959  # 11.8 hours a week for 38 weeks: 41 pence short of 6,000 pounds


def test_a_group_shares_the_hour():
    alone = line_pence(minutes=60, sessions_a_week=1, pence_an_hour=1500, group_size=1, weeks=1)
    four = line_pence(minutes=60, sessions_a_week=1, pence_an_hour=1500, group_size=4, weeks=1)
    assert (alone, four) == (1500, 375)


def test_a_group_of_nobody_has_no_cost_to_share():
    with pytest.raises(ValueError, match="at least one"):
        line_pence(minutes=30, sessions_a_week=1, pence_an_hour=1500, group_size=0, weeks=1)


@pytest.mark.parametrize(("amount", "whole"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.49", 2)])
def test_half_a_penny_goes_up_never_to_the_even(amount, whole):
    assert pence(Decimal(amount)) == whole


# Days that are awkward ----------------------------------------------------------------------------
def test_a_new_rate_holds_from_its_day():
    rates = [(date(2026, 9, 1), 1338), (date(2027, 4, 1), 1400)]
    assert rate_on(rates, date(2027, 3, 31)) == 1338
    assert rate_on(rates, date(2027, 4, 1)) == 1400
    assert rate_on(rates, date(2026, 8, 31)) is None


def test_a_rate_that_changes_midway_counts_by_day():
    """Two weeks at 15.00, then three weeks at 16.00, an hour a week, alone."""
    rates = [(date(2026, 9, 1), 1500), (MONDAY + timedelta(weeks=2), 1600)]
    place = weeks(1, 5)
    assert meter([place], rates).cost(place) == 2 * 1500 + 3 * 1600


def test_a_rate_from_a_wednesday_splits_the_week():
    rates = [(date(2026, 9, 1), 1500), (MONDAY + timedelta(days=2), 2000)]
    place = weeks(1, 1)
    assert meter([place], rates).cost(place) == Fraction(2, 5) * 1500 + Fraction(3, 5) * 2000


def test_a_place_that_starts_on_a_thursday_pays_two_fifths_of_the_week():
    place = Span(MONDAY + timedelta(days=3), MONDAY + timedelta(days=4))
    assert meter([place]).cost(place) == 600


def test_when_one_leaves_the_others_bear_the_hour():
    """Two for two weeks, then one alone for two."""
    stays, leaves = weeks(1, 4), weeks(1, 2)
    shared = meter([stays, leaves])
    assert shared.cost(leaves) == 2 * 750
    assert shared.cost(stays) == 2 * 750 + 2 * 1500


def test_what_the_places_cost_together_is_what_the_hours_cost():
    places = [weeks(1, 9), weeks(2, 4), weeks(4, 10), weeks(3, 3)]
    shared = meter(places)
    assert sum(shared.cost(place) for place in places) == 10 * 1500


def test_a_day_without_a_rate_makes_the_cost_unknown_and_not_nothing():
    rates = [(MONDAY + timedelta(weeks=1), 1500)]
    place = weeks(1, 2)
    assert meter([place], rates).cost(place) is None
    assert meter([place], rates).cost(weeks(2, 2)) == 1500


def test_a_week_with_a_bank_holiday_counts_four_fifths():
    days = [date(2027, 5, day) for day in (4, 5, 6, 7)]
    assert weeks_of_school(Span(date(2027, 5, 3), date(2027, 5, 9)), days) == Fraction(4, 5)


def test_hours_are_planned_by_school_days_alone():
    assert planned_hours(30, Decimal("2.5"), weeks(1, 4), WEEKDAYS) == 5


# Against the line ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cost", "top_up", "share", "above", "gap"),
    [
        (450000, 0, 450000, 0, 0),
        (600000, 0, 600000, 0, 0),
        (600001, 0, 600000, 1, 1),
        (750000, 100000, 600000, 150000, 50000),
        (650000, 80000, 600000, 50000, -30000),
    ],
)
def test_the_school_meets_up_to_the_line_and_top_up_the_rest(cost, top_up, share, above, gap):
    """The 6,000 pounds is a ceiling on what the school meets, not an allocation."""
    split = Split(cost=cost, line=600000, top_up=top_up)
    assert (split.school_share, split.above, split.gap) == (share, above, gap)


def test_top_up_counts_by_the_days_of_the_year_that_it_covers():
    year = Span(date(2026, 9, 1), date(2027, 8, 31))
    from_spring = Span(date(2027, 1, 1), date(2027, 8, 31))  # 243 days of 365
    assert top_up_pence([(from_spring, 365000)], year) == 243000


def test_spans_that_do_not_meet_share_no_day():
    autumn = Span(date(2026, 9, 1), date(2026, 12, 18))
    spring = Span(date(2027, 1, 4), date(2027, 3, 25))
    assert autumn.within(spring).days == 0
