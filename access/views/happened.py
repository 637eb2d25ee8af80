from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.checks import requires
from access.forms.happened import HappenedFilter
from access.models import User
from access.policy import Permission
from access.roles import Role
from audit.models import AuditEvent
from audit.record import record
from audit.words import kind_in_words, words_for

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
            (event, _who(event), words_for(event.action), _about(event, people)) for event in page
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


def _about(event, people):
    """(words, short id): a colleague by name; any other record by its kind and an id alone."""
    name = people.get(_person_of(event))
    if name is None:
        return kind_in_words(event.subject_kind), event.subject_id[:8]
    role = event.detail.get("role")
    return (f"{name}, {Role(role).label}" if role in Role.values else name), ""
