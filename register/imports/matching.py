"""Whose row is it? By UPN, by former UPN, by admission number; by name and birthday only with a
person's word (Common Transfer File import rules, 2).

A wrong match would write one child's SEN data on another's record, so each doubt is held.
"""

import datetime
from dataclasses import dataclass, field

from register import upn

from .pupil_row import Problem, PupilRow, Severity
from .roll import KnownPupil, Roll, name_key, names_of


@dataclass
class Match:
    """The pupil whom a row is about, or None for a new one; else why a person must say, and whom
    it may be."""

    known: KnownPupil | None = None
    doubt: Problem | None = None
    candidates: list[KnownPupil] = field(default_factory=list)


def match(row: PupilRow, roll: Roll, on: datetime.date) -> Match:
    found = _by_number(row, roll)
    namesakes = _namesakes(row, roll)
    if found is None:
        return _without_number(row, namesakes)
    if doubt := _is_not_the_one(row, found, namesakes) or _has_left(row, found, on):
        return Match(doubt=doubt, candidates=_distinct([found, *namesakes]))
    return Match(known=found)


def _by_number(row: PupilRow, roll: Roll) -> KnownPupil | None:
    if row.upn and not upn.why_not_upn(row.upn):
        for found in (roll.by_upn.get(row.upn), roll.by_former_upn.get(row.upn)):
            if found:
                return found
    if row.former_upn and row.former_upn in roll.by_upn:
        return roll.by_upn[row.former_upn]
    return None if row.upn else _by_admission_number(row, roll)


def _by_admission_number(row: PupilRow, roll: Roll) -> KnownPupil | None:
    """The school's own number is enough where the row gives no name to compare, as in extracts
    with a row for each change, or where the pupil has no UPN here either."""
    here = roll.by_admission_number.get((row.admission_number or "").casefold(), [])
    if len(here) != 1 or (row.full_name and here[0].pupil.upn):
        return None
    return here[0]


def _namesakes(row: PupilRow, roll: Roll) -> list[KnownPupil]:
    if row.any_surname and row.any_forename and row.born_on:
        return roll.named(row.any_surname, row.any_forename, row.born_on)
    return []


def _without_number(row: PupilRow, namesakes: list[KnownPupil]) -> Match:
    if row.upn and namesakes:
        reason = (
            "A pupil of this name and date of birth has another UPN here, or none. "
            "Is it the same pupil?"
        )
        return Match(doubt=_held("upn", reason), candidates=namesakes)
    if row.upn:
        return Match()
    if len(namesakes) == 1 and not namesakes[0].pupil.upn:
        return Match(known=namesakes[0])  # taken on without a UPN before, by a person's word
    if row.full_name and row.born_on:
        reason = "This row has no UPN. Is it a pupil you have already, or a new one?"
        return Match(doubt=_held("upn", reason), candidates=namesakes)
    reason = "The row has no UPN, and nobody here has its admission number."
    return Match(doubt=Problem("admission_number", reason, Severity.REJECTED))


def _is_not_the_one(
    row: PupilRow, found: KnownPupil, namesakes: list[KnownPupil]
) -> Problem | None:
    """The number says one pupil, name and birthday say another: twins with their numbers crossed,
    or a number typed on the wrong line."""
    if namesakes and found not in namesakes:
        reason = "The number is one pupil’s here, the name and date of birth are another’s."
        return _held("upn", reason)
    if row.born_on in (None, found.pupil.born_on) or not row.any_forename or not row.any_surname:
        return None
    names = {name for name, _ in names_of(found.pupil)}
    surname_alone = {name_key(row.any_surname, "")}
    forename_alone = {name_key("", row.any_forename)}
    shares = any(
        name.startswith(tuple(surname_alone)) or name.endswith(tuple(forename_alone))
        for name in names
    )
    if shares and _is_slip(row.born_on, found.pupil.born_on):
        return None
    reason = "The number is that of a pupil here with another name and date of birth. Is it them?"
    return _held("upn", reason)


def _is_slip(one: datetime.date, other: datetime.date) -> bool:
    """A date of birth put right differs in one of day, month and year."""
    return sum((one.day != other.day, one.month != other.month, one.year != other.year)) == 1


def _has_left(row: PupilRow, found: KnownPupil, on: datetime.date) -> Problem | None:
    left_on = found.pupil.left_on
    if left_on is None or left_on > on or row.left_on:
        return None
    reason = f"This pupil left on {left_on.day} {left_on:%b %Y}. Is the pupil back?"
    return _held("left_on", reason)


def _held(field_key: str, reason: str) -> Problem:
    return Problem(field_key, reason, Severity.HELD)


def _distinct(candidates: list[KnownPupil]) -> list[KnownPupil]:
    return list({one.pupil.pk: one for one in candidates}.values())
