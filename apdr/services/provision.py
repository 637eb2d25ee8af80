"""Interventions, who takes part, and the sessions that happened."""

from django.db import transaction

from apdr.models import Enrolment, Intervention, Session, SessionRecord
from apdr.services.cycles import PlainRefusal
from audit.record import record

MOST_IN_A_GROUP = 30


@transaction.atomic
def make_intervention(*, by, pupils=(), **fields):
    """Set up an intervention, with the pupils who take part from its first day."""
    intervention = Intervention.objects.create(**fields)
    record("intervention.made", intervention, by=by)
    enrol(intervention, pupils, by=by, on=intervention.starts_on)
    return intervention


@transaction.atomic
def change_intervention(intervention, *, by, **fields):
    """Correct an intervention."""
    for name, value in fields.items():
        setattr(intervention, name, value)
    intervention.save()
    record("intervention.changed", intervention, by=by)


@transaction.atomic
def enrol(intervention, pupils, *, by, on, until=None):
    """Let pupils take part from a day on. Whoever takes part already is left as they are.
    Raises PlainRefusal for a pupil who has left, and where the group would grow beyond
    MOST_IN_A_GROUP."""
    there = set(intervention.enrolments.not_over(on).values_list("pupil_id", flat=True))
    new = [pupil for pupil in pupils if pupil.pk not in there]
    if any(not pupil.is_on_roll(on) for pupil in new):
        raise PlainRefusal("One of these pupils has left the school.")
    if len(there) + len(new) > MOST_IN_A_GROUP:
        raise PlainRefusal(
            f"{len(there) + len(new)} pupils are too many for one group: at most "
            f"{MOST_IN_A_GROUP}. Make a second group."
        )
    made = Enrolment.objects.bulk_create(
        Enrolment(
            intervention=intervention,
            pupil=pupil,
            starts_on=on,
            ends_on=until or intervention.ends_on,
        )
        for pupil in new
    )
    if made:
        record("intervention.enrolled", intervention, by=by, pupils=[str(p.pk) for p in new])
    return made


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
