"""The support of pupils who leave: it ends with the roll, so that nobody ticks, counts or pays for
a pupil who is not there, and those who stay bear the hour."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from apdr.models import Enrolment, SessionRecord
from audit.record import record

LEFT = "Left the school"


@transaction.atomic
def end_places(pupils, *, by):
    """The last day on the roll is the last day of every place. Places that had not begun by then
    go, unless somebody ticked a session of theirs."""
    places = [place for place in _places_of(pupils) if not place.is_over(place.pupil.left_on)]
    begun = [place for place in places if place.ticked or place.starts_on < place.pupil.left_on]
    for place in begun:
        place.ends_on, place.ended_early = _last_day(place), LEFT
    Enrolment.objects.filter(pk__in={p.pk for p in places} - {p.pk for p in begun}).delete()
    _save(begun)
    if places:
        record("enrolments.ended", by=by, pupils=_keys(places))


@transaction.atomic
def reopen_places(pupils, *, by):
    """They had not left: what ended with their leaving lasts as long as its intervention."""
    places = _places_of(pupils).filter(ended_early=LEFT).select_related("intervention")
    again = [place for place in places if place.ends_on == _last_day(place)]
    for place in again:
        place.ends_on, place.ended_early = place.intervention.ends_on, ""
    _save(again)
    if again:
        record("enrolments.reopened", by=by, pupils=_keys(again))


def _places_of(pupils):
    ticks = SessionRecord.objects.filter(enrolment=OuterRef("pk"))
    places = Enrolment.objects.filter(pupil__in=pupils).select_related("pupil")
    return places.annotate(ticked=Exists(ticks))


def _last_day(place):
    return max(place.pupil.left_on - timedelta(days=1), place.starts_on)


def _save(places):
    Enrolment.objects.bulk_update(places, ["ends_on", "ended_early"])


def _keys(places):
    return sorted({str(place.pupil_id) for place in places})
