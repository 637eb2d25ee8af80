"""A list of who is in which group, from paste or file: what each row would do, and why not.

A row names a group and a pupil of it (UPN or name), an adult of it (e-mail address), or both.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from register.imports.columns import plain
from register.imports.sheets import Sheet, UnreadableFile
from register.models import Group
from register.models.group import LONGEST_NAME
from register.name_lists import PupilFinder, Unclear

HEADINGS = {
    "pupil": ("pupil", "upn", "uniquepupilnumber", "name", "pupilname", "student", "learner"),
    "group": ("group", "class", "set", "teachinggroup", "classname", "form", "reg", "section"),
    "adult": ("adult", "adultemail", "teacher", "teacheremail", "email", "staffemail"),
    "subject": ("subject", "course"),
}
LONGEST_CELL = 250  # longer than any name or address


@dataclass(frozen=True)
class ListedRow:
    number: int
    pupil: str
    group: str
    adult: str
    subject: str


@dataclass(frozen=True)
class Refused:
    number: int
    text: str
    reason: str


@dataclass
class PlannedGroup:
    """What a list would do to one group; `group` is None where it would be made."""

    name: str
    group: Group | None
    subject: str = ""
    pupils: dict = field(default_factory=dict)  # as sets that keep the order of the list
    adults: dict = field(default_factory=dict)
    there: set = field(default_factory=set)

    @property
    def coming(self):
        return [pupil for pupil in self.pupils if pupil.pk not in self.there]

    @property
    def stay(self):
        return len(self.pupils) - len(self.coming)

    @property
    def leaving(self):
        """Keys of the pupils who are there and whom the list leaves out. A list of adults alone
        says nothing of pupils."""
        return self.there - {pupil.pk for pupil in self.pupils} if self.pupils else set()


@dataclass
class ClassListPlan:
    groups: list[PlannedGroup]
    refused: list[Refused]

    @property
    def has_something_to_do(self):
        return any(one.pupils or one.adults for one in self.groups)

    @property
    def coming(self):
        return sum(len(one.coming) for one in self.groups)

    @property
    def adults(self):
        return sum(len(one.adults) for one in self.groups)


def rows_of(sheet: Sheet):
    """The rows of a sheet by their meaning; UnreadableFile where the headings do not say it."""
    columns = {key: _column(sheet, names) for key, names in HEADINGS.items()}
    if columns["group"] is None or columns["pupil"] is columns["adult"] is None:
        raise UnreadableFile(
            "Start with a line of headings: pupil and group, or group and adult email. "
            "Under “pupil” stands a UPN or a name."
        )
    return [_row(row, columns) for row in sheet.rows]


def as_text(rows):
    """The rows as the text that a later page brings back."""
    lines = [(row.pupil, row.group, row.adult, row.subject) for row in rows]
    return "\n".join("\t".join(line) for line in [("pupil", "group", "adult", "subject"), *lines])


def plan(rows, *, pupils, groups, staff):
    """What the rows would do, given the pupils of the roll, the open groups with the keys of the
    pupils who are there, [(group, keys)], and the people who work here."""
    planner = _Planner(pupils, groups, staff)
    for row in rows:
        planner.take(row)
    return ClassListPlan(list(planner.planned.values()), planner.refused)


class _Planner:
    def __init__(self, pupils, groups, staff):
        self.finder = PupilFinder(pupils)
        self.staff = {user.email.casefold(): user for user in staff}
        self.groups = defaultdict(list)
        for group, there in groups:
            self.groups[group.name.casefold()].append((group, there))
        self.planned, self.refused = {}, []

    def take(self, row):
        try:
            found = self._who(row)
            planned = self._group(row)
        except Unclear as unclear:
            text = " · ".join(filter(None, [row.pupil, row.adult, row.group]))
            self.refused.append(Refused(row.number, text, str(unclear)))
            return
        pupil, adult = found
        if pupil:
            planned.pupils[pupil] = True
        if adult:
            planned.adults[adult] = True

    def _who(self, row):
        if not row.pupil and not row.adult:
            raise Unclear("This row names neither a pupil nor an adult")
        pupil = self.finder.find(row.pupil) if row.pupil else None
        adult = self.staff.get(row.adult.casefold()) if row.adult else None
        if row.adult and not adult:
            raise Unclear(
                f"Nobody who works here has the e-mail address “{row.adult}”. Invite them first"
            )
        return pupil, adult

    def _group(self, row):
        if not row.group:
            raise Unclear("This row names no group")
        key = row.group.casefold()
        if key not in self.planned:
            self.planned[key] = self._new_plan(row, self.groups[key])
        return self.planned[key]

    def _new_plan(self, row, found):
        if len(found) > 1:
            raise Unclear(f"A class and a teaching group are both called {row.group}. Rename one")
        if found:
            group, there = found[0]
            return PlannedGroup(group.name, group, there=set(there))
        if len(row.group) > LONGEST_NAME:
            raise Unclear(f"The name of this group is longer than {LONGEST_NAME} letters")
        if not row.pupil:
            raise Unclear(f"There is no group called {row.group}. List its pupils above its adults")
        return PlannedGroup(row.group, None, subject=row.subject[:60])


def _column(sheet, names):
    headings = [plain(heading) for heading in sheet.headers]
    return next((headings.index(name) for name in names if name in headings), None)


def _row(row, columns):
    def cell(key):
        at = columns[key]
        value = None if at is None else row.cells[at]
        return "" if value is None else " ".join(str(value).split())[:LONGEST_CELL]

    return ListedRow(row.number, cell("pupil"), cell("group"), cell("adult"), cell("subject"))
