"""Cards of a class for cover staff: made, opened, taken back."""

import secrets

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from audit.record import record
from register.models import CoverCard

# Nothing that looks like another letter: it is read off a paper and typed.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
LENGTH = 10
DIGITS = 6


@transaction.atomic
def make_card(group, *, by, ends_at):
    """Make a card. Returns it with the end of its address and its code, which are shown once and
    kept nowhere."""
    token = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    card = CoverCard.objects.create(
        group=group,
        token_hash=_hashed(token),
        code_hash=_hashed(f"{token}/{code}"),
        made_by=by,
        ends_at=ends_at,
    )
    record("cover_card.made", card, by=by)
    return card, token, code


@transaction.atomic
def take_card_back(card, *, by):
    """Shut a card for good."""
    card.revoked_at = timezone.now()
    card.save(update_fields=["revoked_at"])
    record("cover_card.taken_back", card, by=by)


def card_of(token):
    """The card that this address opens now, or None: unknown, over, taken back and shut look the
    same from outside."""
    open_now = CoverCard.objects.open(timezone.now()).select_related("group")
    return open_now.filter(token_hash=_hashed(token)).first()


def try_code(card, token, code):
    """True where the code is the card's. Each wrong one is counted before it is looked at, so that
    guesses at once are counted as well; five shut the card."""
    CoverCard.objects.filter(pk=card.pk).update(tries=F("tries") + 1)
    if not constant_time_compare(card.code_hash, _hashed(f"{token}/{code}")):
        record("cover_card.refused", card, by=None)
        return False
    CoverCard.objects.filter(pk=card.pk).update(tries=0)
    record("cover_card.unlocked", card, by=None)
    return True


def read_card(card, *, pupils):
    """Put on record that somebody reads the card, and which pupils it showed."""
    if card.opened_at is None:
        CoverCard.objects.filter(pk=card.pk).update(opened_at=timezone.now())
    record("cover_card.read", card, by=None, pupils=pupils)


def _hashed(text):
    """With our secret, as a code of six figures is soon guessed from a plain hash."""
    return salted_hmac("register.CoverCard", text, algorithm="sha256").hexdigest()
