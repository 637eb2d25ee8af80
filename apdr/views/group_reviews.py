"""All pupils of an intervention reviewed on one screen, saved at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.checks import requires
from access.policy import Permission
from apdr import reviewing
from apdr.forms.reviews import RestForm, ReviewRow
from apdr.models import Rating
from apdr.services import reviews as services
from apdr.services.cycles import PlainRefusal
from apdr.services.reviews import ReviewedMeanwhile
from audit.record import record


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_PLANS)
def group(request, pk):
    """A row an outcome. Rows that nobody began stay as they are, or are as expected where so
    ticked; one wrong row keeps all, with what was typed."""
    table = _Table(request, pk)
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
    for row in _Table(request, pk).rows:
        typed = row.typed()
        if typed:
            services.keep_draft(row.item.outcome, by=request.user, typed=typed)
        elif row.item.draft:
            services.throw_draft_away(row.item.outcome, by=request.user)
    return HttpResponse(f"Draft saved {timezone.localtime():%H:%M}")


class _Table:
    """The rows of an intervention that wait for this person, and the one answer for the rest."""

    def __init__(self, request, pk):
        data = request.POST if request.method == "POST" else None
        self.intervention = get_object_or_404(reviewing.interventions(request.user), pk=pk)
        mine = reviewing.of_intervention(self.intervention, request.user, on=timezone.localdate())
        items = reviewing.cards(mine, user=request.user)
        self.labels = reviewing.labels()
        self.rows = [ReviewRow(item, data, labels=self.labels) for item in items]
        self.rest = RestForm(data)
        self.has_conflict = False

    @property
    def begun(self):
        return [row for row in self.rows if row.is_bound and row.typed()]

    def is_valid(self):
        if self.rest.is_valid() and self.rest.cleaned_data["rest"]:
            for row in self.rows:
                row.expect()
        if not self.begun:
            words = "Choose how it is going in at least one row, or tick “All as expected”"
            self.rest.add_error("rest", words)
        return all([self.rest.is_valid(), *(row.is_valid() for row in self.begun)])

    def show(self, review):
        """Put what another person saved beside the row that came too late."""
        row = next(row for row in self.rows if row.item.outcome.pk == review.outcome_id)
        row.theirs = {"review": review, "rating": row.words_for(review)}
        row.see(review)
        self.has_conflict = True

    @property
    def with_errors(self):
        return [self.rest, *self.begun]


def _screen(request, table):
    if table.rows:
        pupils = sorted({str(row.item.pupil.pk) for row in table.rows})
        record("reviews.viewed", by=request.user, pupils=pupils)
    wrong = any(form.is_bound and form.errors for form in table.with_errors)
    context = {"table": table, "wrong": wrong, "expected": Rating.AS_EXPECTED.value}
    status = 409 if table.has_conflict else 422 if wrong else 200
    return render(request, "apdr/group_reviews.html", context, status=status)
