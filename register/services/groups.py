"""Classes, teaching groups, their pupils and their adults: everything that writes them.

A row counts from `started_on` and no longer on `ended_on`. Who stands in a group today is what a
teacher's reach is made of, so every change here is one event on record.
"""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from audit.record import record
from register.models import Group, GroupAdult, GroupMember, Pupil
from register.versions import hold, refuse_if_changed
from schools.school_year import SchoolYear


@transaction.atomic
def make_group(
    *, by, name, kind=Group.Kind.REGISTRATION, subject="", year_group="", starting_year=None
):
    """A new class or teaching group of a school year (this one)."""
    group = Group.objects.create(
        name=name,
        kind=kind,
        subject=subject,
        year_group=year_group,
        starting_year=starting_year or SchoolYear.of(timezone.localdate()).start,
    )
    record("group.made", group, by=by)
    return group


@transaction.atomic
def change_group(group, *, by, name, subject, year_group, seen=None):
    """Correct the name, the subject or the year of a group. `seen` is `version_of` the group that
    the person saw."""
    group = hold(group)
    refuse_if_changed(seen, group)
    group.name, group.subject, group.year_group = name, subject, year_group
    group.save(update_fields=["name", "subject", "year_group"])
    record("group.changed", group, by=by)
    return group


@transaction.atomic
def close_group(group, *, by, on):
    """The group ends on this day, with it the places of its pupils and its adults."""
    group.closed_on = on
    group.save(update_fields=["closed_on"])
    end_places(group.members, on)
    end_places(group.adults, on)
    record("group.closed", group, by=by)


# Pupils ------------------------------------------------------------------------------------------
@transaction.atomic
def put_in_group(pupils, group, *, by, on):
    """Put these pupils in the group from a day on; those who are there already stay as they are.

    A pupil is in one class or form at a time: coming into one ends the place in another. Returns
    how many came in.
    """
    pupils = list(pupils)
    _hold(pupils)
    there = set(group.members.current().filter(pupil__in=pupils).values_list("pupil", flat=True))
    coming = [pupil for pupil in pupils if pupil.pk not in there]
    if group.kind == Group.Kind.REGISTRATION:
        end_places(_registrations_of(coming), on)
    GroupMember.objects.bulk_create(
        GroupMember(group=group, pupil=pupil, started_on=on) for pupil in coming
    )
    record("group.pupils_added", group, by=by, pupils=_ids(coming))
    return len(coming)


@transaction.atomic
def take_out(pupils, group, *, by, on):
    """These pupils are no longer in the group on this day. Returns how many left."""
    places = group.members.lasting_beyond(on).filter(pupil__in=pupils)
    gone = [str(pk) for pk in places.values_list("pupil", flat=True)]
    end_places(places, on)
    record("group.pupils_removed", group, by=by, pupils=gone)
    return len(gone)


@transaction.atomic
def move_pupils(pupils, source, target, *, by, on):
    """These pupils change from one group into another on this day."""
    pupils = list(pupils)
    take_out(pupils, source, by=by, on=on)
    return put_in_group(pupils, target, by=by, on=on)


# Adults ------------------------------------------------------------------------------------------
@transaction.atomic
def add_adult(group, user, *, by, on, until=None):
    """This adult teaches or supports the group from a day on, up to and not on `until`.

    An adult who is there already keeps their place, and its end becomes the new one.
    """
    place = group.adults.lasting_beyond(on).filter(user=user).first()
    if place is None:
        place = GroupAdult(group=group, user=user, started_on=on)
    place.started_on, place.ended_on = min(place.started_on, on), until
    place.save()
    record("group.adult_added", group, by=by, person=str(user.pk))
    return place


@transaction.atomic
def remove_adult(group, user, *, by, on):
    """This adult is no longer with the group on this day, and no longer reaches its pupils."""
    end_places(group.adults.filter(user=user), on)
    record("group.adult_removed", group, by=by, person=str(user.pk))


def end_places(places, on):
    """A place that would end before it began counts on no day."""
    places.lasting_beyond(on).update(ended_on=Greatest(F("started_on"), on))


def _registrations_of(pupils):
    return GroupMember.objects.filter(pupil__in=pupils, group__kind=Group.Kind.REGISTRATION)


def _hold(pupils):
    """Lock the pupils, always in the same order, so that two savers at once cannot leave one of
    them in two classes."""
    held = Pupil.objects.select_for_update().filter(pk__in=[pupil.pk for pupil in pupils])
    list(held.order_by("pk").values_list("pk"))


def _ids(pupils):
    return [str(pupil.pk) for pupil in pupils]
