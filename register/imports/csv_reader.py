"""Comma-separated values, and the semicolons and tabs that go by the same name."""

import csv
import io
import re
from collections.abc import Iterator

from .sheets import MOST_ROWS, Cell, Formula, Sheet, UnreadableFile, too_many_rows
from .tables import sheet_of

_SEPARATORS = ",;\t"
_EXCEL_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)
_TEXT_AS_FORMULA = re.compile(r'="((?:[^"]|"")*)"')  # how exports keep a leading nought for Excel
_HELD_TEXT = re.compile(r"'[=+\-@]")  # a quote before it keeps a spreadsheet from calculating
_MOST_LINES = 3 * MOST_ROWS  # blank ones among them


def read_csv(text: str, warnings: tuple[str, ...] = ()) -> Sheet:
    """The sheet in a CSV text, its separator found by trying."""
    told = _EXCEL_SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    separator = told.group(1) if told else _likely_separator(text)
    return sheet_of("csv", _records(text, separator), warnings)


def _likely_separator(text: str) -> str:
    """The one that cuts the first lines into the most columns; a comma where none does."""
    lines = text.splitlines(keepends=True)[:20]
    return max(_SEPARATORS, key=lambda separator: _widest(lines, separator))


def _widest(lines: list[str], separator: str) -> int:
    try:
        return max((len(record) for record in csv.reader(lines, delimiter=separator)), default=0)
    except csv.Error:
        return 0


def _records(text: str, separator: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(number + 1) from error
        number += 1
        if number > _MOST_LINES:
            raise too_many_rows()
        yield number, tuple(_cell(value) for value in record)


def _broken(number: int) -> UnreadableFile:
    return UnreadableFile(
        f"Row {number} cannot be read: a quotation mark in it is not closed, or a cell is far too "
        "long. Mend that row, or save the table as an Excel workbook (.xlsx) and upload that."
    )


def _cell(value: str) -> Cell:
    value = value.strip()
    if _HELD_TEXT.match(value):
        return value[1:]
    if not value.startswith("="):
        return value or None
    kept = _TEXT_AS_FORMULA.fullmatch(value)
    return kept.group(1).replace('""', '"') if kept else Formula(value)
