"""Interventions, who takes part, and the sessions that happened."""

from django.db import transaction
from django.db.models import Max, Min

from apdr.models import Enrolment, Intervention, Session, SessionRecord
from audit.record import record
from register.refusals import PlainRefusal
from register.versions import hold, refuse_if_changed

MOST_IN_A_GROUP = 30


@transaction.atomic
def make_intervention(*, by, pupils=(), **fields):
    """Set up an intervention, with the pupils who take part from its first day."""
    intervention = Intervention.objects.create(**fields)
    record("intervention.made", intervention, by=by)
    enrol(intervention, pupils, by=by, on=intervention.starts_on)
    return intervention


@transaction.atomic
def change_intervention(intervention, *, by, seen=None, **fields):
    """Correct an intervention. The places that had its own first and last day move with them;
    those with days of their own stay, within its days. Raises SavedMeanwhile."""
    before = hold(intervention)
    refuse_if_changed(seen, before)
    first = fields.get("starts_on", before.starts_on)
    _refuse_days_without_its_sessions(before, first, fields.get("ends_on", before.ends_on))
    for name, value in fields.items():
        setattr(intervention, name, value)
    intervention.save()
    _move_places(intervention, before)
    record("intervention.changed", intervention, by=by)


@transaction.atomic
def end_intervention(intervention, *, by, on):
    """The last day for everybody. Places that had not begun by then go."""
    _refuse_days_without_its_sessions(intervention, intervention.starts_on, on)
    intervention.ends_on = on
    intervention.save(update_fields=["ends_on"])
    _cut_places(intervention)
    record("intervention.ended", intervention, by=by)


@transaction.atomic
def enrol(intervention, pupils, *, by, on, until=None):
    """Let pupils take part from a day on. Whoever takes part already is left as they are.
    Raises PlainRefusal for a pupil who has left, for a day outside the intervention, and where
    the group would grow beyond MOST_IN_A_GROUP."""
    last = until or intervention.ends_on
    _refuse_days_outside(intervention, on, last)
    there = set(intervention.enrolments.not_over(on).values_list("pupil_id", flat=True))
    new = [pupil for pupil in pupils if pupil.pk not in there]
    if any(not pupil.is_on_roll(on) for pupil in new):
        raise PlainRefusal("One of these pupils has left the school by that day.")
    if len(there) + len(new) > MOST_IN_A_GROUP:
        raise PlainRefusal(too_many(len(there) + len(new)))
    made = Enrolment.objects.bulk_create(
        Enrolment(intervention=intervention, pupil=pupil, starts_on=on, ends_on=last)
        for pupil in new
    )
    if made:
        record("intervention.enrolled", intervention, by=by, pupils=[str(p.pk) for p in new])
    return made


def too_many(number):
    return (
        f"{number} pupils are too many for one group: at most {MOST_IN_A_GROUP}. "
        "Make a second group"
    )


@transaction.atomic
def change_enrolment(enrolment, *, by, starts_on, ends_on, ended_early=""):
    """Days of its own for one pupil's place; `ended_early` says why, where it ends before its
    time."""
    _refuse_days_outside(enrolment.intervention, starts_on, ends_on)
    enrolment.starts_on, enrolment.ends_on = starts_on, ends_on
    enrolment.ended_early = ended_early
    enrolment.save(update_fields=["starts_on", "ends_on", "ended_early"])
    record("enrolment.changed", enrolment, by=by)


@transaction.atomic
def end_enrolment(enrolment, *, by, on, why=""):
    """A pupil's last day in an intervention; `why` where it is before its time."""
    if on < enrolment.starts_on:
        raise PlainRefusal("The last day cannot come before the first.")
    enrolment.ends_on, enrolment.ended_early = on, why
    enrolment.save(update_fields=["ends_on", "ended_early"])
    record("enrolment.ended", enrolment, by=by)


@transaction.atomic
def log_session(intervention, *, by, on, records, number=1, minutes=None):
    """Tick a session: (enrolment, happened, reason) for each pupil. A second tick of the same
    session puts the first right; it never makes another."""
    if any(not enrolment.stands_on(on) for enrolment, _, _ in records):
        raise PlainRefusal("One of these pupils did not take part on that day.")
    session, is_new = Session.objects.get_or_create(
        intervention=intervention,
        held_on=on,
        number=number,
        defaults={"minutes": minutes or intervention.minutes, "logged_by": by},
    )
    SessionRecord.objects.bulk_create(
        [
            SessionRecord(
                session=session,
                enrolment=enrolment,
                pupil_id=enrolment.pupil_id,
                happened=happened,
                reason=reason,
            )
            for enrolment, happened, reason in records
        ],
        update_conflicts=True,
        unique_fields=["session", "enrolment"],
        update_fields=["happened", "reason"],
    )
    record("session.logged" if is_new else "session.corrected", session, by=by)
    return session


def _refuse_days_outside(intervention, first, last):
    if last is not None and last < first:
        raise PlainRefusal("The last day cannot come before the first.")
    if first < intervention.starts_on:
        raise PlainRefusal(f"{intervention} starts only on {intervention.starts_on:%-d %b %Y}.")
    if intervention.ends_on and max(first, last or first) > intervention.ends_on:
        raise PlainRefusal(f"{intervention} ends on {intervention.ends_on:%-d %b %Y}.")


def _refuse_days_without_its_sessions(intervention, first, last):
    """What happened stays within the days of the intervention."""
    if last is not None and last < first:
        raise PlainRefusal("The last day cannot come before the first.")
    held = intervention.sessions.aggregate(first=Min("held_on"), last=Max("held_on"))
    if held["first"] and held["first"] < first:
        raise PlainRefusal(f"A session was ticked on {held['first']:%-d %b %Y}, before that day.")
    if held["last"] and last and held["last"] > last:
        raise PlainRefusal(f"A session was ticked on {held['last']:%-d %b %Y}, after that day.")


def _move_places(intervention, before):
    places = intervention.enrolments
    places.filter(starts_on=before.starts_on).exclude(ends_on__lt=intervention.starts_on).update(
        starts_on=intervention.starts_on
    )
    if before.ends_on != intervention.ends_on:
        places.filter(ends_on=before.ends_on, ended_early="").update(ends_on=intervention.ends_on)
    _cut_places(intervention)


def _cut_places(intervention):
    """No place lies outside its intervention."""
    places, first, last = intervention.enrolments, intervention.starts_on, intervention.ends_on
    if last is not None:
        places.filter(starts_on__gt=last).delete()
        places.not_over(last).update(ends_on=last)
    places.filter(ends_on__lt=first).delete()
    places.filter(starts_on__lt=first).update(starts_on=first)
