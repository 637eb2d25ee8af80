"""What would an import change? Reads and compares; writes nothing.

Every pupil of the file gets a result and, where it is not a plain one, the reason: new, changed,
unchanged, left out, held (a person must decide), rejected (must be mended first). Pupils on roll
who are not in the file are gone: listed, and marked as left only where a person ticks them.
"""

import datetime
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from types import MappingProxyType

from register import upn
from register.models.imports import Result

from .differences import Writes, differences, shown
from .matching import Match, match
from .mending import mend
from .pupil_row import Problem, PupilRow, Reading, Severity
from .roll import KnownPupil, Roll
from .rows import read_rows
from .sheets import Sheet

Decisions = Mapping[str, Mapping]  # row number: {"do": …, "pupil": …, "values": {field: text}}
USE, NEW, LEAVE_OUT = "use", "new", "leave_out"


@dataclass
class PlannedRow:
    """One pupil of the file, or one who is gone from it, and what is to become of them."""

    row: PupilRow
    result: Result
    problems: tuple[Problem, ...] = ()
    known: KnownPupil | None = None
    candidates: list[KnownPupil] = field(default_factory=list)
    writes: Writes | None = None

    @property
    def is_written(self) -> bool:
        return self.writes is not None and bool(self.writes.changes or self.known is None)

    @property
    def name(self) -> str:
        return self.row.full_name or (self.known.pupil.listed_name if self.known else "")

    def held(self, key: str, reason: str) -> "PlannedRow":
        problem = Problem(key, reason, Severity.HELD)
        candidates = self.candidates or ([self.known] if self.known else [])
        return PlannedRow(self.row, Result.HELD, (*self.problems, problem), candidates=candidates)


@dataclass
class Plan:
    rows: list[PlannedRow]

    def counts(self) -> dict[str, int]:
        return dict(Counter(planned.result.value for planned in self.rows))

    def digest(self) -> str:
        """The same for two plans that would do the same: what a person saw is what is saved."""
        seen = [
            (
                planned.row.numbers,
                planned.result,
                str(planned.known.pupil.pk) if planned.known else "",
                [asdict(change) for change in planned.writes.changes] if planned.writes else [],
            )
            for planned in self.rows
        ]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def make_plan(
    sheet: Sheet,
    columns: Sequence[str | None],
    *,
    roll: Roll,
    on: datetime.date,
    decisions: Decisions = MappingProxyType({}),
    school_number: str = "",
    not_taken: Collection[str] = (),
    leaving: Collection[str] = (),
    leaving_on: datetime.date | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """`school_number`: this school's DfE number, since a transfer file of another school says
    nothing of those it does not name. `not_taken`: the SEN types that its census does not know.
    `leaving`: the gone pupils that a person ticked."""
    mended = {int(number): d["values"] for number, d in decisions.items() if d.get("values")}
    sheet, columns = mend(sheet, columns, mended)
    readings = read_rows(sheet, columns, on=on, not_taken=not_taken)
    planned = [_planned(reading, roll, on, decisions) for reading in _counted(readings, progress)]
    planned = _one_row_a_pupil(planned)
    if _is_whole_roll(sheet, school_number):
        planned += _gone(planned, roll, on, leaving, leaving_on or on)
    return Plan(planned)


def _counted(readings: list[Reading], progress: Callable | None) -> Iterable[Reading]:
    """The readings one by one, telling now and then how far we are. Reading them was the first
    half of the work."""
    total = len(readings)
    for number, reading in enumerate(readings):
        if progress and number % 500 == 0:
            progress((total + number) // 2, total)
        yield reading


def _planned(reading: Reading, roll: Roll, on: datetime.date, decisions: Decisions) -> PlannedRow:
    decision = _decision(reading.pupil, decisions)
    if decision.get("do") == LEAVE_OUT:
        return PlannedRow(reading.pupil, Result.LEFT_OUT)
    if reading.severity == Severity.REJECTED:
        who = _who(match(reading.pupil, roll, on))
        return PlannedRow(reading.pupil, Result.REJECTED, reading.problems, candidates=who)
    if decision.get("do") in (USE, NEW):
        return _as_decided(reading, roll, on, decision)
    found = match(reading.pupil, roll, on)
    problems = (*reading.problems, found.doubt) if found.doubt else reading.problems
    severity = Reading(reading.pupil, problems).severity
    if severity in (Severity.HELD, Severity.REJECTED):
        result = Result.HELD if severity == Severity.HELD else Result.REJECTED
        return PlannedRow(reading.pupil, result, problems, candidates=_who(found))
    return _compared(reading.pupil, problems, found.known, on)


def _decision(row: PupilRow, decisions: Decisions) -> Mapping:
    return next((decisions[str(n)] for n in row.numbers if str(n) in decisions), {})


def _who(found: Match) -> list[KnownPupil]:
    return found.candidates or ([found.known] if found.known else [])


def _as_decided(reading: Reading, roll: Roll, on: datetime.date, decision: Mapping) -> PlannedRow:
    """A person said whose row it is: it is taken without the values that cannot be read, and
    without a UPN that cannot be right or is another pupil's."""
    row, notes = reading.pupil, [replace(p, severity=Severity.NOTED) for p in reading.problems]
    known = None
    if decision["do"] == USE:
        known = next((k for pk, k in roll.known.items() if str(pk) == decision["pupil"]), None)
        if known is None:
            return PlannedRow(row, Result.HELD, reading.problems).held(
                "upn", "The pupil that was chosen is no longer on record. Choose again."
            )
    if not row.statuses and any(p.field == "sen_status" for p in reading.problems):
        stays = "SEN status stays as it is." if known else "The pupil comes in with no SEN status."
        notes.append(Problem("sen_status", stays, Severity.NOTED))
    if row.upn and (upn.why_not_upn(row.upn) or roll.by_upn.get(row.upn) not in (None, known)):
        notes.append(Problem("upn", f"UPN {row.upn} was left out.", Severity.NOTED))
        row = replace(row, upn=None)
    return _compared(row, tuple(notes), known, on)


def _compared(
    row: PupilRow, problems: tuple[Problem, ...], known: KnownPupil | None, on: datetime.date
) -> PlannedRow:
    if known is None:
        if missing := _missing_for_new(row):
            return PlannedRow(row, Result.REJECTED, (*problems, missing))
        if row.left_on and row.left_on <= on:
            reason = "This pupil has left and was never on your roll here, so there is no record."
            note = Problem("left_on", reason, Severity.NOTED)
            return PlannedRow(row, Result.LEFT_OUT, (*problems, note))
    writes = differences(row, known, on)
    return PlannedRow(
        row, writes.result(known), (*problems, *writes.notes), known=known, writes=writes
    )


def _missing_for_new(row: PupilRow) -> Problem | None:
    for key, value, name in (
        ("surname", row.any_surname, "surname"),
        ("forename", row.any_forename, "forename"),
        ("born_on", row.born_on, "date of birth"),
    ):
        if not value:
            reason = f"Nobody here has this number, and a new pupil needs a {name}."
            return Problem(key, reason, Severity.REJECTED)
    return None


def _one_row_a_pupil(planned: list[PlannedRow]) -> list[PlannedRow]:
    """Two rows for one pupil, or two new pupils with one UPN, are for a person to sort out. A row
    that waits may be about each of its candidates."""
    claims: dict[object, list[PlannedRow]] = defaultdict(list)
    for one in planned:
        for claimed in _claimed(one):
            claims[claimed].append(one)
    rivals = defaultdict(list)
    for group in claims.values():
        for one in group:
            rivals[id(one)] += [other for other in group if other is not one]
    return [
        one.held("upn", f"{_rows_of(rivals[id(one)])} may be about the same pupil.")
        if rivals[id(one)] and one.result not in (Result.HELD, Result.REJECTED)
        else one
        for one in planned
    ]


def _claimed(one: PlannedRow) -> list[object]:
    if one.known or one.candidates:
        return [k.pupil.pk for k in [one.known, *one.candidates] if k]
    return [one.row.upn] if one.result == Result.NEW and one.row.upn else []


def _rows_of(group: list[PlannedRow]) -> str:
    numbers = sorted({number for other in group for number in other.row.numbers})
    return f"Row {' and '.join(map(str, numbers))}"


def _is_whole_roll(sheet: Sheet, school_number: str) -> bool:
    """A partial transfer file, or one of another school, says nothing of those it does not name."""
    source = sheet.about.get("source_authority", "") + sheet.about.get("source_establishment", "")
    is_partial = sheet.about.get("qualifier", "").casefold() == "partial"
    return not is_partial and source in ("", school_number)


def _gone(
    planned: Iterable[PlannedRow],
    roll: Roll,
    on: datetime.date,
    leaving: Collection[str],
    leaving_on: datetime.date,
) -> list[PlannedRow]:
    """Those on roll whom no row may be about. A held row may be about each of its candidates."""
    named = {k.pupil.pk for one in planned for k in [one.known, *one.candidates] if k}
    here = [one for one in roll.on_roll(on) if one.pupil.pk not in named]
    here.sort(key=lambda one: (one.pupil.surname, one.pupil.forename))
    return [
        PlannedRow(
            PupilRow(()),
            Result.GONE,
            known=one,
            writes=_departure(one, leaving_on) if str(one.pupil.pk) in leaving else None,
        )
        for one in here
    ]


def _departure(known: KnownPupil, day: datetime.date) -> Writes:
    left_on = max(filter(None, (day, known.pupil.admitted_on)))
    writes = Writes(fields={"left_on": left_on}, leaves_class_on=left_on)
    writes.say("On the roll", "yes", f"left on {shown('left_on', left_on)}")
    return writes
