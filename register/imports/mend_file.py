"""The rows that were held or rejected, as a file to mend and bring back: the school's own columns,
and beside each row what is the matter with it. No cell is one that a spreadsheet would calculate.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator

import xlsxwriter

from .packing import unpack_rows
from .sheets import Cell, Row

WHY = "What to mend"
_CALCULATES = ("=", "+", "-", "@", "\t", "\r")
_SEN_OF_TRANSFER_FILES = ("SEN Status", "SEN Start Date", "SEN Need")

Table = Iterator[list[Cell]]


def table(headings: list[str], rows: Iterable, *, is_ctf: bool) -> Table:
    """Headings and rows. `rows` are import rows with the cells that they came with."""
    extra = list(_SEN_OF_TRANSFER_FILES) if is_ctf else []
    yield [WHY, *headings, *extra]
    for row in rows:
        why = " ".join(reason for _, reason, weight in row.problems if weight != "noted")
        for raw in unpack_rows(row.cells):
            for sen in _sen(raw) if is_ctf else [[]]:
                yield [why, *raw.cells, *sen]


def _sen(row: Row) -> list[list[Cell]]:
    """One line for each change of status, as our own reader takes them."""
    needs = ", ".join(str(entry.sen_type) for entry in row.needs if entry.sen_type)
    lines: list[list[Cell]] = [[entry.code, entry.starts_on, needs] for entry in row.statuses]
    return lines or [[None, None, needs]]


def as_csv(lines: Table) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([_text(cell) for cell in line] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Table) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("To mend")
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, datetime.date):
                    sheet.write_datetime(number, column, _midnight(cell), day)
                elif cell is not None:
                    sheet.write_string(number, column, str(cell))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 60)
    return written.getvalue()


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day)


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    words = "" if cell is None else str(cell)
    return f"'{words}" if words.startswith(_CALCULATES) else words
