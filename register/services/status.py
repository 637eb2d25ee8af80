"""A pupil's SEN status: a dated history, changed in one place."""

from django.db import transaction

from audit.record import record
from register.models import Status, StatusPeriod
from register.services.needs import (
    refuse_too_early,
    refuse_what_the_census_refuses,
    standing,
    write_needs,
)
from register.versions import hold, refuse_if_changed


@transaction.atomic
def change_status(
    pupil,
    *,
    by,
    status,
    on,
    parents_told_on,
    parents_told_how,
    needs=(),
    reason="",
    evidence=(),
    decided_by=None,
    look_again_on=None,
    seen=None,
    **detail,
):
    """Give a pupil another status from a day on, with the needs (`NeedEntry`, main need first)
    that go with it. The period before ends by itself; a correction on the day it began leaves it
    on record with no day of its own. Returns the new period.

    `seen` is `version_of` the period and the needs that the person saw: SavedMeanwhile where
    they are no longer so. `detail` goes into the audit event: codes only.
    """
    hold(pupil)
    now, needs_now = standing(pupil)
    refuse_if_changed(seen, now, *needs_now)
    refuse_what_the_census_refuses(status, needs)
    refuse_too_early(pupil, on, now, *needs_now)
    if now:
        now.ended_on = on
        now.save(update_fields=["ended_on"])
    period = StatusPeriod.objects.create(
        pupil=pupil,
        status=status,
        started_on=on,
        look_again_on=look_again_on,
        reason=reason,
        evidence=list(evidence),
        decided_by=decided_by or by,
        parents_told_on=parents_told_on,
        parents_told_how=parents_told_how,
    )
    write_needs(pupil, needs, now=needs_now, on=on)
    was = now.status if now else Status.NONE.value
    record("status.changed", period, by=by, was=was, status=str(status), **detail)
    return period
