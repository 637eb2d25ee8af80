"""The papers of every school, as each has told the trust. No school's own tables are read."""

from dataclasses import dataclass
from functools import cached_property

from reports.services.standing import NOTHING, PUBLISHED, RECORDED, WRITING
from reports.statutory import KINDS, Kind
from schools.models import PaperStanding, School

WORDS = {
    NOTHING: "Nothing yet",
    WRITING: "Being written",
    PUBLISHED: "Published",
    RECORDED: "Recorded",
}


@dataclass(frozen=True)
class Cell:
    """One school and one paper."""

    kind: Kind
    standing: object
    on: object

    @property
    def is_overdue(self):
        return bool(self.next_on and self.next_on < self.on)

    @property
    def next_on(self):
        return self.standing.next_on if self.standing else self.kind.due_on

    @property
    def words(self):
        if self.is_overdue:
            return "Overdue"
        return WORDS[self.standing.state] if self.standing else WORDS[NOTHING]

    @property
    def tone(self):
        if self.is_overdue:
            return "red"
        good = self.standing and self.standing.state in (PUBLISHED, RECORDED)
        if good and not (self.standing.missing and self.standing.state == RECORDED):
            return "green"
        return "amber" if self.standing and self.standing.state != NOTHING else "grey"

    @property
    def missing(self):
        return self.standing.missing if self.standing else []

    @property
    def age_in_days(self):
        published = self.standing and self.standing.published_on
        return (self.on - published).days if published else None


@dataclass(frozen=True)
class Row:
    school: School
    cells: list

    @property
    def made_here(self):
        return [cell for cell in self.cells if cell.kind.made_here]

    @property
    def others(self):
        return [cell for cell in self.cells if not cell.kind.made_here]

    @property
    def gaps(self):
        """Papers kept elsewhere with a gap, or overdue."""
        return [cell for cell in self.others if cell.tone != "green"]


class AllPapers:
    def __init__(self, *, on):
        self.on = on

    @cached_property
    def rows(self):
        found = {}
        for one in PaperStanding.objects.of_open_schools():
            found[one.school_id, one.paper] = one
        return [
            Row(
                school,
                [Cell(kind, found.get((school.pk, code)), self.on) for code, kind in KINDS.items()],
            )
            for school in School.objects.open().with_address()
        ]

    def of(self, school):
        return next(row for row in self.rows if row.school == school)

    @property
    def kinds_made_here(self):
        return [kind for kind in KINDS.values() if kind.made_here]

    @property
    def overdue(self):
        return sum(cell.is_overdue for row in self.rows for cell in row.cells)
