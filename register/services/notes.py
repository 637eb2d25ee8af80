from django.db import transaction

from audit.record import record
from register.models import Note


@transaction.atomic
def add_note(pupil, *, by, kind, text, happened_on):
    """Add an entry to the notes log. Entries are never rewritten."""
    note = Note.objects.create(
        pupil=pupil, kind=kind, text=text, happened_on=happened_on, written_by=by
    )
    record("note.added", note, by=by, kind=str(kind))
    return note
