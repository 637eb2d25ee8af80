"""What does support cost? Whole pence, half-up, each line rounded and totals the sum of lines.

    line   = hours a week x weeks x pence an hour ÷ group size, pro rata by day
    school = the part up to the line (6,000 pounds, a dated setting); the rest is above it
    gap    = what is above the line and not met by top-up

The cost model is a proposal of domain/staffing-and-funding.md; the line is the threshold of the
high-needs operational guidance and counts only what is extra to the provision for all pupils.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal


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
    return int(Decimal(amount).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def line_pence(*, minutes, sessions_a_week, pence_an_hour, group_size, weeks, one_off_pence=0):
    """What one pupil's place costs over so many weeks of school. Raises ValueError for a group
    of nobody."""
    if group_size < 1:
        raise ValueError("A group has at least one pupil.")
    hours = Decimal(minutes) * Decimal(sessions_a_week) / 60 * Decimal(weeks)
    return pence((hours * pence_an_hour + one_off_pence) / group_size)


def weeks_of_school(span, is_school_day):
    """School weeks in a span: its school days by five, so that a place is paid pro rata by day."""
    days = sum(is_school_day(day) for day in _each(span))
    return Decimal(days) / 5


def rate_on(rates, day):
    """Pence an hour on a day, from (from_on, pence) pairs; None before the first."""
    standing = [(start, amount) for start, amount in rates if start <= day]
    return max(standing)[1] if standing else None


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


def _each(span):
    return (date.fromordinal(n) for n in range(span.first.toordinal(), span.last.toordinal() + 1))
