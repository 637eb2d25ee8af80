"""Moving the whole school up into its next year, in one transaction and once a year."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from audit.record import record
from register import leaving
from register.models import Group, GroupAdult, GroupMember, Pupil, RollOver
from register.models.pupil import YEAR_GROUP_CHOICES
from register.next_year import year_after
from register.services import groups


class AlreadyMovedUp(Exception):
    """The school has moved up into this year before."""


@dataclass(frozen=True)
class NextGroup:
    """What one of today's groups becomes. Groups with the same new name become one."""

    old: Group
    name: str  # "": nothing; its pupils find their place by another list
    adults: tuple = ()


@transaction.atomic
def roll_over(plan, *, by, on, starting_year, leaving_year="", move_year_groups=True):
    """Close the groups of this year, open those of the next with the pupils who stay, let the
    top year leave and move everybody else's year group up. The new groups begin on `on`; year
    groups change at once. Returns the new groups.

    All of it in some ten statements: a secondary school has two hundred groups.
    """
    _once(starting_year, on)
    leavers = list(_on_roll(on).filter(year_group=leaving_year)) if leaving_year else []
    staying = _staying_members([step.old for step in plan], leavers, on)
    _close([step.old for step in plan], on)
    made = _open_groups(plan, staying, on=on, starting_year=starting_year)
    _let_leave(leavers, by, on)
    moved = _move_year_groups(on) if move_year_groups else 0
    record(
        "school.moved_up",
        by=by,
        starting_year=starting_year,
        groups=len(made),
        leavers=[str(pupil.pk) for pupil in leavers],
        moved=moved,
    )
    return made


def _once(starting_year, on):
    try:
        with transaction.atomic():
            RollOver.objects.create(starting_year=starting_year, happened_on=on)
    except IntegrityError:
        raise AlreadyMovedUp from None


def _on_roll(on):
    return Pupil.objects.on_roll(on)


def _staying_members(old_groups, leavers, on):
    """For each of these groups the keys of the pupils who are in it on the day and stay."""
    places = GroupMember.objects.on(on).filter(group__in=old_groups, pupil__in=_on_roll(on))
    staying = defaultdict(set)
    for group, pupil in places.exclude(pupil__in=leavers).values_list("group", "pupil"):
        staying[group].add(pupil)
    return staying


def _close(old_groups, on):
    Group.objects.filter(pk__in=[group.pk for group in old_groups]).update(closed_on=on)
    groups.end_places(GroupMember.objects.filter(group__in=old_groups), on)
    groups.end_places(GroupAdult.objects.filter(group__in=old_groups), on)


def _open_groups(plan, staying, *, on, starting_year):
    """The new groups; those of one name and kind are one."""
    made, pupils, adults = {}, defaultdict(set), defaultdict(set)
    for step in (step for step in plan if step.name):
        key = (step.name.casefold(), step.old.kind)
        group = made.setdefault(key, _successor(step, starting_year))
        pupils[group] |= staying[step.old.pk]
        adults[group] |= {adult.pk for adult in step.adults}
    Group.objects.bulk_create(made.values())
    GroupMember.objects.bulk_create(
        GroupMember(group=group, pupil_id=key, started_on=on)
        for group, keys in pupils.items()
        for key in keys
    )
    GroupAdult.objects.bulk_create(
        GroupAdult(group=group, user_id=key, started_on=on)
        for group, keys in adults.items()
        for key in keys
    )
    return list(made.values())


def _successor(step, starting_year):
    return Group(
        name=step.name,
        kind=step.old.kind,
        subject=step.old.subject,
        year_group=year_after(step.old.year_group),
        starting_year=starting_year,
    )


def _let_leave(leavers, by, on):
    """The last day of these pupils is the day before; their places in groups end with it."""
    pupils = Pupil.objects.filter(pk__in=[pupil.pk for pupil in leavers])
    pupils.update(left_on=on)
    places = GroupMember.objects.filter(pupil__in=pupils)
    groups.end_places(places, on)
    leaving.end_the_rest(pupils, by=by)


def _move_year_groups(on):
    """Each year group up by one, the highest first so that nobody moves twice."""
    return sum(
        _on_roll(on).filter(year_group=code).update(year_group=year_after(code))
        for code, _ in reversed(YEAR_GROUP_CHOICES)
        if year_after(code) != code
    )
