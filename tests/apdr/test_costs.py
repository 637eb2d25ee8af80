from datetime import date
from decimal import Decimal

import pytest

from apdr.costs import Span, Split, line_pence, pence, rate_on, weeks_of_school


def test_six_thousand_pounds_buy_11_8_hours_a_week_at_13_38():
    """domain/staffing-and-funding.md: a check against one authority's published figure."""
    cost = line_pence(
        minutes=708, sessions_a_week=1, pence_an_hour=1338, group_size=1, weeks=38
    )
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


def test_a_new_rate_holds_from_its_day():
    rates = [(date(2026, 9, 1), 1338), (date(2027, 4, 1), 1400)]
    assert rate_on(rates, date(2027, 3, 31)) == 1338
    assert rate_on(rates, date(2027, 4, 1)) == 1400
    assert rate_on(rates, date(2026, 8, 31)) is None


def test_a_week_with_a_bank_holiday_counts_four_fifths():
    closed = {date(2027, 5, 3)}
    span = Span(date(2027, 5, 3), date(2027, 5, 9))
    weeks = weeks_of_school(span, lambda day: day.weekday() < 5 and day not in closed)
    assert weeks == Decimal("0.8")


@pytest.mark.parametrize(
    ("cost", "top_up", "share", "above", "gap"),
    [(450000, 0, 450000, 0, 0), (750000, 100000, 600000, 150000, 50000), (650000, 80000, 600000, 50000, -30000)],
)
def test_the_school_meets_up_to_the_line_and_top_up_the_rest(cost, top_up, share, above, gap):
    """The 6,000 pounds is a ceiling on what the school meets, not an allocation."""
    split = Split(cost=cost, line=600000, top_up=top_up)
    assert (split.school_share, split.above, split.gap) == (share, above, gap)


def test_spans_that_do_not_meet_share_no_day():
    autumn = Span(date(2026, 9, 1), date(2026, 12, 18))
    spring = Span(date(2027, 1, 4), date(2027, 3, 25))
    assert autumn.within(spring).days == 0
