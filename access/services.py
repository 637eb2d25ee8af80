"""People, their invitations and their roles: everything that writes them."""

from datetime import timedelta
from functools import partial

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from access.models import Membership, User
from audit.record import record
from schools.addresses import trust_url


@transaction.atomic
def invite(*, by, email, name, role, school=None, starts_on=None, ends_on=None, site=None):
    """Give a person a role, and an account if they have none; tell them by e-mail.

    `site` is the address of this copy, such as https://send.example; without it no mail goes out
    (a demo's people need none). A person who has an account keeps it: a second invitation adds
    the role. Returns the membership.
    """
    user = User.objects.filter(email__iexact=email).first()
    is_new = user is None
    if is_new:
        user = User.objects.create_user(email, name)
        record("person.invited", user, by=by)
    membership = give_role(
        user, by=by, role=role, school=school, starts_on=starts_on, ends_on=ends_on
    )
    if site:
        transaction.on_commit(partial(_tell, user, site, is_new=is_new))
    return membership


@transaction.atomic
def give_role(user, *, by, role, school=None, starts_on=None, ends_on=None):
    """Give a person a role from a day on (today). A role they hold already is left as it is."""
    today = timezone.localdate()
    held = Membership.objects.filter(user=user, school=school, role=role).on(today).first()
    if held:
        return held
    membership = Membership.objects.create(
        user=user, school=school, role=role, starts_on=starts_on or today, ends_on=ends_on
    )
    _reopen(user, by=by)
    record("role.given", membership, by=by, role=role, person=str(user.pk))
    return membership


@transaction.atomic
def end_role(membership, *, by, on=None):
    """End a role: its last day is `on` (yesterday, so that it stops at once)."""
    last = on or timezone.localdate() - timedelta(days=1)
    membership.ends_on = max(last, membership.starts_on)
    membership.save(update_fields=["ends_on"])
    record("role.ended", membership, by=by, role=membership.role, person=str(membership.user_id))


@transaction.atomic
def switch_off(user, *, by):
    """Close a person's account; their name stays in the history of what they did."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("person.switched_off", user, by=by)


def _reopen(user, *, by):
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        record("person.switched_on", user, by=by)


@transaction.atomic
def set_password(user, password, *, by):
    user.set_password(password)
    user.save(update_fields=["password"])
    record("password.changed", user, by=by)


def welcome_link(user, site):
    """The address at which an invited person, or one who forgot, chooses a password. It works
    once, for seven days."""
    who = urlsafe_base64_encode(force_bytes(user.pk))
    return site + trust_url("welcome", who, default_token_generator.make_token(user))


def send_password_link(email, *, site):
    """Send the link if there is such a person; say nothing either way."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user:
        record("password.link_sent", user, by=None)
        _mail(
            user,
            "Choose a new password",
            f"Choose a new password here:\n{welcome_link(user, site)}",
        )


def _tell(user, site, *, is_new):
    if is_new:
        _mail(user, "Your account", f"Choose a password and sign in:\n{welcome_link(user, site)}")
    else:
        _mail(user, "You have a new role", f"Sign in to see it:\n{site}")


def _mail(user, subject, text):
    send_mail(f"Trust SEND: {subject}", f"Hello {user.name},\n\n{text}\n", None, [user.email])
