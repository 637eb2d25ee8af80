"""What does support cost? Whole pence, half-up, each line rounded and totals the sum of lines.

    line   = hours a week x weeks x pence an hour ÷ group size, pro rata by day
    school = the part up to the line (6,000 pounds, a dated setting); the rest is above it
    gap    = what is above the line and not met by top-up

The cost model is a proposal of domain/staffing-and-funding.md; the line is the threshold of the
high-needs operational guidance and counts only what is extra to the provision for all pupils. The
size of a group is how many took part on the day: when one leaves, the others bear the hour.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import floor

HALF = Fraction(1, 2)
A_WEEK = 5  # school days
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """From a first to a last day, both counted."""

    first: date
    last: date

    @property
    def days(self):
        return max(0, (self.last - self.first).days + 1)

    def within(self, other):
        """The part of this span that lies in another; of no days where there is none."""
        return Span(max(self.first, other.first), min(self.last, other.last))


def pence(amount):
    """Whole pence, halves up."""
    return floor(Fraction(amount) + HALF)


# Time ---------------------------------------------------------------------------------------------
def school_days_in(span, school_days):
    """How many of these days, given in order, lie in a span."""
    return max(0, bisect_right(school_days, span.last) - bisect_left(school_days, span.first))


def weeks_of_school(span, school_days):
    """School weeks in a span: its school days by five, so that a place is paid pro rata by day."""
    return Fraction(school_days_in(span, school_days), A_WEEK)


@cache
def hours_a_week(minutes, sessions_a_week):
    return Fraction(minutes) * Fraction(sessions_a_week) / 60


def planned_hours(minutes, sessions_a_week, span, school_days):
    """The hours of an adult that a plan asks for over a span."""
    return hours_a_week(minutes, sessions_a_week) * weeks_of_school(span, school_days)


# Money --------------------------------------------------------------------------------------------
def line_pence(*, minutes, sessions_a_week, pence_an_hour, group_size, weeks, one_off_pence=0):
    """What one pupil's place costs over so many weeks of school. Raises ValueError for a group
    of nobody."""
    if group_size < 1:
        raise ValueError("A group has at least one pupil.")
    hours = hours_a_week(minutes, sessions_a_week) * Fraction(weeks)
    return pence((hours * pence_an_hour + one_off_pence) / group_size)


def rate_on(rates, day):
    """Pence an hour on a day, from (from_on, pence) pairs; None before the first."""
    standing = [(start, amount) for start, amount in rates if start <= day]
    return max(standing)[1] if standing else None


class Meter:
    """What one place in a group has cost by the morning of a day, exactly.

    `places` are the spans of all who take part, `rates` (from_on, pence an hour) pairs. It runs
    over the days on which something changes: a pupil comes or goes, a new rate holds.
    """

    def __init__(self, *, hours_a_week, places, rates, school_days):
        self._rates, self._days = rates, school_days
        self._a_day = Fraction(hours_a_week) / A_WEEK
        comings = [place.first for place in places if place.days]
        goings = [place.last + ONE_DAY for place in places if place.days]
        self._change = {day: 0 for day, _ in rates}
        for days, step in ((comings, 1), (goings, -1)):
            for day in days:
                self._change[day] = self._change.get(day, 0) + step
        self._marks = sorted(self._change)
        self._run()

    def cost(self, span):
        """What a place costs over a span, not rounded; None where no rate is known for a day."""
        if not span.days:
            return Fraction(0)
        before, after = self._by(span.first), self._by(span.last + ONE_DAY)
        return None if after[1] > before[1] else after[0] - before[0]

    def _run(self):
        """(cost of a place, days without a rate) by each mark, and the group and rate from it."""
        self._states, cost, unknown, size, rate = [], Fraction(0), 0, 0, None
        for n, mark in enumerate(self._marks):
            if n:
                cost, unknown = self._add(cost, unknown, size, rate, self._marks[n - 1], mark)
            size += self._change[mark]
            rate = rate_on(self._rates, mark)
            self._states.append((cost, unknown, size, rate))

    def _by(self, day):
        place = bisect_right(self._marks, day) - 1
        if place < 0:
            return Fraction(0), 0
        return self._add(*self._states[place], self._marks[place], day)

    def _add(self, cost, unknown, size, rate, since, until):
        days = school_days_in(Span(since, until - ONE_DAY), self._days)
        if not size or not days:
            return cost, unknown
        if rate is None:
            return cost, unknown + days
        return cost + self._a_day * days * rate / size, unknown


def top_up_pence(spans, year):
    """What top-up pays in a year: (span, pence a year) pairs, pro rata by day."""
    return sum(
        pence(Fraction(a_year * span.within(year).days, year.days)) for span, a_year in spans
    )


@dataclass(frozen=True)
class Split:
    """A pupil's cost of a year against the line."""

    cost: int
    line: int
    top_up: int

    @property
    def school_share(self):
        return min(self.cost, self.line)

    @property
    def above(self):
        return max(0, self.cost - self.line)

    @property
    def gap(self):
        """Unfunded where positive, surplus where negative."""
        return self.above - self.top_up

    @property
    def unfunded(self):
        return max(0, self.gap)

    @property
    def surplus(self):
        return max(0, -self.gap)

    @property
    def percent(self):
        """Of the line, at most 100."""
        return min(100, round(100 * self.cost / self.line)) if self.line else 100
