"""What would a row change about a pupil?

An import writes what the school's system knows and never what was decided here: a status that
somebody recorded later, or needs that somebody entered, stay as they are and the difference is
shown. What it writes is dated, marked as imported, and keeps the file's own words.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from register import codes
from register.models import Need, Origin, Pupil, Status, StatusPeriod
from register.models.imports import Result
from schools.school_year import SchoolYear

from .pupil_row import NeedSpan, Problem, PupilRow, Severity
from .roll import KnownPupil


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, in words for a person."""

    label: str
    before: str
    after: str


@dataclass
class Writes:
    """What would be written for one pupil. `None` of a class: it stays."""

    fields: dict[str, Any] = field(default_factory=dict)
    ends_period: tuple[StatusPeriod, datetime.date] | None = None
    periods: list[StatusPeriod] = field(default_factory=list)
    ends_needs: list[Need] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    form: str | None = None
    leaves_class_on: datetime.date | None = None
    changes: list[Change] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def result(self, known: KnownPupil | None) -> Result:
        if known is None:
            return Result.NEW
        return Result.CHANGED if self.changes else Result.UNCHANGED

    def say(self, label: str, before: str, after: str) -> None:
        self.changes.append(Change(label, before, after))

    def note(self, key: str, reason: str) -> None:
        self.notes.append(Problem(key, reason, Severity.NOTED))


def differences(row: PupilRow, known: KnownPupil | None, on: datetime.date) -> Writes:
    """All that the row would write about the pupil (None: a new one) on this day."""
    writes = Writes()
    row = _with_dates_in_order(row, known, on, writes)
    _roll(row, known, on, writes)
    _status(row, known, on, writes)
    _needs(row, known, on, writes)
    _class(row, known, on, writes)
    return writes


# The roll -----------------------------------------------------------------------------------------
_ROLL = {field.name: field for field in Pupil._meta.concrete_fields}
_SAME_NAME = {
    "uln": "uln",
    "admission_number": "admission_number",
    "middle_names": "middle_names",
    "born_on": "born_on",
    "sex": "sex",
    "year_group": "year_group",
    "admitted_on": "admitted_on",
    "left_on": "left_on",
    "enrolment": "enrolment",
    "ethnicity": "ethnicity",
    "service_child": "service_child",
    "is_looked_after": "looked_after",
}


def _with_dates_in_order(
    row: PupilRow, known: KnownPupil | None, on: datetime.date, writes: Writes
) -> PupilRow:
    """The row without a leaving date that would come before the admission, or the reverse."""
    here = known.pupil if known else Pupil()
    admitted_on = row.admitted_on or here.admitted_on
    left_on = row.left_on or (None if _is_back(row, known, on) else here.left_on)
    if not admitted_on or not left_on or left_on >= admitted_on:
        return row
    key = "left_on" if row.left_on else "admitted_on"
    writes.note(key, "The pupil would leave before the admission date, so the date was left out.")
    return replace(row, left_on=None) if row.left_on else replace(row, admitted_on=None)


def _is_back(row: PupilRow, known: KnownPupil | None, on: datetime.date) -> bool:
    """A person said that this leaver is on the roll again."""
    left_on = known.pupil.left_on if known else None
    return left_on is not None and left_on <= on and not row.left_on


def _roll(row: PupilRow, known: KnownPupil | None, on: datetime.date, writes: Writes) -> None:
    pupil = known.pupil if known else None
    wanted = {name: getattr(row, said) for name, said in _SAME_NAME.items()}
    wanted |= _names(row, pupil) | _numbers(row, known, writes) | _breakdown(row, pupil)
    if pupil is None and not row.year_group and row.born_on:
        wanted["year_group"] = year_by_age(row.born_on, on)
        writes.note("year_group", "The year group was worked out from the date of birth.")
    if pupil and _is_back(row, known, on):
        writes.fields |= {"left_on": None, "admitted_on": row.admitted_on or on}
        writes.say("On the roll", f"left on {shown('left_on', pupil.left_on)}", "back")
        wanted["admitted_on"] = None
    for name, value in wanted.items():
        before = getattr(pupil, name) if pupil else None
        if value is None or value == before:
            continue
        writes.fields[name] = value
        if pupil:
            writes.say(_label(name), shown(name, before), shown(name, value))


def _names(row: PupilRow, pupil: Pupil | None) -> dict[str, Any]:
    """Legal and preferred names. A preferred name equal to the legal one is not kept twice; for a
    new pupil it stands in for a legal one that the file does not give."""
    wanted: dict[str, Any] = {}
    for part in ("surname", "forename"):
        said, preferred = getattr(row, part), getattr(row, f"preferred_{part}")
        legal = said or (getattr(pupil, f"legal_{part}") if pupil else preferred)
        wanted[f"legal_{part}"] = legal
        if preferred is not None:
            wanted[f"preferred_{part}"] = "" if preferred == legal else preferred
    return wanted


def _numbers(row: PupilRow, known: KnownPupil | None, writes: Writes) -> dict[str, Any]:
    """The UPN and the one before it: the first that was issued wins, the other is kept as former
    (DfE guide to UPNs)."""
    if known is None:
        return {"upn": row.upn, "former_upn": row.former_upn}
    pupil = known.pupil
    if not row.upn or row.upn in (pupil.upn, pupil.former_upn):
        if row.upn and row.upn != pupil.upn:
            writes.note("upn", f"The file has the former UPN; {pupil.upn} stays.")
        return {"former_upn": row.former_upn if not pupil.former_upn else None}
    return {"upn": row.upn, "former_upn": pupil.upn or row.former_upn}


def _breakdown(row: PupilRow, pupil: Pupil | None) -> dict[str, Any]:
    """Free meals, pupil premium and first language, where a bare yes or no never puts out of
    place what is known better."""
    wanted: dict[str, Any] = {"first_language": row.language}
    for name in ("fsm", "pupil_premium"):
        said = getattr(row, name)
        knows_better = said == codes.YES and pupil and getattr(pupil, name)
        wanted[name] = None if knows_better else said
    if not row.language and row.eal is not None:
        is_known = pupil and codes.is_eal(pupil.first_language) is row.eal
        believed = codes.BELIEVED_OTHER if row.eal else codes.BELIEVED_ENGLISH
        wanted["first_language"] = None if is_known else believed
    return wanted


def year_by_age(born_on: datetime.date, on: datetime.date) -> str:
    """The usual year group of this age; X where there is none."""
    day = datetime.date(SchoolYear.of(on).start, 8, 31)
    age = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    years = (year for year in codes.YEAR_GROUPS.values() if year.age_on_31_august == age)
    return next((year.code for year in years), "X")


def _label(name: str) -> str:
    label = str(_ROLL[name].verbose_name)
    return label if label[:1].isupper() else label[:1].upper() + label[1:]


def shown(name: str, value: Any) -> str:
    """A value of the roll in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%b %Y}"
    choices = dict(_ROLL[name].flatchoices)
    return str(choices.get(value, value)) if value else "nothing"


# SEN status ---------------------------------------------------------------------------------------
def _status(row: PupilRow, known: KnownPupil | None, on: datetime.date, writes: Writes) -> None:
    if not row.statuses:
        return
    if known is None or not known.periods:
        _first_history(row, on, writes)
        return
    code, starts_on, raw = _status_of_today(row, on)
    now, status = known.period_on(on), known.status_on(on)
    if code in (status, codes.PROVISIONS[status].export):
        return  # monitoring, the trust's own stage, is no SEN to the school's system
    day = _day_of_change(starts_on, now, known.periods[-1], on)
    if day is None:
        writes.note("sen_status", _left_as_it_is(now, code))
        return
    if now:
        writes.ends_period = (now, day)
    writes.periods.append(_period(code, day, None, raw))
    writes.say("SEN status", Status(status).label, Status(code).label)


def _first_history(row: PupilRow, on: datetime.date, writes: Writes) -> None:
    """Every stage of the file, from the first that is one: no row means no SEN."""
    spans = list(row.statuses)
    while spans and spans[0].code == codes.NONE:
        spans.pop(0)
    if not spans:
        return
    for span in spans:
        if span.starts_on is None and span.ends_on:
            continue  # a stage that is over, nobody knows since when
        if span.starts_on is None:
            writes.note("sen_start", "The file has no start date for the SEN status: from today.")
        writes.periods.append(_period(span.code, span.starts_on or on, span.ends_on, span.raw))
    if writes.periods:
        writes.say("SEN status", Status.NONE.label, Status(_status_of_today(row, on)[0]).label)


def _status_of_today(row: PupilRow, on: datetime.date) -> tuple[str, datetime.date | None, str]:
    last = row.statuses[-1]
    if last.ends_on and last.ends_on <= on:
        return codes.NONE, last.ends_on, last.raw
    return last.code, last.starts_on, last.raw


def _day_of_change(
    starts_on: datetime.date | None,
    now: StatusPeriod | None,
    last: StatusPeriod,
    on: datetime.date,
) -> datetime.date | None:
    """From which day the file's status counts; None where the register knows better: a status
    recorded here later than the file's, or one recorded here that the file contradicts undated."""
    if (last.ended_on is None and last is not now) or (now and now.ended_on):
        return None  # the register already has a status that begins later
    if now is None:
        return max(filter(None, (starts_on or on, last.ended_on)))
    if starts_on and starts_on > now.started_on:
        return starts_on
    return on if starts_on is None and now.origin == Origin.IMPORTED else None


def _left_as_it_is(now: StatusPeriod | None, code: str) -> str:
    here = Status(now.status).label if now else "a status that begins later"
    since = f" since {now.started_on.day} {now.started_on:%b %Y}" if now else ""
    return (
        f"The register says {here}{since}, which is later than the {Status(code).label} of the "
        "file. It was left as it is."
    )


def _period(code: str, start: datetime.date, end: datetime.date | None, raw: str) -> StatusPeriod:
    return StatusPeriod(
        status=code,
        started_on=start,
        ended_on=end,
        origin=Origin.IMPORTED,
        original_value=raw[:80],
    )


# Needs --------------------------------------------------------------------------------------------
def _needs(row: PupilRow, known: KnownPupil | None, on: datetime.date, writes: Writes) -> None:
    here = known.needs if known else []
    status, since = _status_after(known, on, writes)
    current = _each_once(need for need in row.needs if not need.ends_on or need.ends_on > on)
    if status == codes.NONE:
        wanted: list[NeedSpan] = []
    elif not row.needs or [n.code for n in current] == [n.sen_type for n in here]:
        return
    else:
        wanted = current
    if not here and not wanted:
        return
    if any(need.origin == Origin.ENTERED for need in here):
        if wanted:
            words = ", ".join(need.sen_type for need in here)
            writes.note("need", f"The needs entered here ({words}) were left as they are.")
        return
    _replace_needs(here, wanted, since if not here else on, writes)


def _each_once(needs: Iterable[NeedSpan]) -> list[NeedSpan]:
    first: dict[str, NeedSpan] = {}
    for need in needs:
        first.setdefault(need.code, need)
    return list(first.values())


def _status_after(
    known: KnownPupil | None, on: datetime.date, writes: Writes
) -> tuple[str, datetime.date]:
    """The status once this row is written, and since when."""
    if writes.periods:
        last = writes.periods[-1]
        is_over = last.ended_on is not None and last.ended_on <= on
        return (codes.NONE, on) if is_over else (last.status, last.started_on)
    period = known.period_on(on) if known else None
    return (period.status, period.started_on) if period else (codes.NONE, on)


def _replace_needs(
    here: list[Need], wanted: list[NeedSpan], since: datetime.date, writes: Writes
) -> None:
    """End what no longer stands at its rank and begin what is new; what stays keeps its first
    day."""
    ranked = dict(enumerate(wanted, start=1))
    kept = {n.rank for n in here if n.rank in ranked and ranked[n.rank].code == n.sen_type}
    writes.ends_needs = [need for need in here if need.rank not in kept]
    writes.needs = [
        Need(
            sen_type=need.code,
            rank=place,
            started_on=need.starts_on or since,
            origin=Origin.IMPORTED,
            original_value=need.raw[:80],
        )
        for place, need in ranked.items()
        if place not in kept
    ]
    before = ", ".join(need.sen_type for need in here)
    writes.say("Needs", before or "nothing", ", ".join(n.code for n in wanted) or "nothing")


# Class --------------------------------------------------------------------------------------------
def _class(row: PupilRow, known: KnownPupil | None, on: datetime.date, writes: Writes) -> None:
    place = known.place if known else None
    if row.left_on and row.left_on <= on:
        writes.leaves_class_on = row.left_on if place else None
        return
    if not row.form:
        return
    this_year = SchoolYear.of(on).start
    if place and place.group.name.casefold() == row.form.casefold():
        if place.group.starting_year >= this_year:
            return
        before = f"{place.group.name} of last year"
    else:
        before = place.group.name if place else "nothing"
    writes.form = row.form
    writes.say("Class", before, row.form)
