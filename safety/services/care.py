"""Intimate care that was given. What is put on record of it names the plan and not what was done:
the record is read by people who may not know that there is such a plan."""

from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.versions import hold
from safety.models import CareEvent
from safety.services.plans import PlainRefusal


@transaction.atomic
def log_care(plan, *, by, what, unusual="", second_adult=None, happened_at=None):
    """Put down care that was given just now, or at another moment."""
    if plan.ended_on or plan.in_force is None:
        raise PlainRefusal("Nothing is logged yet: this plan is not in force.")
    event = CareEvent.objects.create(
        plan=plan,
        pupil_id=plan.pupil_id,
        happened_at=happened_at or timezone.now(),
        given_by=by,
        written_by=by,
        second_adult=second_adult,
        what=what,
        unusual=unusual,
    )
    record("safety_plan.logged", plan, by=by)
    return event


@transaction.atomic
def correct_care(wrong, *, by, what, unusual="", second_adult=None, happened_at=None):
    """Put down what an entry should have said. The entry stays, and points to this one."""
    wrong = hold(wrong)  # two who put it right at once: the second is told
    if CareEvent.objects.filter(corrects=wrong).exists():
        raise PlainRefusal("This entry was put right already. Put the later one right.")
    event = CareEvent.objects.create(
        plan=wrong.plan,
        pupil_id=wrong.pupil_id,
        happened_at=happened_at or wrong.happened_at,
        given_by_id=wrong.given_by_id,
        written_by=by,
        second_adult=second_adult,
        what=what,
        unusual=unusual,
        corrects=wrong,
    )
    record("safety_plan.entry_corrected", wrong.plan, by=by)
    return event
