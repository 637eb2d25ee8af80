"""People, their invitations and their roles.

`by` is the person who asks; None is the system itself (a command, the filling of the demo). What a
person may give and end stands in `access.policy.GIVES`, and is asked here and not only on the page.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from access.checks import may, roles_to_give
from access.models import Membership, User
from access.policy import Permission
from access.services.account import end_sessions
from audit.record import record
from schools.across import inside, shared
from schools.jobs import ask_for


def invite(*, by, email, name, role, school=None, starts_on=None, ends_on=None, site=None):
    """Give a person a role, and an account if they have none; tell them by e-mail.

    `site` is the address of this copy, such as https://send.example; without it no mail goes out
    (a demo's people need none). A person who has an account keeps it: a second invitation adds
    the role. Returns the membership.
    """
    user = User.objects.with_email(email).first()
    _must_be_free_to_appoint(by, user, role, school)
    with transaction.atomic():
        is_new = user is None
        if is_new:
            user = User.objects.create_user(email, name)
            record("person.invited", user, by=by)
        held = give_role(
            user, by=by, role=role, school=school, starts_on=starts_on, ends_on=ends_on
        )
        if site:
            kind = "send_role_news" if user.has_usable_password() else "send_welcome"
            ask_for(kind, by=by, person=str(user.pk), site=site)
    return held


def give_role(user, *, by, role, school=None, starts_on=None, ends_on=None):
    """Give a person a role from a day on (today). One they hold in that time is left as it is."""
    _must_be_free_to_appoint(by, user, role, school)
    starts_on = starts_on or timezone.localdate()
    same = Membership.objects.of(user).at(school).with_role(role)
    held = same.overlapping(starts_on, ends_on).first()
    if held:
        return held
    with transaction.atomic():
        membership = Membership.objects.create(
            user=user, school=school, role=role, starts_on=starts_on, ends_on=ends_on
        )
        end_sessions(user)
        _record("role.given", membership, by=by)
    return membership


def end_role(membership, *, by, on=None):
    """End a role: its last day is `on`. Without one it is closed at once, and today is its last
    day: they may have worked this morning.

    A role that has not outlived its first day when it is closed, or that ends before that day,
    never was: the row goes, the record of it stays.
    """
    _must_be_free_to_appoint(by, membership.user, membership.role, membership.school)
    with transaction.atomic():
        _record("role.ended", membership, by=by)
        last = on or timezone.localdate()
        never_was = last < membership.starts_on or (not on and last == membership.starts_on)
        if never_was:
            membership.delete()
        else:
            membership.ends_on = last
            membership.closed_at = None if on else timezone.now()
            membership.save(update_fields=["ends_on", "closed_at"])
        end_sessions(membership.user)


def move(membership, *, by, to, on):
    """End a role the day before, and give the same role in another school from that day on.
    A refusal is put on record outside the change, which does not come about."""
    for school in (membership.school, to):
        _must_be_free_to_appoint(by, membership.user, membership.role, school)
    with transaction.atomic():
        end_role(membership, by=by, on=on - timedelta(days=1))
        return give_role(membership.user, by=by, role=membership.role, school=to, starts_on=on)


def switch_off(user, *, by):
    """Close a person's account: their roles end, their sessions end, and their name stays in the
    history of what they did."""
    _must_look_after_people(by, user)
    with transaction.atomic():
        for membership in Membership.objects.of(user).not_over(timezone.localdate()):
            end_role(membership, by=by)
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_sessions(user)
        record("person.switched_off", user, by=by)


def switch_on(user, *, by):
    """Open a closed account again. It has no role until somebody gives it one."""
    _must_look_after_people(by, user)
    with transaction.atomic():
        user.is_active = True
        user.save(update_fields=["is_active"])
        record("person.switched_on", user, by=by)


@transaction.atomic
def send_link_again(user, *, by, site):
    """Write once more to somebody who has not signed in yet."""
    ask_for("send_welcome", by=by, person=str(user.pk), site=site)
    record("person.invited_again", user, by=by)


def _record(action, membership, *, by):
    """Put it on record where the role is held: a head sees what the trust does in the school."""
    school = membership.school
    where = inside(school) if school and school.is_open else shared()
    with where:
        record(action, membership, by=by, role=membership.role, person=str(membership.user_id))


def _must_be_free_to_appoint(by, user, role, school):
    """Nobody raises or lowers their own rights, or gives a role that is not theirs to give."""
    if by is None:
        return
    if user == by or role not in roles_to_give(by, school):
        record("role.refused", user, by=by, role=role)
        raise PermissionDenied


def _must_look_after_people(by, user):
    if by is None:
        return
    if user == by or not may(by, Permission.MANAGE_TRUST_STAFF):
        record("person.refused", user, by=by)
        raise PermissionDenied
