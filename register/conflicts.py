"""Another person saved first: what is saved now beside what this person wrote, so that neither
is lost (register.versions)."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model

from audit.models import RowChange
from register.wording import spoken


@dataclass(frozen=True)
class Conflict:
    """`rows` are (label, saved now, yours), of the answers that differ."""

    rows: list
    by: str = ""
    at: datetime | None = None


def conflict(form, saved, *, row, also=()):
    """The answers of a valid form against the values that are saved under the same names. Who
    saved them, and when, is read from the history of `row`; `also` are further rows."""
    rows = [_row(form[name], value, form.cleaned_data[name]) for name, value in saved.items()]
    by, at = last_saved(row)
    return Conflict([one for one in [*rows, *also] if one[1] != one[2]], by, at)


def _row(field, theirs, yours):
    in_words = getattr(field.field, "in_words", None)
    if in_words:
        return field.label, in_words(theirs), in_words(yours)
    choices = getattr(field.field, "choices", ())
    return field.label, spoken(theirs, choices), spoken(yours, choices)


def removed(row):
    """Who took this row of a pupil away, as a conflict without answers; None where it is there, or
    where this pupil never had it."""
    of_row = RowChange.objects.filter(table_name=row._meta.db_table, row_id=str(row.pk))
    newest = of_row.filter(pupil_id=row.pupil_id).order_by("-id").first()
    if newest is None or newest.operation != RowChange.Operation.DELETE:
        return None
    return Conflict([], *last_saved(row))


def last_saved(row):
    """(name of the person, moment) of the newest change of this row; nobody where there is no row
    yet, or none of its changes is on record."""
    if row is None:
        return "", None
    changes = RowChange.objects.filter(table_name=row._meta.db_table, row_id=str(row.pk))
    newest = changes.order_by("-id").first()
    if newest is None:
        return "", None
    person = get_user_model().objects.filter(pk=newest.actor_id).first()
    return person.name if person else "", newest.at
