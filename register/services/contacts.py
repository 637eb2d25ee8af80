"""The people of a pupil's family or home, in the order in which the school turns to them."""

from django.db import transaction

from audit.record import record
from register.models import Contact
from register.versions import hold, refuse_if_changed


@transaction.atomic
def add_contact(pupil, *, by, **answers):
    """Add somebody after those who are there. `answers` are fields of `Contact`."""
    hold(pupil)
    last = Contact.objects.filter(pupil=pupil).order_by("position").last()
    position = last.position + 1 if last else 1
    contact = Contact.objects.create(pupil=pupil, position=position, **answers)
    record("contact.added", contact, by=by)
    return contact


@transaction.atomic
def change_contact(contact, *, by, seen=None, **answers):
    """`seen` is `version_of` the contact that the person saw."""
    now = hold(contact)
    refuse_if_changed(seen, now)
    for name, value in answers.items():
        setattr(now, name, value)
    now.save(update_fields=list(answers))
    record("contact.changed", now, by=by)
    return now


@transaction.atomic
def remove_contact(contact, *, by):
    """Take somebody off the record; the history keeps who they were."""
    record("contact.removed", contact, by=by)
    contact.delete()


@transaction.atomic
def move_contact_up(contact, *, by):
    """Turn to this contact before the one who stands above."""
    hold(contact.pupil)
    ordered = list(Contact.objects.filter(pupil=contact.pupil_id))
    place = ordered.index(contact) if contact in ordered else 0  # removed meanwhile: no place
    if place:
        ordered[place - 1 : place + 1] = [contact, ordered[place - 1]]
        for position, one in enumerate(ordered, start=1):
            one.position = position
        Contact.objects.bulk_update(ordered, ["position"])
        record("contact.moved", contact, by=by, position=place)
