"""A school's bank of ready sentences and interventions: copies of the trust's, and its own."""

from django.db import transaction

from apdr.models import BankItem
from audit.record import record
from schools.models import TrustBankItem
from schools.services import in_every_new_school

COPIED = (
    "kind",
    "area",
    "text",
    "measure",
    "layer",
    "minutes",
    "sessions_a_week",
    "weeks",
    "group_size",
)


@in_every_new_school
def _begin_with_trust_bank(*, by):
    """A school has the trust's items from its first day; its opening is what stands on record."""
    _follow_trust()


@transaction.atomic
def take_trust_bank(*, by):
    """Bring this school's copies of the trust's items up to date: new ones are added, changed ones
    put right, those that the trust withdrew are offered no more. What the school itself withdrew
    stays so. Says how many items are new."""
    new = _follow_trust()
    record("bank.taken", by=by, new=new)
    return new


@transaction.atomic
def add_to_bank(*, by, **fields):
    """An item of the school's own."""
    item = BankItem.objects.create(**fields)
    record("bank.added", item, by=by)
    return item


@transaction.atomic
def withdraw_from_bank(item, *, by):
    """No longer offered; plans that were made from it keep their words."""
    _set_withdrawn(item, True)
    record("bank.withdrawn", item, by=by)


@transaction.atomic
def offer_again(item, *, by):
    """Back on offer."""
    _set_withdrawn(item, False)
    record("bank.offered_again", item, by=by)


def _set_withdrawn(item, withdrawn):
    item.is_withdrawn = withdrawn
    item.save(update_fields=["is_withdrawn"])


def _follow_trust():
    offered = {item.key: item for item in TrustBankItem.objects.offered()}
    there = {copy.trust_key: copy for copy in BankItem.objects.of_the_trust()}
    new = [
        _copied(item, BankItem(trust_key=key)) for key, item in offered.items() if key not in there
    ]
    for key, copy in there.items():
        _copied(offered.get(key), copy)
    BankItem.objects.bulk_create(new)
    BankItem.objects.bulk_update(there.values(), [*COPIED, "is_withdrawn_by_trust"])
    return len(new)


def _copied(item, copy):
    """The copy with the words of the trust's item; None: the trust offers it no more."""
    copy.is_withdrawn_by_trust = item is None
    for name in COPIED if item else ():
        setattr(copy, name, getattr(item, name))
    return copy
