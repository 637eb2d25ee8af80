"""Choosing from the bank while a plan is written.

It stands inside the plan's own form: a search and a choice are buttons of it, so that all that is
typed comes along, with a script or without one. `bank` names the place for which somebody looks:
"outcome" (one more), "outcome-2" (that row), "strategies" (the whole plan), "strategies-2" (those
of an outcome). `use` adds the key of what was chosen; `unbank` is the row that is another outcome
by now.
"""

import re
from functools import cached_property

from apdr.forms.bank import Kind, saying
from apdr.forms.plans import PREFIX, ROWS_AT_MOST, rows_in
from apdr.models import BankItem
from apdr.what_worked import with_effect
from register import codes

SHOWN = 8
PLACE = re.compile(r"^(outcome|strategies)(?:-([0-7]))?$")
QUESTIONS = ("bank", "use", "unbank", "bank_q", "bank_area")
FULL = f"A plan has room for {ROWS_AT_MOST} outcomes. Take one out first."


class Picker:
    """Where somebody looks for something, what they find, and what they chose. `answers` are the
    plan's answers as they were typed, with what was chosen among them."""

    def __init__(self, data, *, needs):
        self.answers, self.needs = data.copy(), needs
        self.words = data.get("bank_q", "").strip()[:80]
        self.area = data.get("bank_area", "")
        self.refusal, self.said, self.chosen = "", "", None
        for name in QUESTIONS:
            self.answers.pop(name, None)
        place, _, key = data.get("use", "").partition(" ")
        self.place = place or data.get("bank", "")
        if data.get("unbank", "").isdecimal():
            self.answers[f"{PREFIX}-{data['unbank']}-bank_item"] = ""
        if key and self.is_open:
            self._use(BankItem.objects.offered().filter(kind=self.kind).with_key(key))

    @property
    def is_open(self):
        return bool(PLACE.match(self.place))

    @property
    def kind(self):
        return Kind.OUTCOME if self.place.startswith("outcome") else Kind.STRATEGY

    @property
    def is_for_outcomes(self):
        return self.kind == Kind.OUTCOME

    @cached_property
    def row(self):
        """The number of the row of which it is; None for the plan as a whole."""
        number = PLACE.match(self.place)[2] if self.is_open else None
        return int(number) if number else None

    @property
    def areas(self):
        """The areas of this pupil's needs."""
        return [codes.SEN_TYPES[need].area.code for need in self.needs if need in codes.SEN_TYPES]

    @cached_property
    def found(self):
        items = saying(BankItem.objects.offered().filter(kind=self.kind), self.words)
        if self.area:
            items = items.filter(area=self.area)
        return items.nearest_first(self.areas)

    @cached_property
    def items(self):
        items = with_effect(self.found[:SHOWN])
        lines = [] if self.is_for_outcomes else self._lines()
        for item in items:
            item.is_used = item.text in lines
        return items

    @cached_property
    def more(self):
        """How many were found and are not shown."""
        return max(self.found.count() - SHOWN, 0) if len(self.items) == SHOWN else 0

    @property
    def area_choices(self):
        return [("", "The pupil’s needs first"), *((c, a.label) for c, a in codes.AREAS.items())]

    # What was chosen -----------------------------------------------------------------------------
    def _use(self, item):
        if item is None:
            self.refusal = "This is not in the bank any more. Choose another."
        elif self.is_for_outcomes:
            self._use_outcome(item)
        else:
            self._use_strategy(item)

    def _use_outcome(self, item):
        """Into the row if it says nothing yet, else into a new one: no word that was typed is
        written over."""
        row = self._free_row()
        if row is None:
            self.refusal = FULL
            return
        name = f"{PREFIX}-{row}-"
        self.answers[f"{name}text"], self.answers[f"{name}bank_item"] = item.text, str(item.pk)
        for field, value in (("measure", item.measure), ("need", self._need_in(item.area))):
            if value and not self.answers.get(name + field):
                self.answers[name + field] = value
        self.chosen, self.place = row, ""

    def _free_row(self):
        rows = rows_in(self.answers)
        for row in [self.row] if self.row is not None else range(rows):
            if row < rows and not self.answers.get(f"{PREFIX}-{row}-text", "").strip():
                return row
        if rows == ROWS_AT_MOST:
            return None
        self.answers[f"{PREFIX}-TOTAL_FORMS"] = str(rows + 1)
        return rows

    def _need_in(self, area):
        """The pupil's need in this area, where there is one alone."""
        mine = [n for n, where in zip(self.needs, self.areas, strict=False) if where == area]
        return mine[0] if len(mine) == 1 else ""

    def _use_strategy(self, item):
        lines = self._lines()
        if item.text not in lines:
            self.answers[self._strategies] = "\n".join([*lines, item.text])
        self.said = f"Added: {item.text}"

    @property
    def _strategies(self):
        """The name of the field for which somebody chooses strategies."""
        return "strategies" if self.row is None else f"{PREFIX}-{self.row}-strategies"

    def _lines(self):
        lines = self.answers.get(self._strategies, "").splitlines()
        return [line.strip() for line in lines if line.strip()]
