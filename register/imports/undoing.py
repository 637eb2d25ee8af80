"""Takes an import back: what it made goes, what it ended lasts again, the rest is as before."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audit.models import RowChange
from register.models import Group, GroupAdult, GroupMember, Pupil
from register.models.imports import ImportBatch, ImportRow

from .saving import TABLES, update

_GOES_WITH_A_PUPIL = {
    "register.Pupil",
    "register.StatusPeriod",
    "register.Need",
    "register.GroupMember",
}


Undos = Mapping[UUID, Mapping[str, Any]]  # pupil: what was done (saving.RowUndo)


class HasMore(Exception):
    """A pupil that the import made has records by now that would go with them."""


def changed_since(batch: ImportBatch, rows: Iterable[ImportRow]) -> dict[Any, RowChange]:
    """For each pupil of these rows whose records somebody changed after the save, the first such
    change. The database's own history says so, whatever part of the product wrote."""
    pupils = [row.pupil_id for row in rows]
    later = RowChange.objects.filter(pupil_id__in=pupils, id__gt=batch.last_change_id or 0)
    first: dict[Any, RowChange] = {}
    for change in later.order_by("id"):
        first.setdefault(change.pupil_id, change)
    return first


def leavers(rows: Iterable[ImportRow]) -> QuerySet[Pupil]:
    """The pupils who left by these rows of an import."""
    left = [row.pupil_id for row in rows if row.undo["fields"].get("left_on", [None, None])[1]]
    return Pupil.objects.filter(pk__in=left)


def take_back(
    batch: ImportBatch, rows: Iterable[ImportRow], progress: Callable[[int, int], None]
) -> None:
    """Undo these rows, and what the import did to whole groups as far as nobody uses them now.
    `progress(done, total)` is told how many of the three steps are behind us."""
    undos = {row.pupil_id: row.undo for row in rows if row.pupil_id and row.undo}
    progress(0, 3)
    _remove(undos)
    progress(1, 3)
    for name, model in TABLES.items():
        ended = {pk: day for u in undos.values() for pk, day in u["ended"].get(name, {}).items()}
        _last_again(model.objects.filter(pk__in=ended), ended)
    progress(2, 3)
    _restore_fields(undos)
    _restore_groups(batch, set(undos))


def _remove(undos: Undos) -> None:
    for name, model in TABLES.items():
        made = [pk for undo in undos.values() for pk in undo["made"].get(name, [])]
        model.objects.filter(pk__in=made).delete()
    new = [pupil for pupil, undo in undos.items() if undo["is_new"]]
    _, removed = Pupil.objects.filter(pk__in=new).delete()
    if set(removed) - _GOES_WITH_A_PUPIL:
        raise HasMore


def _last_again(places, ended: dict[str, str | None]) -> None:
    field = places.model._meta.get_field("ended_on")
    rows = list(places)
    for row in rows:
        row.ended_on = field.to_python(ended[str(row.pk)])
    update(places.model, rows, ["ended_on"])


def _restore_fields(undos: Undos) -> None:
    before = {pupil: undo["fields"] for pupil, undo in undos.items() if undo["fields"]}
    known = {field.name: field for field in Pupil._meta.concrete_fields}
    pupils = list(Pupil.objects.filter(pk__in=before))
    names: set[str] = set()
    for pupil in pupils:
        for name, (was, _) in before[pupil.pk].items():
            setattr(pupil, name, known[name].to_python(was))
            names.add(name)
    update(Pupil, pupils, names)


def _restore_groups(batch: ImportBatch, pupils: set[UUID]) -> None:
    """A class that the import made goes if nobody is in it; one that it closed opens again, with
    its adults and these pupils, if its name is free."""
    made = Group.objects.filter(pk__in=batch.undo.get("made", []))
    made.filter(members=None, adults=None, readings=None).delete()
    taken = Group.objects.filter(closed_on=None).values_list("name", flat=True)
    closed = Group.objects.filter(pk__in=batch.undo.get("closed", []))
    again = list(closed.exclude(name__in=list(taken)).values_list("pk", flat=True))
    closed.filter(pk__in=again).update(closed_on=None)
    ended = batch.undo.get("ended", {})
    places = GroupMember.objects.filter(pk__in=ended.get("places", {}), pupil__in=pupils)
    _last_again(places.filter(group__in=again), ended.get("places", {}))
    adults = GroupAdult.objects.filter(pk__in=ended.get("adults", {}), group__in=again)
    _last_again(adults, ended.get("adults", {}))
