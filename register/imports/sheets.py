"""What every kind of file becomes: a sheet of rows. And what a file may not exceed."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_UNPACKED_BYTES = 100 * MEGABYTE
MOST_PARTS = 1_000
MOST_TIMES_UNPACKED = 100
MOST_ROWS = 10_000  # of pupils; a file with one more is refused whole, never cut off
MOST_COLUMNS = 200
MOST_DEPTH = 20  # a Common Transfer File goes ten deep

Kind = Literal["csv", "xlsx", "ctf"]


class UnreadableFile(Exception):
    """The file cannot be taken. The message says why and what to do, for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula whose result is not in the file."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | datetime.date | Formula | None


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """A stage of SEN provision as the file writes it, one of a history."""

    code: Cell
    starts_on: Cell = None
    ends_on: Cell = None


@dataclass(frozen=True, slots=True)
class NeedEntry:
    """A need as the file writes it."""

    sen_type: Cell
    rank: Cell = None
    starts_on: Cell = None
    ends_on: Cell = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is what the person sees beside it in a spreadsheet; in a transfer file, the
    how-manieth pupil. `statuses` and `needs` are filled by transfer files, which structure them."""

    number: int
    cells: tuple[Cell, ...]
    is_too_long: bool = False
    statuses: tuple[StatusEntry, ...] = ()
    needs: tuple[NeedEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file, read. `warnings` are sentences about the file as a whole; `about` is what a transfer
    file says of itself (version, source school, whether it is full)."""

    kind: Kind
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    warnings: tuple[str, ...] = ()
    about: dict[str, str] = field(default_factory=dict)


def is_blank(cell: Cell) -> bool:
    """Nothing, or nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def too_many_rows() -> UnreadableFile:
    """The refusal of a file with more than MOST_ROWS pupils."""
    return UnreadableFile(
        f"This file has more than {MOST_ROWS:,} rows, the most that can be read at once. "
        "Nothing was read. Split it into smaller files, for example one for each year group."
    )
