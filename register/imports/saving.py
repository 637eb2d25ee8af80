"""Writes a plan to the roll with a few statements a table, however many pupils, and notes with each
row what it made, ended and changed, so that it can be taken back whole."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Model
from django.db.models.functions import Greatest

from register.models import Group, GroupAdult, GroupMember, Need, Pupil, StatusPeriod
from schools.school_year import SchoolYear

from .plan import PlannedRow
from .roll import Roll

TABLES = {"periods": StatusPeriod, "needs": Need, "places": GroupMember}


def _silent(done: int, total: int) -> None:
    """For those who do not wait."""


class RowUndo:
    """What one row did."""

    def __init__(self) -> None:
        self.made: dict[str, list[str]] = defaultdict(list)
        self.ended: dict[str, dict[str, str | None]] = defaultdict(dict)
        self.fields: dict[str, list[Any]] = {}
        self.is_new = False

    def packed(self) -> dict[str, Any]:
        return {
            "is_new": self.is_new,
            "made": self.made,
            "ended": self.ended,
            "fields": self.fields,
        }


class Saver:
    """One save. After `run`, `undo` holds for each written row (by its place in the plan) what it
    did, `pupils` whom it was about, and `group_undo` what became of whole groups."""

    def __init__(self, planned: Iterable[PlannedRow], roll: Roll, on: datetime.date) -> None:
        self.written = {at: one for at, one in enumerate(planned) if one.is_written}
        self.roll = roll
        self.on = on
        self.year = SchoolYear.of(on)
        self.undo = {at: RowUndo() for at in self.written}
        self.pupils: dict[int, Pupil] = {}
        self.group_undo: dict[str, Any] = {"made": [], "closed": [], "ended": defaultdict(dict)}

    def run(self, progress: Callable[[int, int], None] = _silent) -> None:
        """`progress(done, total)` is told how many of the four steps are behind us."""
        for done, write in enumerate(
            (self._write_pupils, self._write_periods, self._write_needs, self._write_places)
        ):
            progress(done, 4)
            write()

    @property
    def leavers(self) -> list[Pupil]:
        left = (at for at, one in self.written.items() if one.writes.fields.get("left_on"))
        return [self.pupils[at] for at in left]

    def _rows(self):
        for at, one in self.written.items():
            yield one, self.undo[at], self.pupils.get(at)

    # The roll -------------------------------------------------------------------------------------
    def _write_pupils(self) -> None:
        new: list[Pupil] = []
        changed: list[Pupil] = []
        names: set[str] = set()
        for at, one in self.written.items():
            fields = one.writes.fields if one.writes else {}
            if one.known is None:
                pupil = Pupil(**fields)
                self.undo[at].is_new = True
                new.append(pupil)
            else:
                pupil = one.known.pupil
                for name, value in fields.items():
                    self.undo[at].fields[name] = [_plain(getattr(pupil, name)), _plain(value)]
                    setattr(pupil, name, value)
                if fields:
                    changed.append(pupil)
                    names.update(fields)
            self.pupils[at] = pupil
        Pupil.objects.bulk_create(new)
        update(Pupil, changed, names)

    # SEN ------------------------------------------------------------------------------------------
    def _write_periods(self) -> None:
        ended, made = [], []
        for one, undo, pupil in self._rows():
            if one.writes.ends_period:
                period, day = one.writes.ends_period
                undo.ended["periods"][str(period.pk)] = _plain(period.ended_on)
                period.ended_on = day
                ended.append(period)
            made += _of(pupil, one.writes.periods, undo.made["periods"])
        update(StatusPeriod, ended, ["ended_on"])
        StatusPeriod.objects.bulk_create(made)

    def _write_needs(self) -> None:
        ended, made = [], []
        for one, undo, pupil in self._rows():
            for need in one.writes.ends_needs:
                undo.ended["needs"][str(need.pk)] = _plain(need.ended_on)
                need.ended_on = max(self.on, need.started_on)
                ended.append(need)
            made += _of(pupil, one.writes.needs, undo.made["needs"])
        update(Need, ended, ["ended_on"])
        Need.objects.bulk_create(made)

    # Classes --------------------------------------------------------------------------------------
    def _groups(self) -> dict[str, Group]:
        """The class of each name that rows ask for: this year's, or a new one. A class of last
        year that still bears the name ends today, and with it the reach of those who taught it."""
        wanted = defaultdict(list)
        for one, _, pupil in self._rows():
            if one.writes.form:
                wanted[one.writes.form.casefold()].append((one.writes.form, pupil.year_group))
        found = {name: self.roll.groups[name] for name in wanted if name in self.roll.groups}
        stale = [group for group in found.values() if group.starting_year < self.year.start]
        self._close(stale)
        new = {
            name: self._new_group(rows)
            for name, rows in wanted.items()
            if name not in found or found[name] in stale
        }
        Group.objects.bulk_create(new.values())
        self.group_undo["made"] = [str(group.pk) for group in new.values()]
        return found | new

    def _new_group(self, rows: list[tuple[str, str]]) -> Group:
        years = {year for _, year in rows}
        return Group(
            name=Counter(name for name, _ in rows).most_common(1)[0][0],
            kind=Group.Kind.REGISTRATION,
            year_group=years.pop() if len(years) == 1 else "",
            starting_year=self.year.start,
        )

    def _close(self, groups: list[Group]) -> None:
        for name, model in (("places", GroupMember), ("adults", GroupAdult)):
            lasting = model.objects.filter(group__in=groups).lasting_beyond(self.on)
            for pk, ended_on in lasting.values_list("pk", "ended_on"):
                self.group_undo["ended"][name][str(pk)] = _plain(ended_on)
            lasting.update(ended_on=Greatest(F("started_on"), self.on))
        for group in groups:
            group.closed_on = self.on
        update(Group, groups, ["closed_on"])
        self.group_undo["closed"] = [str(group.pk) for group in groups]

    def _write_places(self) -> None:
        groups = self._groups()
        ended, made = [], []
        closed = self.group_undo["ended"]["places"]
        for one, undo, pupil in self._rows():
            place = one.known.place if one.known else None
            leaves_on = one.writes.leaves_class_on or (self.on if one.writes.form else None)
            until = place.ended_on if place else None
            if place and leaves_on and str(place.pk) not in closed:
                undo.ended["places"][str(place.pk)] = _plain(place.ended_on)
                place.ended_on = max(leaves_on, place.started_on)
                ended.append(place)
            if one.writes.form:
                group = groups[one.writes.form.casefold()]
                made += _of(pupil, [self._place(one, group, until)], undo.made["places"])
        update(GroupMember, ended, ["ended_on"])
        GroupMember.objects.bulk_create(made)

    def _place(self, one: PlannedRow, group: Group, until: datetime.date | None) -> GroupMember:
        """From today for a pupil who moves; for one who had no class, from the day they came or
        the first day of the school year."""
        next_place = one.known.next_place if one.known else None
        if one.known and one.known.place:
            started_on = self.on
        else:
            admitted_on = one.row.admitted_on or self.year.starts_on
            started_on = min(self.on, max(admitted_on, self.year.starts_on))
        ended_on = next_place.started_on if next_place else until
        return GroupMember(group=group, started_on=started_on, ended_on=ended_on)


def _of(pupil: Pupil, rows: list[Any], ids: list[str]) -> list[Any]:
    for row in rows:
        row.pupil = pupil
        ids.append(str(row.pk))
    return rows


def update(model: type[Model], rows: Iterable[Any], names: Iterable[str]) -> None:
    """Set these fields of rows that exist, in one statement: an insert that gives way to what is
    there costs a tenth of an update with a case for each row."""
    rows = list(rows)
    if rows:
        model._default_manager.bulk_create(
            rows, update_conflicts=True, unique_fields=["id"], update_fields=sorted(names)
        )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value
