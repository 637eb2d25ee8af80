"""Who works here? The adults whom a page may offer for a class or for a pupil."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from access.checks import roles_with
from access.models import Membership
from access.policy import Permission, Reach
from access.roles import STAFF_ROLES, Role
from schools.across import current_school


def staff_here(on=None):
    """The people who work in the school that the connection is in, on this day (today), by name."""
    return _with_role(STAFF_ROLES, on)


def assistants_here(on=None):
    """Those among them who see a pupil only once somebody names them for that pupil."""
    return _with_role(roles_with(Permission.VIEW_PUPIL, Reach.NAMED), on)


def safeguarding_leads_here(on=None):
    """Those whom a worry about a child is told."""
    return _with_role([Role.DSL], on)


def sendcos_here(on=None):
    """Those whose name and contact the school has to publish (SI 2014/1530, Schedule 1)."""
    return _with_role([Role.SENDCO], on)


def work_here(user):
    """What this person does in the school that the connection is in, in words; "" for nothing."""
    held = Membership.objects.at(current_school()).on(timezone.localdate()).of(user)
    return next((membership.get_role_display() for membership in held), "")


def kinds_of_work():
    """What people do in a school, in words."""
    return [role.label for role in STAFF_ROLES]


def _with_role(roles, on):
    day = on or timezone.localdate()
    working = Membership.objects.at(current_school()).on(day).with_role(*roles)
    people = get_user_model().objects.filter(is_active=True, pk__in=working.values("user"))
    return people.order_by("name", "email")
