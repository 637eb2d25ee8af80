"""The ranked needs of a pupil."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from audit.record import record
from register import census
from register.deadlines import earliest_change
from register.models import Need, Status, StatusPeriod
from register.versions import hold, refuse_if_changed
from schools.across import current_school


@dataclass(frozen=True)
class NeedEntry:
    """One need as it was entered; its place in the list is its rank."""

    sen_type: str
    is_diagnosed: bool = False
    diagnosed_by: str = ""

    def is_as(self, need):
        return (self.sen_type, self.is_diagnosed, self.diagnosed_by) == (
            need.sen_type, need.is_diagnosed, need.diagnosed_by,
        )  # fmt: skip


def standing(pupil):
    """(current status period or None, current needs by rank): what a change is made against."""
    period = StatusPeriod.objects.current().filter(pupil=pupil).first()
    return period, list(Need.objects.current().filter(pupil=pupil))


@transaction.atomic
def change_needs(pupil, *, by, needs, on, seen=None):
    """Put these needs, main need first, in place of those on record, from a day on. The status
    stays. `seen` is `version_of` what the person saw."""
    hold(pupil)
    period, now = standing(pupil)
    refuse_if_changed(seen, period, *now)
    refuse_what_the_census_refuses(period.status if period else Status.NONE, needs)
    refuse_too_early(pupil, on, period, *now)
    write_needs(pupil, needs, now=now, on=on)
    record("needs.changed", pupil, by=by, count=len(needs))


def write_needs(pupil, entries, *, now, on):
    """End each need that no longer stands as it did, in type, rank or diagnosis, and begin what
    is new; the rest is left alone, so that it keeps the day on which it began."""
    wanted = dict(enumerate(entries, start=1))
    kept = {n.rank for n in now if n.rank in wanted and wanted[n.rank].is_as(n)}
    gone = [need.pk for need in now if need.rank not in kept]
    if gone:
        Need.objects.filter(pk__in=gone).update(ended_on=on)
    Need.objects.bulk_create(
        Need(
            pupil=pupil,
            rank=rank,
            started_on=on,
            sen_type=entry.sen_type,
            is_diagnosed=entry.is_diagnosed,
            diagnosed_by=entry.diagnosed_by,
        )
        for rank, entry in wanted.items()
        if rank not in kept
    )


def objection(status, needs):
    """Why the census would not take this status and these needs from this school, or None."""
    return census.objection(status, [need.sen_type for need in needs], current_school().phase)


def refuse_what_the_census_refuses(status, needs):
    if why := objection(status, needs):
        raise ValidationError(why, code="census")


def refuse_too_early(pupil, on, *rows):
    """A form says so at its field; this is the wall behind it."""
    if on < earliest_change(pupil, rows):
        raise ValidationError("A change may not begin before what it replaces.", code="early")
