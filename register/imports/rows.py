"""What does a row say of a pupil, and what stands against taking it?

A problem is noted (the value is left out, the row goes on), held (a person must decide) or rejected
(the row cannot be taken until it is mended). Several rows about one pupil, as in extracts with a
row for each change of status, become one.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace

from register import codes, upn

from .pupil_row import Problem, PupilRow, Reading, Severity, StatusSpan
from .row_reader import Columns, RowReader, distinct
from .sheets import Row, Sheet

_OLDEST_PUPIL = 26  # years; the register ends with the school year of the 25th birthday


def read_rows(
    sheet: Sheet,
    columns: Sequence[str | None],
    *,
    on: datetime.date,
    not_taken: Collection[str] = (),
) -> list[Reading]:
    """Every pupil in the sheet as of the day `on`, in the order of the file. `not_taken`: the SEN
    types that this school's census does not know."""
    where = Columns(sheet, columns)
    readings = _gather(_read(row, where, on) for row in sheet.rows)
    return [_doubt_types(_settle_sen(reading, on), on, not_taken) for reading in readings]


def _read(row: Row, columns: Columns, on: datetime.date) -> Reading:
    reader = RowReader(row, columns)
    if row.is_too_long:
        reader.note(
            "row",
            "This row has more cells than the table has headings, so its values may stand in the "
            "wrong columns. Put quotation marks round a value that holds a comma.",
            Severity.REJECTED,
        )
    said = reader.plain()
    reader.names(said)
    pupil = PupilRow((row.number,), **said, statuses=reader.statuses(), needs=reader.needs())
    pupil, doubts = _doubt(pupil, on)
    return Reading(pupil, (*reader.problems, *doubts))


# What one pupil's values say together -------------------------------------------------------------
def _doubt(pupil: PupilRow, on: datetime.date) -> tuple[PupilRow, list[Problem]]:
    """The pupil without the values that cannot be right, and the problems."""
    problems = [*_doubt_identity(pupil), *_doubt_birth(pupil, on)]
    if pupil.former_upn and (why := upn.why_not_upn(pupil.former_upn)):
        problems.append(Problem("former_upn", f"Former UPN left out. {why}", Severity.NOTED))
        pupil = replace(pupil, former_upn=None)
    if pupil.uln and (why := upn.why_not_uln(pupil.uln)):
        problems.append(Problem("uln", f"ULN left out. {why}", Severity.NOTED))
        pupil = replace(pupil, uln=None)
    return pupil, problems


def _doubt_identity(pupil: PupilRow) -> Iterable[Problem]:
    named = pupil.any_surname and pupil.any_forename
    if pupil.upn:
        reason = upn.why_not_upn(pupil.upn)
        if reason:
            yield Problem("upn", f"UPN {pupil.upn}: {reason}", Severity.HELD)
        elif upn.is_temporary_upn(pupil.upn):
            reason = "This is a temporary UPN. Replace it when the permanent one arrives."
            yield Problem("upn", reason, Severity.NOTED)
    elif pupil.admission_number or (named and pupil.born_on):
        return  # whose row it is, the roll may know: imports.matching
    elif not named:
        reason = "This row has no UPN and no full name, so we cannot tell whose it is."
        yield Problem("surname", reason, Severity.REJECTED)
    else:
        reason = "This row has no UPN and no date of birth, so we cannot tell whose it is."
        yield Problem("born_on", reason, Severity.REJECTED)


def _doubt_birth(pupil: PupilRow, on: datetime.date) -> Iterable[Problem]:
    if not pupil.born_on:
        return
    if pupil.born_on >= on:
        yield Problem("born_on", "The date of birth is in the future.", Severity.REJECTED)
    elif on.year - pupil.born_on.year > _OLDEST_PUPIL:
        reason = f"This pupil would be {on.year - pupil.born_on.year} years old. Check the year."
        yield Problem("born_on", reason, Severity.HELD)


# Several rows about one pupil ---------------------------------------------------------------------
def _gather(readings: Iterable[Reading]) -> list[Reading]:
    """One reading for each pupil: rows that share a UPN (or, without one, an admission number) are
    taken together where they name the same pupil, and held where they name two."""
    groups: dict[object, list[Reading]] = defaultdict(list)
    for reading in readings:
        pupil = reading.pupil
        key = pupil.upn or (pupil.admission_number and ("admission", pupil.admission_number))
        groups[key or id(reading)].append(reading)
    gathered = [one for group in groups.values() for one in _together(group)]
    return _hold_namesakes(gathered)


def _together(group: list[Reading]) -> list[Reading]:
    if len(group) == 1:
        return group
    where = _row_list(number for reading in group for number in reading.pupil.numbers)
    if not _is_same_pupil(reading.pupil for reading in group):
        reason = f"{where} carry the same number but name different pupils. Mend the wrong one."
        return [_against(reading, "upn", reason, Severity.HELD) for reading in group]
    merged = group[0]
    for reading in group[1:]:
        merged = _merge(merged, reading)
    reason = f"{where} are about the same pupil and were taken together."
    return [_against(merged, "row", reason, Severity.NOTED)]


def _is_same_pupil(pupils: Iterable[PupilRow]) -> bool:
    pupils = list(pupils)
    return all(
        len({str(value).casefold() for p in pupils if (value := getattr(p, key))}) <= 1
        for key in ("any_surname", "any_forename", "born_on")
    )


def _merge(one: Reading, other: Reading) -> Reading:
    """The first row's values, the second's where the first is silent, the histories of both."""
    known = {
        f.name: getattr(other.pupil, f.name)
        for f in fields(PupilRow)
        if getattr(one.pupil, f.name) is None
    }
    pupil = replace(
        one.pupil,
        **known,
        numbers=one.pupil.numbers + other.pupil.numbers,
        statuses=tuple(dict.fromkeys(one.pupil.statuses + other.pupil.statuses)),
        needs=distinct([*one.pupil.needs, *other.pupil.needs]),
    )
    return Reading(pupil, tuple(dict.fromkeys(one.problems + other.problems)))


def _hold_namesakes(readings: list[Reading]) -> list[Reading]:
    """Rows that share name and date of birth may be one pupil twice, whatever their numbers."""
    same = defaultdict(list)
    for reading in readings:
        pupil = reading.pupil
        if pupil.any_surname and pupil.any_forename and pupil.born_on:
            same[pupil.full_name.casefold(), pupil.born_on].append(reading)
    doubtful: dict[int, Reading] = {}
    for group in same.values():
        if len(group) > 1:
            where = _row_list(number for reading in group for number in reading.pupil.numbers)
            reason = (
                f"{where} have the same name and date of birth. Say whether they are one pupil."
            )
            doubtful |= {id(r): _against(r, "surname", reason, Severity.HELD) for r in group}
    return [doubtful.get(id(reading), reading) for reading in readings]


def _against(reading: Reading, key: str, reason: str, severity: Severity) -> Reading:
    return replace(reading, problems=(*reading.problems, Problem(key, reason, severity)))


def _row_list(numbers: Iterable[int]) -> str:
    *most, last = map(str, sorted(numbers))
    return f"Rows {', '.join(most)} and {last}"


# SEN history --------------------------------------------------------------------------------------
def _settle_sen(reading: Reading, on: datetime.date) -> Reading:
    """The status history in order, each stage closed by the next; needs that the census forbids
    with the current stage noted or left out."""
    pupil = reading.pupil
    if not pupil.statuses:
        return reading
    problems = list(reading.problems)
    dated = sorted((s for s in pupil.statuses if s.starts_on), key=_start)
    undated = [s for s in pupil.statuses if not s.starts_on]
    if _is_contradictory(dated, undated):
        reason = "The file gives this pupil several SEN statuses and does not say which came when."
        problems.append(Problem("sen_status", reason, Severity.HELD))
    coming = [status for status in dated if _start(status) > on]
    for status in coming:
        reason = f"SEN status {status.code} starts in the future, so it was left out for now."
        problems.append(Problem("sen_start", reason, Severity.NOTED))
    history = _closed([status for status in dated if status not in coming]) + tuple(undated[:1])
    pupil = replace(pupil, statuses=history)
    if history:
        pupil, doubts = _doubt_needs(pupil, history[-1].code)
        problems += doubts
    return Reading(pupil, tuple(problems))


def _start(status: StatusSpan) -> datetime.date:
    return status.starts_on or datetime.date.min


def _is_contradictory(dated: list[StatusSpan], undated: list[StatusSpan]) -> bool:
    same_day = len({s.starts_on for s in dated}) < len({(s.starts_on, s.code) for s in dated})
    return same_day or (bool(undated) and len(dated) + len(undated) > 1)


def _closed(history: list[StatusSpan]) -> tuple[StatusSpan, ...]:
    """Each stage ends when the next starts, or earlier where the file says so. The same stage
    twice running is one."""
    spans: list[StatusSpan] = []
    for status in history:
        if spans and spans[-1].code == status.code and not spans[-1].ends_on:
            continue
        if spans and status.starts_on:
            ends_on = min(spans[-1].ends_on or status.starts_on, status.starts_on)
            spans[-1] = replace(spans[-1], ends_on=ends_on)
        spans.append(status)
    return tuple(spans)


def _doubt_needs(pupil: PupilRow, code: str) -> tuple[PupilRow, list[Problem]]:
    if not pupil.needs:
        return pupil, []
    if code == codes.NONE:
        reason = "The file says no SEN (N), so its needs were left out (census rule 2125)."
        return replace(pupil, needs=()), [Problem("need", reason, Severity.NOTED)]
    not_allowed = [
        need.code
        for need in pupil.needs
        if code in codes.ON_REGISTER and code not in codes.SEN_TYPES[need.code].allowed_with
    ]
    reason = (
        f"{', '.join(not_allowed)} cannot go with {code}; the census will ask for another type."
    )
    return pupil, [Problem("need", reason, Severity.NOTED)] if not_allowed else []


def _doubt_types(reading: Reading, on: datetime.date, not_taken: Collection[str]) -> Reading:
    """The row waits where a need of today is one that this school cannot record: nobody but a
    person knows the need to put in its place."""
    pupil = reading.pupil
    refused = [
        need
        for need in pupil.needs
        if need.code in not_taken and (need.ends_on is None or need.ends_on > on)
    ]
    if not refused:
        return reading
    words = ", ".join(f"{need.code} ({codes.SEN_TYPES[need.code].label})" for need in refused)
    reason = f"The census takes no {words} from a special school. Enter the need that it brings."
    kept = tuple(need for need in pupil.needs if need not in refused)
    reading = _against(reading, "need", reason, Severity.HELD)
    return replace(reading, pupil=replace(pupil, needs=kept))
