"""Reads one row of a sheet with the help of what its columns say as a whole."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from . import sen_values, values
from .columns import place_in_order
from .pupil_row import NeedSpan, Problem, Severity, StatusSpan
from .sheets import Cell, Row, Sheet, is_blank

Reader = Callable[[Cell], Any]
_PLAIN: dict[str, tuple[Reader, Severity]] = {
    "upn": (values.upper_text, Severity.HELD),
    "former_upn": (values.upper_text, Severity.NOTED),
    "uln": (values.upper_text, Severity.NOTED),
    "admission_number": (values.short_text, Severity.NOTED),
    "surname": (values.name, Severity.REJECTED),
    "forename": (values.name, Severity.REJECTED),
    "middle_names": (values.name, Severity.NOTED),
    "preferred_surname": (values.name, Severity.NOTED),
    "preferred_forename": (values.name, Severity.NOTED),
    "born_on": (values.date, Severity.REJECTED),
    "sex": (values.sex, Severity.NOTED),
    "year_group": (values.year_group, Severity.NOTED),
    "form": (values.short_text, Severity.NOTED),
    "admitted_on": (values.date, Severity.NOTED),
    "left_on": (values.date, Severity.NOTED),
    "enrolment": (values.enrolment, Severity.NOTED),
    "fsm": (values.free_meals, Severity.NOTED),
    "pupil_premium": (values.pupil_premium, Severity.NOTED),
    "eal": (values.yes_or_no, Severity.NOTED),
    "language": (values.language, Severity.NOTED),
    "looked_after": (values.yes_or_no, Severity.NOTED),
    "ethnicity": (values.ethnicity, Severity.NOTED),
    "service_child": (values.service_child, Severity.NOTED),
}
_BLANK_MAY_MEAN_NO = {"fsm": "", "pupil_premium": "", "eal": False, "looked_after": False}
_DATES = ("born_on", "admitted_on", "left_on", "sen_start", "sen_end", "need_start", "need_end")


class Columns:
    """Where each field stands in the sheet, and what its columns say as a whole."""

    def __init__(self, sheet: Sheet, columns: Sequence[str | None]) -> None:
        places = defaultdict(list)
        for index, key in enumerate(columns):
            if key:
                places[key].append(index)
        self.places = {
            key: sorted(
                indexes, key=lambda i: place_in_order(sheet.headers[i], otherwise=indexes.index(i))
            )
            for key, indexes in places.items()
        }
        self.blank_is_no = {
            key
            for key in _BLANK_MAY_MEAN_NO
            if sheet.kind != "ctf" and key in self.places and self._says_only_yes(sheet, key)
        }
        self.month_first = {
            key for key in _DATES if key in self.places and self._has_month_first(sheet, key)
        }

    def cells(self, row: Row, key: str) -> list[Cell]:
        return [row.cells[index] for index in self.places.get(key, ())]

    def cell(self, row: Row, key: str) -> Cell:
        """The first of the field's cells that is not empty."""
        return next((cell for cell in self.cells(row, key) if not is_blank(cell)), None)

    def _says_only_yes(self, sheet: Sheet, key: str) -> bool:
        """A tick-box column: it says yes or nothing, so nothing means no."""
        said = {str(cell).strip().casefold() for r in sheet.rows for cell in self.cells(r, key)}
        return "none" in said and len(said) > 1 and not said & values.NO

    def _has_month_first(self, sheet: Sheet, key: str) -> bool:
        """More than a slip: two dates or more, and one in twenty, make sense in US order alone."""
        cells = [cell for row in sheet.rows for cell in self.cells(row, key) if not is_blank(cell)]
        wrong = sum(map(values.is_month_first, cells))
        return wrong >= 2 and wrong * 20 >= len(cells)


class RowReader:
    """Reads one row; collects what it says and what stands against it."""

    def __init__(self, row: Row, columns: Columns) -> None:
        self.row = row
        self.columns = columns
        self.problems: list[Problem] = []

    def note(self, key: str, reason: str, severity: Severity) -> None:
        self.problems.append(Problem(key, reason, severity))

    def read(self, key: str, reader: Reader, severity: Severity) -> Any:
        return self.read_cell(key, self.columns.cell(self.row, key), reader, severity)

    def read_cell(self, key: str, cell: Cell, reader: Reader, severity: Severity) -> Any:
        if key in self.columns.month_first and values.could_be_month_first(cell):
            self.note(
                key,
                f"“{cell}” could be two days: other dates in this column have the month first. "
                "Export the file again with the day first.",
                Severity.HELD if severity == Severity.REJECTED else severity,
            )
            return None
        try:
            return reader(cell)
        except values.Unclear as unclear:
            self.note(key, str(unclear), severity)
            return None

    def plain(self) -> dict[str, Any]:
        """The fields that a cell holds whole."""
        said = {
            key: self.read(key, reader, severity)
            for key, (reader, severity) in _PLAIN.items()
            if key in self.columns.places
        }
        for key in self.columns.blank_is_no:
            if is_blank(self.columns.cell(self.row, key)):
                said[key] = _BLANK_MAY_MEAN_NO[key]
        return said

    def statuses(self) -> tuple[StatusSpan, ...]:
        if self.row.statuses:
            entries = [(e.code, e.starts_on, e.ends_on) for e in self.row.statuses]
        elif "sen_status" in self.columns.places:
            code, start, end = (
                self.columns.cell(self.row, k) for k in ("sen_status", "sen_start", "sen_end")
            )
            entries = [(code, start, end)]
        else:
            return ()
        spans = (self._status(*entry) for entry in entries)
        return tuple(span for span in spans if span)

    def _status(self, code: Cell, starts_on: Cell, ends_on: Cell) -> StatusSpan | None:
        status = self.read_cell("sen_status", code, sen_values.status, Severity.HELD)
        start = self.read_cell("sen_start", starts_on, values.date, Severity.HELD)
        end = self.read_cell("sen_end", ends_on, values.date, Severity.HELD)
        if status is None:
            return None
        if start and end and end < start:
            self.note("sen_end", "This SEN status ends before it starts.", Severity.HELD)
            end = None
        until = end and end + datetime.timedelta(days=1)  # a file names the last day
        return StatusSpan(status.code, status.raw, start, until)

    def needs(self) -> tuple[NeedSpan, ...]:
        if self.row.needs:
            entries = [(e.sen_type, e.rank, e.starts_on, e.ends_on) for e in self.row.needs]
        else:
            entries = self._need_cells()
        found: list[NeedSpan] = []
        for sen_type, rank, starts_on, ends_on in entries:
            types = self.read_cell("need", sen_type, sen_values.needs, Severity.HELD) or ()
            ranked = self.read_cell("need_rank", rank, sen_values.rank, Severity.NOTED)
            start = self.read_cell("need_start", starts_on, values.date, Severity.NOTED)
            end = self.read_cell("need_end", ends_on, values.date, Severity.NOTED)
            for place, need in enumerate(types):
                at = ranked + place if ranked else len(found) + 1
                found.append(NeedSpan(need.code, need.raw, at, start, end))
        return distinct(found)

    def _need_cells(self) -> list[tuple[Cell, Cell, Cell, Cell]]:
        """The first need column goes with the first of rank, start and end, and so on."""
        needs = self.columns.cells(self.row, "need")
        beside = [
            [*self.columns.cells(self.row, key), *[None] * len(needs)][: len(needs)]
            for key in ("need_rank", "need_start", "need_end")
        ]
        return list(zip(needs, *beside, strict=True))

    def names(self, said: dict[str, Any]) -> None:
        """Surname and forename from one column that holds “Surname, Forename”."""
        whole = self.read("name", values.name, Severity.REJECTED)
        if whole and not said.get("surname"):
            surname, comma, forename = (part.strip() for part in whole.partition(","))
            if comma and surname and forename:
                said["surname"], said["forename"] = surname, said.get("forename") or forename
            else:
                self.note(
                    "name",
                    f"“{whole}” does not say which part is the surname. Write “Surname, Forename”.",
                    Severity.REJECTED,
                )


def distinct(needs: list[NeedSpan]) -> tuple[NeedSpan, ...]:
    """Each type once for each start, ranks counted from 1 in order: a code beside its description
    is one need, not two."""
    kept: dict[tuple[str, datetime.date | None], NeedSpan] = {}
    for need in sorted(needs, key=lambda need: need.rank):
        kept.setdefault((need.code, need.starts_on), need)
    return tuple(replace(need, rank=place) for place, need in enumerate(kept.values(), start=1))
