"""What happened to a pupil? Read from the dated rows themselves, so nothing is kept twice.

Each function gives the events of one kind; `register.pupil_page` says who may see which.
"""

from itertools import groupby

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Prefetch, Q, Value, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from register.links import purpose_of
from register.models import (
    FamilyLink,
    GroupMember,
    ImportBatch,
    ImportRow,
    Note,
    Result,
    Status,
    StatusPeriod,
)
from register.models.need import needs_in_words
from register.panels import Event

PERIODS = Prefetch("status_periods", StatusPeriod.objects.select_related("decided_by"))


def periods(pupil):
    """Every status of this pupil, newest first, those corrected the same day among them."""
    prefetch_related_objects([pupil], PERIODS)
    return list(pupil.status_periods.all())


def needs(pupil):
    """Every need of this pupil, by rank; the current ones have no end."""
    prefetch_related_objects([pupil], "needs")
    return list(pupil.needs.all())


def classes(pupil, on):
    """Every place of this pupil in a class or group, each with `adults`, the names of those who
    teach or support it on this day."""
    here = Q(group__adults__started_on__lte=on) & (
        Q(group__adults__ended_on=None) | Q(group__adults__ended_on__gt=on)
    )
    names = ArrayAgg("group__adults__user__name", filter=here, distinct=True, default=Value([]))
    places = GroupMember.objects.select_related("group").annotate(adults=names)
    prefetch_related_objects([pupil], Prefetch("group_members", places))
    return list(pupil.group_members.all())


def families_answers(page):
    """What a family said of what it read through a link, as far as this person may read that."""
    for link in FamilyLink.objects.filter(pupil=page.pupil).answered():
        purpose, on = purpose_of(link.purpose), timezone.localdate(link.acknowledged_at)
        if not purpose.open_to(page.user, link.subject_id):
            continue
        url = reverse("make_link", args=[link.pupil_id, link.purpose, link.subject_id])
        yield Event(on, f"The family has read {purpose.words}", link.comment, link.signed_as, url)


def status_and_needs(page):
    return [*_status_events(page.pupil), *_need_events(page.pupil)]


def _status_events(pupil):
    stood = [period for period in periods(pupil) if period.lasted]
    for period, before in zip(stood, [*stood, None][1:], strict=True):
        yield Event(
            period.started_on, _status_title(period, before), period.reason, _status_by(period)
        )


def _status_title(period, before):
    now, was = Status(period.status), Status(before.status) if before else Status.NONE
    if was.is_on_register and not now.is_on_register:
        return "Left the register" + (": monitoring" if now == Status.MONITORING else "")
    if was == Status.NONE:
        return f"{now.label} began"
    return f"From {was.label} to {now.label}" if now != was else f"{now.label} goes on"


def _status_by(period):
    if period.is_imported:
        return "Imported from the school’s system"
    return f"Decided by {period.decided_by}" if period.decided_by else ""


def _need_events(pupil):
    recorded = sorted(needs(pupil), key=lambda need: (need.started_on, need.rank))
    for day, began in groupby(recorded, key=lambda need: need.started_on):
        stood = [need for need in began if need.lasted]
        if stood:
            title = "Need recorded" if len(stood) == 1 else "Needs recorded"
            yield Event(day, title, needs_in_words(stood))


def notes(page):
    mine = Note.objects.readable_by(page.user).filter(pupil=page.pupil)
    for note in mine.select_related("written_by"):
        yield Event(note.happened_on, note.get_kind_display(), note.opening, str(note.written_by))


def roll_and_classes(page):
    pupil = page.pupil
    if pupil.admitted_on:
        yield Event(pupil.admitted_on, "Came to the school")
    places = sorted(classes(pupil, page.today), key=lambda place: place.started_on)
    for day, began in groupby(places, key=lambda place: place.started_on):
        yield Event(day, "Joined " + ", ".join(place.group.name for place in began))
    if pupil.left_on:
        yield Event(pupil.left_on, "Left the school")


def imports(page):
    """The imports that brought something new of this pupil, and were not taken back."""
    rows = ImportRow.objects.filter(
        pupil=page.pupil,
        batch__state=ImportBatch.State.SAVED,
        result__in=[Result.NEW, Result.CHANGED],
    )
    for row in rows.select_related("batch__saved_by"):
        verb = "Added" if row.result == Result.NEW else "Changed"
        saved_on = timezone.localdate(row.batch.saved_at)
        yield Event(saved_on, f"{verb} by an import", by=str(row.batch.saved_by))
