"""All pupils of an intervention reviewed on one screen, saved at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.checks import requires
from access.policy import Permission
from apdr import reviewing
from apdr.group_table import GroupTable
from apdr.models import Rating
from apdr.services import reviews as services
from apdr.services.reviews import ReviewedMeanwhile
from audit.record import record
from register.refusals import PlainRefusal


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_PLANS)
def group(request, pk):
    """A row an outcome. Rows that nobody began stay as they are, or are as expected where so
    ticked; one wrong row keeps all, with what was typed."""
    table = _table(request, pk)
    if request.method != "POST":
        return _screen(request, table)
    if not table.is_valid():
        return _screen(request, table)
    answers = [(row.item.outcome, row.cleaned_data) for row in table.begun]
    try:
        saved = services.save_reviews(answers, by=request.user, on=timezone.localdate())
    except ReviewedMeanwhile as clash:
        table.show(clash.review)
    except PlainRefusal as refusal:
        table.rest.add_error(None, str(refusal))
    else:
        words = "1 review is" if len(saved) == 1 else f"{len(saved)} reviews are"
        messages.success(request, f"{words} saved.")
        return redirect("group_reviews", pk)
    return _screen(request, table)


@require_POST
@requires(Permission.WRITE_PLANS)
def keep_drafts(request, pk):
    """What is in the table so far. Answers in the words that stand below it."""
    for row in _table(request, pk).rows:
        typed = row.typed()
        if typed:
            services.keep_draft(row.item.outcome, by=request.user, typed=typed)
        elif row.item.draft:
            services.throw_draft_away(row.item.outcome, by=request.user)
    return HttpResponse(f"Draft saved {timezone.localtime():%H:%M}")


def _table(request, pk):
    intervention = get_object_or_404(reviewing.interventions(request.user), pk=pk)
    data = request.POST if request.method == "POST" else None
    return GroupTable(intervention, request.user, data, on=timezone.localdate())


def _screen(request, table):
    if table.rows:
        pupils = sorted({str(row.item.pupil.pk) for row in table.rows})
        record("reviews.viewed", by=request.user, pupils=pupils)
    wrong = any(form.is_bound and form.errors for form in table.with_errors)
    context = {"table": table, "wrong": wrong, "expected": Rating.AS_EXPECTED.value}
    status = 409 if table.has_conflict else 422 if wrong else 200
    return render(request, "apdr/group_reviews.html", context, status=status)
