"""The controls of a risk assessment in force are put in place, one by one."""

from django.db import transaction

from audit.record import record
from register.versions import hold
from safety.models import ControlDone
from safety.services.plans import PlainRefusal


@transaction.atomic
def control_is_done(control, *, by, on):
    """Put down that this control is in place. It is not taken back: what has to be done again is a
    control of the next version. Twice is once."""
    control = hold(control)
    if not control.version.is_in_force or control.version.plan.ended_on:
        raise PlainRefusal("This version is not in force. Open the one that is.")
    done, new = ControlDone.objects.get_or_create(
        control=control, defaults={"pupil_id": control.pupil_id, "done_on": on, "done_by": by}
    )
    if new:
        record("safety_plan.control_done", control.version.plan, by=by)
    return done
