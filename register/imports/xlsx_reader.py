"""An Excel workbook: measured before it is unpacked, no macros, no passwords, values not formulas.

Size, number of parts and ratio are taken from the archive's own directory; zipfile never unpacks
more of a part than the directory says, so they bound what is read.
"""

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from .sheets import (
    MEGABYTE,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_TIMES_UNPACKED,
    MOST_UNPACKED_BYTES,
    Cell,
    Formula,
    Sheet,
    UnreadableFile,
    is_blank,
    too_many_rows,
)
from .tables import Record, recognised, sheet_of

_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MOST_SHEET_ROWS = 5 * MOST_ROWS  # empty but formatted ones among them
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    NotImplementedError,
    OverflowError,
    RecursionError,
    SyntaxError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    TypeError,
    ValueError,
)


def read_xlsx(content: bytes) -> Sheet:
    """The sheet that looks most like a table of pupils, from a workbook's bytes."""
    try:
        has_formulas = _measure(content)
        return _read(content, has_formulas=has_formulas)
    except _BROKEN as error:
        raise UnreadableFile(
            "This workbook is damaged. Open it in Excel, save it again as “Excel Workbook "
            "(.xlsx)”, and upload that."
        ) from error


def _measure(content: bytes) -> bool:
    """Refuse what is not a plain workbook or would unpack to too much. True if it has formulas."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        _refuse_too_large(parts, len(content))
        names = {part.filename for part in parts}
        if _WORKBOOK not in names:
            raise UnreadableFile(
                "This is a packed file, but not an Excel workbook. Upload a CSV file, an Excel "
                "workbook (.xlsx) or a Common Transfer File (.xml)."
            )
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise _has_macros()
        if any(part.flag_bits & 0x1 for part in parts):
            raise UnreadableFile(
                "This workbook is locked with a password. Remove the password in Excel, save it, "
                "and upload it again."
            )
        return _look_inside(archive, parts)


def _refuse_too_large(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES:
        raise UnreadableFile(
            f"This workbook unpacks to more than {MOST_UNPACKED_BYTES // MEGABYTE} MB or "
            f"{MOST_PARTS:,} parts. Copy the table of pupils into a new workbook and upload that."
        )
    if unpacked > MOST_TIMES_UNPACKED * max(packed, 1):
        raise UnreadableFile(
            f"This workbook unpacks to more than {MOST_TIMES_UNPACKED} times its size, as harmful "
            "files do. Copy the table of pupils into a new workbook and upload that."
        )


def _has_macros() -> UnreadableFile:
    return UnreadableFile(
        "This workbook holds macros. Save it as “Excel Workbook (.xlsx)”, which leaves them out, "
        "and upload that."
    )


def _look_inside(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bool:
    has_formulas = False
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        xml = archive.read(part).replace(b"\0", b"")  # UTF-16 read as if it were ASCII
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise UnreadableFile(
                "This workbook holds definitions that no spreadsheet needs, as harmful files do. "
                "Copy the table of pupils into a new workbook and upload that."
            )
        if part.filename == "[Content_Types].xml" and b"macroEnabled" in xml:
            raise _has_macros()
        if _SHEET.fullmatch(part.filename) and re.search(rb"<(?:\w+:)?f[\s>/]", xml):
            has_formulas = True
    return has_formulas


def _read(content: bytes, *, has_formulas: bool) -> Sheet:
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        title, warnings = _best_sheet(workbook)
        formulas = _formulas(content, title) if has_formulas else {}
        return sheet_of("xlsx", _records(workbook[title], formulas), warnings)
    finally:
        workbook.close()


def _best_sheet(workbook: openpyxl.Workbook) -> tuple[str, tuple[str, ...]]:
    """The visible sheet whose first rows hold the most known headings, and a word if others were
    passed over."""
    scores = {}
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        top = list(sheet.iter_rows(max_row=15, max_col=MOST_COLUMNS, values_only=True))
        if any(not is_blank(cell) for cells in top for cell in cells):
            scores[sheet.title] = max(recognised(cells) for cells in top)
    if not scores:
        raise UnreadableFile(
            "This workbook has no rows. Export it again from your school's system."
        )
    best = max(scores, key=lambda title: scores[title])
    if len(scores) == 1:
        return best, ()
    return best, (f"This workbook has {len(scores)} sheets. Only “{best}” was read.",)


def _records(
    sheet: ReadOnlyWorksheet, formulas: dict[tuple[int, int], Formula]
) -> Iterator[Record]:
    rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    for number, values in enumerate(rows, start=1):
        if number > _MOST_SHEET_ROWS:
            raise too_many_rows()
        cells = tuple(map(_cell, values))
        if formulas:
            cells = tuple(
                formulas.get((number, column)) if cell is None else cell
                for column, cell in enumerate(cells)
            )
        yield number, cells


def _formulas(content: bytes, title: str) -> dict[tuple[int, int], Formula]:
    """Where the sheet holds formulas. Their results are used where they were saved with the file;
    a formula without its result must not pass for an empty cell."""
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    try:
        rows = workbook[title].iter_rows(
            max_row=_MOST_SHEET_ROWS, max_col=MOST_COLUMNS + 1, values_only=True
        )
        return {
            (number, column): Formula(str(value))
            for number, values in enumerate(rows, start=1)
            for column, value in enumerate(values)
            if _is_formula(value)
        }
    finally:
        workbook.close()


def _is_formula(value: object) -> bool:
    return (isinstance(value, str) and value.startswith("=")) or (
        value is not None
        and not isinstance(value, str | int | float | datetime.date | datetime.time)
    )


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, datetime.datetime):
        return value.date()
    if value is None or isinstance(value, int | float | datetime.date):
        return value
    return str(value)
