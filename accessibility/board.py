"""The board of the plan: its actions by strand, lead, day and cost. All filters stand in the
address."""

from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from accessibility.deadlines import Status, Timeframe
from accessibility.strands import STRANDS

OPEN, OVERDUE, DONE, ALL = "", "overdue", "closed", "all"
FLAGS = {
    "overdue": "Overdue",
    "no_lead": "No lead who works here",
    "no_cost": "Cost not known yet",
}


class Board:
    """The actions of `standing.plan` that the address asks for."""

    def __init__(self, standing, asked):
        self.standing, self.plan, self.on = standing, standing.plan, standing.on
        self.actions = list(self.plan.actions.all())
        for one in self.actions:
            one.plan = self.plan
            one.now = one.status_on(self.on)
        self.view = asked.get("view", OPEN)
        self.chosen = {
            name: asked[name]
            for name, choices in self._choices.items()
            if asked.get(name) in {key for key, _ in choices}
        }

    # What can be asked ---------------------------------------------------------------------------
    @cached_property
    def _choices(self):
        leads = {str(one.lead_id): one.lead.name for one in self.actions}
        return {
            "strand": [(one.code, one.title) for one in STRANDS.values()],
            "lead": sorted(leads.items(), key=lambda pair: pair[1]),
            "timeframe": [(one.value, one.label) for one in Timeframe],
            "flag": list(FLAGS.items()),
        }

    @property
    def fields(self):
        """(name, label, the choice of all, choices, chosen)."""
        words = {
            "strand": ("Strand", "All strands"),
            "lead": ("Lead", "Everybody"),
            "timeframe": ("Timeframe", "Short, medium, long"),
            "flag": ("Worth a look", "Everything"),
        }
        return [
            (name, *words[name], choices, self.chosen.get(name, ""))
            for name, choices in self._choices.items()
        ]

    @property
    def views(self):
        return [
            (code, words, len([one for one in self._filtered if _is_of(one, code)]))
            for code, words in (
                (OPEN, "Open"),
                (OVERDUE, "Overdue"),
                (DONE, "Done or dropped"),
                (ALL, "All"),
            )
        ]

    @property
    def chips(self):
        """(words, the address without it) of each filter in use."""
        found = []
        for name, value in self.chosen.items():
            rest = {key: kept for key, kept in self.chosen.items() if key != name}
            found.append((dict(self._choices[name])[value], self._address(rest)))
        return found

    @property
    def clear(self):
        return self._address({})

    def _address(self, chosen):
        query = urlencode({**({"view": self.view} if self.view else {}), **chosen})
        return f"{reverse('accessibility_plan')}{'?' if query else ''}{query}"

    # What is shown -------------------------------------------------------------------------------
    @cached_property
    def _filtered(self):
        flagged = {(flag.code, flag.about) for flag in self.standing.flags}

        def fits(action):
            asked = self.chosen
            return (
                asked.get("strand") in (None, action.strand)
                and asked.get("lead") in (None, str(action.lead_id))
                and asked.get("timeframe") in (None, action.timeframe)
                and ("flag" not in asked or (asked["flag"], action) in flagged)
            )

        return [one for one in self.actions if fits(one)]

    @cached_property
    def shown(self):
        return [one for one in self._filtered if _is_of(one, self.view)]

    @property
    def groups(self):
        """(strand, its actions that are shown, their sums, why it is quiet), of each strand that is
        asked for."""
        found = []
        for strand in STRANDS.values():
            rows = [one for one in self.shown if one.strand == strand.code]
            if self.chosen.get("strand") in (None, strand.code):
                why = self.plan.quiet.get(strand.code, "")
                found.append((strand, rows, Sums(rows), why))
        return found

    @property
    def sums(self):
        """Of all that is shown."""
        return Sums(self.shown)

    @property
    def whole(self):
        """Of the whole plan."""
        return Sums(self.actions)

    @property
    def without_lead(self):
        return {flag.about for flag in self.standing.flags if flag.code == "no_lead"}


class Sums:
    """What some actions cost. A dropped action plans nothing more; what it spent is spent."""

    def __init__(self, actions):
        kept = [one for one in actions if not one.dropped_on]
        self.planned = sum(one.cost_pence or 0 for one in kept)
        self.spent = sum(one.spent_pence for one in actions)
        self.unknown = sum(one.cost_pence is None for one in kept)
        self.number = len(actions)
        self.open = sum(one.is_open for one in actions)
        self.done = sum(bool(one.done_on) for one in actions)
        self.overdue = sum(one.now == Status.OVERDUE for one in actions)

    @property
    def share(self):
        """What was spent of what was planned, in whole per cent; more than all of it is 100."""
        return min(100, round(100 * self.spent / self.planned)) if self.planned else 0

    @property
    def is_over(self):
        return self.spent > self.planned


def _is_of(action, view):
    if view == OVERDUE:
        return action.now == Status.OVERDUE
    if view == DONE:
        return not action.is_open
    return view == ALL or action.is_open
