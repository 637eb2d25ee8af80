from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from access.checks import may, requires
from access.forms.happened import HappenedFilter
from access.models import User
from access.policy import Permission
from access.roles import Role
from audit.models import AuditEvent
from audit.record import record
from audit.words import kind_in_words, words_for
from schools.across import current_school

UNKNOWN = "Somebody not signed in"
THE_SYSTEM = "The system"


@require_safe
@requires(Permission.VIEW_AUDIT)
def happened(request):
    """Who did what, when, and to which record: words, kinds and short ids, and no child's name.

    Each look at it is an event of its own, put on record before the list is read.
    """
    asked = HappenedFilter(request.GET)
    answers = asked.answers
    record("audit.viewed", by=request.user, filters=sorted(answers))
    page = Paginator(_events(answers), 50).get_page(request.GET.get("page"))
    people = _people(page)
    context = {
        "filter": asked,
        "page": page,
        "rows": [
            (event, _who(event), words_for(event.action), _about(event, people, request.user))
            for event in page
        ],
    }
    return render(request, "access/happened.html", context)


def _events(answers):
    events = AuditEvent.objects.newest_first().of_sort(answers.get("sort"))
    if "who" in answers:
        events = events.by_somebody_named(answers["who"])
    return events.on_day(answers["day"]) if "day" in answers else events


def _who(event):
    """The system is where a command, a job of nobody's or the filling of the demo acted."""
    unknown = event.action.startswith(("sign_in", "password"))
    return event.actor_name or (UNKNOWN if unknown else THE_SYSTEM)


def _person_of(event):
    """The id of the colleague whom an event is about, or nothing."""
    return event.subject_id if event.subject_kind == "user" else event.detail.get("person", "")


def _people(events):
    """Id to name of the colleagues whom these events are about."""
    ids = {_person_of(event) for event in events} - {""}
    return {str(user.pk): user.name for user in User.objects.with_keys(ids)}


def _about(event, people, reader):
    """(words, short id, address): a colleague by name; any other record by its kind and an id
    alone, which leads to the pupil's history those who may read it."""
    name = people.get(_person_of(event))
    if name is None:
        address = _history_of(event, reader)
        return kind_in_words(event.subject_kind), event.subject_id[:8], address
    role = event.detail.get("role")
    return (f"{name}, {Role(role).label}" if role in Role.values else name), "", ""


def _history_of(event, reader):
    if event.pupil_id and current_school() and may(reader, Permission.VIEW_HISTORY):
        return reverse("pupil_history", args=[event.pupil_id])
    return ""
