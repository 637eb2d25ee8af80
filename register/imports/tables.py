"""From records to a sheet: where the headings are, which rows are empty, which are too long."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from .columns import field_of
from .sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Kind,
    Row,
    Sheet,
    UnreadableFile,
    is_blank,
    too_many_rows,
)

Record = tuple[int, tuple[Cell, ...]]
_LOOK_FOR_HEADINGS_IN = 15  # rows; reports put a title, a date and a school above the table


def sheet_of(kind: Kind, records: Iterable[Record], warnings: tuple[str, ...] = ()) -> Sheet:
    """The sheet in numbered records. UnreadableFile without headings or without rows."""
    records = iter(records)
    first = list(islice(records, _LOOK_FOR_HEADINGS_IN))
    at = _heading_row(first)
    if at is None:
        raise UnreadableFile("This file has no rows. Export it again from your school's system.")
    headers = _headers(first[at][1])
    rows = tuple(_rows(chain(first[at + 1 :], records), len(headers)))
    if not rows:
        raise UnreadableFile(
            "This file has headings but no pupils under them. Export it again from your school's "
            "system."
        )
    return Sheet(kind, headers, rows, warnings)


def recognised(cells: Iterable[Cell]) -> int:
    """How many cells read like a heading that we know."""
    return sum(1 for cell in cells if isinstance(cell, str) and field_of(cell))


def _heading_row(records: list[Record]) -> int | None:
    """The row with most known headings, if it has two; else the first that is not empty."""
    scores = [recognised(cells) for _, cells in records]
    if scores and max(scores) >= 2:
        return scores.index(max(scores))
    return next(
        (at for at, (_, cells) in enumerate(records) if not all(map(is_blank, cells))), None
    )


def _headers(cells: tuple[Cell, ...]) -> tuple[str, ...]:
    headers = ["" if is_blank(cell) else " ".join(str(cell).split()) for cell in cells]
    while headers and not headers[-1]:
        headers.pop()
    if len(headers) > MOST_COLUMNS:
        raise UnreadableFile(
            f"This file has more than {MOST_COLUMNS} columns. Leave out those that the register "
            "does not need."
        )
    return tuple(headers)


def _rows(records: Iterable[Record], width: int) -> Iterator[Row]:
    count = 0
    for number, cells in records:
        if all(map(is_blank, cells)):
            continue
        count += 1
        if count > MOST_ROWS:
            raise too_many_rows()
        is_too_long = not all(map(is_blank, cells[width:]))
        yield Row(number, (cells + (None,) * width)[:width], is_too_long=is_too_long)
