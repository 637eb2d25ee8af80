"""The sheet as a person mended it: what they typed stands where the file had something else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from .columns import FIELDS
from .sheets import NeedEntry, Row, Sheet, StatusEntry

Mended = Mapping[int, Mapping[str, str]]


def mend(
    sheet: Sheet, columns: Sequence[str | None], mended: Mended
) -> tuple[Sheet, tuple[str | None, ...]]:
    """The sheet and its columns with these values, by row number and field. A field that the file
    has no column for gets one."""
    wanted = {key for values in mended.values() for key in values}
    added = tuple(sorted(wanted - set(columns)))
    columns = (*columns, *added)
    headers = (*sheet.headers, *(FIELDS[key].label for key in added))
    rows = tuple(_mend_row(row, columns, mended.get(row.number, {})) for row in sheet.rows)
    return replace(sheet, headers=headers, rows=rows), columns


def _mend_row(row: Row, columns: Sequence[str | None], values: Mapping[str, str]) -> Row:
    cells = [*row.cells, *[None] * (len(columns) - len(row.cells))]
    for key, value in values.items():
        first, *others = [index for index, column in enumerate(columns) if column == key]
        cells[first] = value
        for index in others:
            cells[index] = None
    row = replace(row, cells=tuple(cells), is_too_long=row.is_too_long and not values)
    if "sen_status" in values and row.statuses:
        row = replace(row, statuses=(StatusEntry(values["sen_status"], values.get("sen_start")),))
    if "need" in values and row.needs:
        row = replace(row, needs=(NeedEntry(values["need"]),))
    return row
