"""Force, restraint and seclusion: recorded once, put right beside, told to the parents.

Schools must record each significant incident in writing as soon as can be and tell the parents as
soon as can be (Education and Inspections Act 2006, s93A; Schools (Recording and Reporting of
Seclusion and Restraint) (No. 2) (England) Regulations 2025; both since 1 April 2026).
"""

from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.models import Need, Status, StatusPeriod
from register.versions import hold
from safety.models import (
    Correction,
    ParentsTold,
    RestrictiveDraft,
    RestrictiveIntervention,
    StaffInvolved,
)
from safety.services.plans import PlainRefusal


@transaction.atomic
def record_intervention(pupil, *, by, began_at, staff, parents=None, **answers):
    """Write the record. `staff` are {"user", "part"}; `parents` is what was done to tell them, None
    for not yet. SEN status and needs are those of the day on which it happened, and stay so."""
    hold(pupil)  # a button that was pressed twice waits here, and is refused
    mine = RestrictiveIntervention.objects.filter(pupil=pupil, began_at=began_at, recorded_by=by)
    if mine.exists():
        raise PlainRefusal("You have recorded this already. It is in the list of records.")
    day = timezone.localdate(began_at)
    intervention = RestrictiveIntervention.objects.create(
        pupil=pupil,
        began_at=began_at,
        status_then=_status_on(day, pupil),
        needs_then=_needs_on(day, pupil),
        recorded_by=by,
        **answers,
    )
    StaffInvolved.objects.bulk_create(
        StaffInvolved(intervention=intervention, pupil=pupil, **one) for one in staff
    )
    RestrictiveDraft.objects.filter(user=by, pupil=pupil).delete()
    record("use_of_force.recorded", intervention, by=by)
    if parents:
        tell_parents(intervention, by=by, **parents)
    return intervention


@transaction.atomic
def tell_parents(intervention, *, by, told_at=None, how="", not_told_why=""):
    """Put down that the parents were told, or why they are not. Written once: what must be put
    right is a correction."""
    intervention = hold(intervention)
    if ParentsTold.objects.filter(intervention=intervention).exists():
        raise PlainRefusal("Somebody has put this down already. Add a correction.")
    told = ParentsTold.objects.create(
        intervention=intervention,
        pupil_id=intervention.pupil_id,
        told_at=told_at,
        how=how,
        not_told_why=not_told_why,
        told_by=by,
    )
    told_or_not = "told" if told_at else "not_told"
    record(f"use_of_force.{told_or_not}_to_parents", told, by=by)
    return told


@transaction.atomic
def correct(intervention, *, by, text):
    """Put something right beside the record, never in it."""
    correction = Correction.objects.create(
        intervention=intervention, pupil_id=intervention.pupil_id, text=text, written_by=by
    )
    record("use_of_force.corrected", intervention, by=by)
    return correction


# What is typed is kept ----------------------------------------------------------------------------
@transaction.atomic
def keep_record_typed(pupil, *, by, typed):
    """Keep what a person has typed so far. Not an event: nothing is recorded yet."""
    return RestrictiveDraft.objects.update_or_create(
        user=by, pupil=pupil, defaults={"typed": typed}
    )[0]


@transaction.atomic
def throw_record_away(pupil, *, by):
    """Nothing of it was a record."""
    RestrictiveDraft.objects.filter(user=by, pupil=pupil).delete()


# As of a day --------------------------------------------------------------------------------------
def _status_on(day, pupil):
    period = StatusPeriod.objects.filter(pupil=pupil).on(day).first()
    return period.status if period else Status.NONE


def _needs_on(day, pupil):
    needs = Need.objects.filter(pupil=pupil).on(day).order_by("rank")
    return list(needs.values_list("sen_type", flat=True))
