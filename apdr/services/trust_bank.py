"""The trust's bank: what it offers to all its schools. Each school has a copy, which the worker
brings up to date after every change."""

from django.db import transaction

from audit.record import record
from register.versions import hold, refuse_if_changed
from schools.jobs import ask_for
from schools.models import Job, School, TrustBankItem

TELL = "bank.tell_schools"  # jobs: the trust's, which asks each school to …
TAKE = "bank.take"  # … bring its copies up to date


@transaction.atomic
def add_trust_item(*, by, **fields):
    item = TrustBankItem.objects.create(**fields)
    record("trust_bank.added", item, by=by)
    _tell(by)
    return item


@transaction.atomic
def change_trust_item(item, *, by, seen=None, **fields):
    """Other words or other numbers. Plans that were made from it keep their own."""
    refuse_if_changed(seen, hold(item))
    for name, value in fields.items():
        setattr(item, name, value)
    item.save()
    record("trust_bank.changed", item, by=by)
    _tell(by)


@transaction.atomic
def withdraw_trust_item(item, *, by):
    """No longer offered in any school."""
    _set_withdrawn(item, True)
    record("trust_bank.withdrawn", item, by=by)
    _tell(by)


@transaction.atomic
def offer_trust_item_again(item, *, by):
    """Back on offer, but for schools that withdrew it themselves."""
    _set_withdrawn(item, False)
    record("trust_bank.offered_again", item, by=by)
    _tell(by)


@transaction.atomic
def ask_schools_to_take(*, by):
    """A job for each open school that does not wait for one already. Says how many schools."""
    waiting = _waiting(TAKE).values_list("school_id", flat=True)
    schools = list(School.objects.open().exclude(pk__in=list(waiting)))
    for school in schools:
        ask_for(TAKE, by=by, school=school)
    record("trust_bank.sent", by=by, schools=len(schools))
    return len(schools)


def _set_withdrawn(item, withdrawn):
    item.is_withdrawn = withdrawn
    item.save(update_fields=["is_withdrawn"])


def _tell(by):
    if _waiting(TELL).first() is None:
        ask_for(TELL, by=by)


def _waiting(kind):
    """Jobs of this kind that nobody has begun, held until this change is whole: whoever begins one
    then finds the change."""
    return Job.objects.select_for_update().filter(kind=kind, state=Job.State.WAITING)
