"""Signing in, passwords, and the links by which a password is chosen."""

from datetime import timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from access.models import SignInAttempt, User
from audit.record import record
from schools.addresses import trust_url
from schools.jobs import ask_for

KEEP_ATTEMPTS = timedelta(days=1)


class TooManyGuesses(Exception):
    """This account, or this address, has to wait before it may try again."""


def try_sign_in(request, email, password, *, address):
    """The person whom these two open, or None; the same work whether or not there is such a one.

    The attempt is written down before the password is looked at, so that a thousand guesses at
    once are counted as well as a thousand in a row. A refused one does not count again, or else
    an outsider could keep a person out for good.
    """
    attempt = _written_down(email, address)
    if SignInAttempt.objects.are_too_many(attempt.account, address):
        attempt.delete()
        record("sign_in.too_many", by=None)
        raise TooManyGuesses
    user = authenticate(request, username=email, password=password)
    if user is None:
        record("sign_in.failed", User.objects.with_email(email).first(), by=None)
        return None
    SignInAttempt.objects.filter(account=attempt.account).delete()
    return user


def ask_for_password_link(email, *, site, address):
    """Have the link sent if there is such a person; nothing shows the asker either way.

    Asking counts as guessing does, so that nobody's mailbox is filled from outside.
    """
    attempt = _written_down(f"link {email}", address)
    if SignInAttempt.objects.are_too_many(attempt.account, address):
        attempt.delete()
        return
    user = User.objects.active().with_email(email).first()
    ask_for("send_password_link", by=None, person=str(user.pk) if user else "", site=site)


def _written_down(email, address):
    SignInAttempt.objects.filter(at__lt=timezone.now() - KEEP_ATTEMPTS).delete()
    account = salted_hmac("access.SignInAttempt", email.strip().lower(), algorithm="sha256")
    return SignInAttempt.objects.create(account=account.hexdigest(), address=address)


@transaction.atomic
def set_password(user, password, *, by):
    """Set a new password. Every other session of this person ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record("password.changed", user, by=by)


def end_sessions(user):
    """Sign a person out everywhere, from their next request on."""
    User.objects.filter(pk=user.pk).update(session_round=F("session_round") + 1)
    user.refresh_from_db(fields=["session_round"])


def welcome_link(user, site):
    """The address at which an invited person, or one who forgot, chooses a password. It works
    once, for seven days; `site` is the address of this copy, such as https://send.example."""
    who = urlsafe_base64_encode(force_bytes(user.pk))
    return site + trust_url("welcome", who, default_token_generator.make_token(user))
