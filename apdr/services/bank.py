"""The bank of ready sentences and interventions: the trust's, and what a school adds."""

import json
from pathlib import Path

from django.db import transaction

from apdr.models import BankItem
from audit.record import record

_FILE = Path(__file__).parent.parent / "data" / "trust_bank.json"


@transaction.atomic
def take_trust_bank(*, by):
    """Copy the trust's items into this school: new ones are added, changed ones put right, and
    those that the trust has dropped withdrawn. What the school withdrew stays so. Says how many
    items are new."""
    there = {item.trust_key: item for item in BankItem.objects.exclude(trust_key="")}
    entries = {entry.pop("key"): entry for entry in json.loads(_FILE.read_text("utf-8"))["items"]}
    new = [BankItem(trust_key=key, **entry) for key, entry in entries.items() if key not in there]
    BankItem.objects.bulk_create(new)
    for key, item in there.items():
        _follow_trust(item, entries.get(key))
    record("bank.taken", by=by, new=len(new))
    return len(new)


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


def _follow_trust(item, entry):
    changes = {"is_withdrawn": True} if entry is None else entry
    changed = [name for name, value in changes.items() if _differs(getattr(item, name), value)]
    for name in changed:
        setattr(item, name, changes[name])
    if changed:
        item.save(update_fields=changed)


def _differs(standing, given):
    """Numbers come as text from the file."""
    return type(standing)(given) != standing if standing is not None else given is not None
