from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.checks import requires
from access.forms.happened import HappenedFilter
from access.policy import Permission
from audit.models import AuditEvent
from audit.record import record
from audit.words import kind_in_words, words_for


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
    context = {
        "filter": asked,
        "page": page,
        "rows": [
            (event, words_for(event.action), kind_in_words(event.subject_kind)) for event in page
        ],
    }
    return render(request, "access/happened.html", context)


def _events(answers):
    events = AuditEvent.objects.newest_first().of_sort(answers.get("sort"))
    if "who" in answers:
        events = events.by_somebody_named(answers["who"])
    return events.on_day(answers["day"]) if "day" in answers else events
