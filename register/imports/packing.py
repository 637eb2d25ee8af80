"""A sheet as JSON and back, so that it can wait in the database between two pages."""

import datetime
from typing import Any

from .sheets import Cell, Formula, NeedEntry, Row, Sheet, StatusEntry


def pack_cell(cell: Cell) -> Any:
    if isinstance(cell, datetime.date):
        return {"day": cell.isoformat()}
    if isinstance(cell, Formula):
        return {"formula": cell.text}
    return cell


def unpack_cell(packed: Any) -> Cell:
    if not isinstance(packed, dict):
        return packed
    if "day" in packed:
        return datetime.date.fromisoformat(packed["day"])
    return Formula(packed["formula"])


def pack_rows(sheet: Sheet) -> list[Any]:
    return [
        [
            row.number,
            [pack_cell(cell) for cell in row.cells],
            row.is_too_long,
            [[entry.code, entry.starts_on, entry.ends_on] for entry in row.statuses],
            [[entry.sen_type, entry.rank, entry.starts_on, entry.ends_on] for entry in row.needs],
        ]
        for row in sheet.rows
    ]


def unpack_rows(packed: list[Any]) -> tuple[Row, ...]:
    return tuple(
        Row(
            number=number,
            cells=tuple(unpack_cell(cell) for cell in cells),
            is_too_long=is_too_long,
            statuses=tuple(StatusEntry(*entry) for entry in statuses),
            needs=tuple(NeedEntry(*entry) for entry in needs),
        )
        for number, cells, is_too_long, statuses, needs in packed
    )
