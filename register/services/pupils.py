"""The roll: who is a pupil of the school, and which adults stand by a pupil."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest

from access import grants
from audit.record import record
from register import leaving
from register.models import GroupMember, Pupil
from register.versions import hold, refuse_if_changed

KEY_ADULT = ["key_adult"]  # what a person who chooses one must have seen


class UpnTaken(Exception):
    """Another pupil of the school has this UPN."""


@transaction.atomic
def add_pupil(*, by, **roll):
    """Put a pupil on the roll. `roll` are fields of `Pupil`."""
    pupil = _saved(Pupil(**roll))
    record("pupil.added", pupil, by=by)
    return pupil


@transaction.atomic
def change_pupil(pupil, *, by, seen=None, **roll):
    """Correct the roll. A UPN that another takes the place of is kept as the former one (DfE
    guide to UPNs). `seen` is `version_of` the pupil that the person saw."""
    now = hold(pupil)
    refuse_if_changed(seen, now)
    changed = [name for name, value in roll.items() if getattr(now, name) != value]
    if "upn" in changed and now.upn and "former_upn" not in changed:
        roll["former_upn"] = now.upn
    for name, value in roll.items():
        setattr(now, name, value)
    _saved(now, update_fields=list(roll))
    record("pupil.changed", now, by=by, fields=changed)
    return now


def _saved(pupil, **how):
    try:
        with transaction.atomic():
            pupil.save(**how)
    except IntegrityError as error:
        if "upn" in str(error):
            raise UpnTaken from error
        raise
    return pupil


@transaction.atomic
def mark_left(pupil, *, by, on):
    """The pupil is no longer of the school from this day. Class lists and support end; the record
    stays, for those to read who may (`Permission.VIEW_LEAVERS`)."""
    pupil = hold(pupil)
    pupil.left_on = on
    pupil.save(update_fields=["left_on"])
    places = GroupMember.objects.lasting_beyond(on).filter(pupil=pupil)
    places.update(ended_on=Greatest(F("started_on"), on))
    leaving.end_the_rest([pupil], by=by)
    record("pupil.left", pupil, by=by)
    return pupil


@transaction.atomic
def bring_back(pupil, *, by, on):
    """The pupil is of the school again from this day."""
    pupil = hold(pupil)
    pupil.left_on, pupil.admitted_on = None, on
    pupil.save(update_fields=["left_on", "admitted_on"])
    record("pupil.returned", pupil, by=by)
    return pupil


@transaction.atomic
def choose_key_adult(pupil, *, by, adult, seen=None):
    """The adult who knows this pupil best and whom others ask; None for nobody. `seen` is
    `version_of` the key adult that the person saw, the rest of the pupil aside."""
    pupil = hold(pupil)
    refuse_if_changed(seen, pupil, fields=KEY_ADULT)
    pupil.key_adult = adult
    pupil.save(update_fields=["key_adult"])
    record("key_adult.chosen", pupil, by=by, adult=str(adult.pk) if adult else None)
    return pupil


@transaction.atomic
def name_adult(pupil, *, by, adult):
    """Let an assistant see this pupil (access.grants)."""
    grants.name_adult(pupil, adult)
    record("adult.named", pupil, by=by, adult=str(adult.pk))


@transaction.atomic
def unname_adult(pupil, *, by, adult):
    grants.unname_adult(pupil, adult)
    record("adult.unnamed", pupil, by=by, adult=str(adult.pk))
