"""Links for families: made, opened, answered, taken back."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.record import record
from register.models import FamilyLink

DAYS_OPEN = 28


@transaction.atomic
def make_link(pupil, *, by, purpose, subject_id, contact=None, days=DAYS_OPEN):
    """Make a link. Returns it with the token that its address carries, which is shown once and
    kept nowhere."""
    token = secrets.token_urlsafe(32)
    link = FamilyLink.objects.create(
        pupil=pupil,
        purpose=purpose,
        subject_id=subject_id,
        contact=contact,
        token_hash=hash_of(token),
        made_by=by,
        expires_on=timezone.localdate() + timedelta(days=days),
    )
    record("link.made", link, by=by, purpose=purpose)
    return link, token


@transaction.atomic
def take_back(link, *, by):
    """Shut a link for good."""
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record("link.taken_back", link, by=by)


def link_of(token):
    """The link that this token opens today, or None: unknown, expired, taken back and shut look
    the same from outside."""
    open_today = FamilyLink.objects.open(timezone.localdate()).select_related("pupil")
    return open_today.filter(token_hash=hash_of(token)).first()


def try_birth_date(link, born_on):
    """True where the date of birth is the pupil's. Each wrong one is counted before it is looked
    at, so that guesses at once are counted as well; five shut the link."""
    FamilyLink.objects.filter(pk=link.pk).update(tries=F("tries") + 1)
    if link.pupil.born_on != born_on:
        record("link.refused", link, by=None)
        return False
    FamilyLink.objects.filter(pk=link.pk).update(tries=0)
    record("link.unlocked", link, by=None)
    return True


def read_link(link):
    """Put on record that the family reads what the link shows."""
    if link.opened_at is None:
        FamilyLink.objects.filter(pk=link.pk).update(opened_at=timezone.now())
    record("link.read", link, by=None, purpose=link.purpose)


@transaction.atomic
def answer(link, *, answers, answered=None):
    """A family answers: with its name, its words, and what else it was asked, which goes on to
    `answered`. A second answer replaces the first, which stays in the history."""
    link.acknowledged_at = timezone.now()
    link.signed_as, link.comment = answers["signed_as"], answers.get("comment", "")
    link.save(update_fields=["acknowledged_at", "signed_as", "comment"])
    record("link.answered", link, by=None, purpose=link.purpose)
    if answered:
        answered(answers)


def hash_of(token):
    return sha256(token.encode()).hexdigest()
