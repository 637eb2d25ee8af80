"""Who changed what in a pupil's record, and who looked at it.

Changes come from the rows that database triggers wrote (audit.triggers), so nothing is missing
that was changed past the services; those of one request make one entry. Looks come from the
audit events, lists in which the pupil was shown among them. `register.history_words` says them in
plain words.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Case, Max, Q, TextField, UUIDField, Value, When
from django.db.models.functions import Cast, TruncSecond

from audit.models import AuditEvent, RowChange
from register.history_words import Words, look_in_words

CHANGES, LOOKS = "changes", "looks"
THE_SYSTEM = "The system"


@dataclass(frozen=True)
class Entry:
    """One change of a record, which may be of several rows, or one look at it."""

    at: datetime
    who: str
    lines: list
    is_look: bool = False


def moments(pupil, kind=""):
    """(instant, person's id, event's id or None, mark of changes made together or ""), newest
    first: one an entry."""
    changes = (
        _changes_of(pupil)
        .values("together", "actor_id")
        .annotate(newest=Max("at"), event=Cast(Value(None), UUIDField()))
        .values_list("newest", "actor_id", "event", "together")
        .order_by()
    )
    looks = _looks_at(pupil).order_by().values_list("at", "actor_id", "id", Value(""))
    if kind == CHANGES:
        return changes.order_by("-newest")
    if kind == LOOKS:
        return looks.order_by("-at")
    return looks.union(changes, all=True).order_by("-at")


def entries(pupil, page_of_moments):
    """The entries of one page, in its order."""
    found = list(page_of_moments)
    changes = _changes_in_words(pupil, [mark for *_, mark in found if mark])
    events = AuditEvent.objects.in_bulk([event for _, _, event, _ in found if event])
    people = _names({actor for _, actor, _, _ in found})
    return [
        _look(events[event]) if event
        else Entry(at, people.get(actor, THE_SYSTEM), changes[mark, actor])
        for at, actor, event, mark in found
    ]  # fmt: skip


def _changes_of(pupil):
    """With what was changed together: in one request or, where there was none, in one second."""
    second = Cast(TruncSecond("at"), TextField())
    mark = Case(When(request_id="", then=second), default="request_id", output_field=TextField())
    return RowChange.objects.filter(pupil_id=pupil.pk).annotate(together=mark)


def _looks_at(pupil):
    """Events of this pupil alone, and lists that showed the pupil."""
    here = Q(pupil_id=pupil.pk) | Q(detail__contains={"pupils": [str(pupil.pk)]})
    events = AuditEvent.objects.filter(here)
    return events.of_sort("looks") | events.of_sort("exports")


def _look(event):
    return Entry(event.at, event.actor_name or THE_SYSTEM, [look_in_words(event)], is_look=True)


def _changes_in_words(pupil, marks):
    """By the mark of what was changed together, and the person."""
    rows = list(_changes_of(pupil).filter(together__in=marks).order_by("id"))
    words, together = Words(rows), defaultdict(list)
    for row in rows:
        together[row.together, row.actor_id].append(row)
    return {key: words.of(group) for key, group in together.items()}


def _names(ids):
    people = get_user_model().objects.filter(pk__in=ids - {None})
    return dict(people.values_list("pk", "name"))
