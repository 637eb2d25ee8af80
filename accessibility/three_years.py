"""The plan over its years, drawn: a row an action, a bar from its first day to the day it is due.
The drawing is a table; what a bar shows is said in words in the same row.

Places are per cent of the period, so that the drawing fits every width.
"""

from dataclasses import dataclass

from dateutil.relativedelta import relativedelta

from accessibility.deadlines import ONE_DAY, Status
from accessibility.strands import STRANDS

LEAST = 1.4  # per cent: a bar of a few days is still seen
# A shade and a pattern for each state: read without colour, and in a grey print.
LOOKS = {
    Status.OVERDUE: "late",
    Status.UNDER_WAY: "now",
    Status.PLANNED: "ahead",
    Status.DONE: "done",
    Status.DROPPED: "dropped",
}


@dataclass(frozen=True)
class Bar:
    """The bar of one action."""

    action: object
    status: Status
    x: str
    width: str

    @property
    def look(self):
        return LOOKS[self.status]


class ThreeYears:
    def __init__(self, plan, *, on):
        self.plan, self.on = plan, on
        self.days = (plan.ends_on - plan.starts_on).days + 1

    @property
    def years(self):
        """(place, width, name) of each year of the plan."""
        found, first, number = [], self.plan.starts_on, 1
        while first <= self.plan.ends_on:
            begins = self.plan.starts_on + relativedelta(years=number)
            last = min(begins - ONE_DAY, self.plan.ends_on)
            name = f"{first:%b %Y} to {last:%b %Y}"
            found.append((_percent(self._at(first)), f"Year {number}", name))
            first, number = begins, number + 1
        return found

    @property
    def terms(self):
        """Places of the quarters between the years."""
        quarters = []
        day = self.plan.starts_on + relativedelta(months=3)
        while day <= self.plan.ends_on:
            quarters.append(_percent(self._at(day)))
            day += relativedelta(months=3)
        return quarters

    @property
    def now(self):
        """The place of today; None where it lies outside the plan."""
        if self.plan.starts_on <= self.on <= self.plan.ends_on:
            return _percent(self._at(self.on))
        return None

    @property
    def groups(self):
        """(strand, its bars, why it is quiet)."""
        bars = [self._bar(one) for one in self.plan.actions.all()]
        return [
            (
                strand,
                [bar for bar in bars if bar.action.strand == strand.code],
                self.plan.quiet.get(strand.code, ""),
            )
            for strand in STRANDS.values()
        ]

    @property
    def key(self):
        """(look, words)."""
        return [(look, status.label) for status, look in LOOKS.items()]

    def _bar(self, action):
        action.plan = self.plan
        first = min(max(self._at(action.starts_on), 0), 100 - LEAST)
        last = min(max(self._at(action.due_on + ONE_DAY), first + LEAST), 100)
        status = action.status_on(self.on)
        return Bar(action, status, _percent(first), _percent(last - first))

    def _at(self, day):
        return 100 * (day - self.plan.starts_on).days / self.days


def _percent(number):
    return f"{number:.2f}%"
