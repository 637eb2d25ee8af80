"""What teachers reviewed: the SENDCo reads it, asks back, and closes what is whole."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from apdr import reviewing
from apdr.forms.reviews import AskBackForm
from apdr.plan_pages import TONES
from apdr.services import reviews as services
from audit.record import record
from register.refusals import PlainRefusal

CYCLES_ON_A_PAGE = 20


@require_safe
@requires(Permission.CLOSE_CYCLES)
def came_in(request):
    """A card a pupil, the newest review first."""
    return _page(request)


@require_POST
@requires(Permission.CLOSE_CYCLES)
def ask_back(request, pk):
    """A question to the teacher: the outcome waits again, with the question on its card."""
    review = get_object_or_404(reviewing.reviews_to_ask_back(request.user), pk=pk)
    form = AskBackForm(review, request.POST)
    if not form.is_valid():
        return _page(request, asked=form, about=review)
    try:
        services.ask_back(review, by=request.user, question=form.cleaned_data["question"])
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{review.reviewed_by} sees your question on the card.")
    return redirect("reviews_came_in")


def _page(request, asked=None, about=None):
    found = Paginator(reviewing.came_in(request.user), CYCLES_ON_A_PAGE)
    if about and not found.count:
        raise Http404
    page = found.get_page(request.GET.get("page"))
    words = dict(enumerate(reviewing.labels(), start=1))
    cycles = [_card(cycle, words, asked, about) for cycle in page]
    if cycles:
        pupils = [str(card["cycle"].pupil_id) for card in cycles]
        record("reviews.viewed", by=request.user, pupils=pupils)
    context = {"cycles": cycles, "page": page, "part": "came in", "today": timezone.localdate()}
    status = 422 if asked else 200
    return render(request, "apdr/came_in.html", {**context, "form": asked}, status=status)


def _card(cycle, words, asked, about):
    lines = [_line(outcome, words, asked, about) for outcome in cycle.outcomes.all()]
    return {"cycle": cycle, "lines": lines, "left": reviewing.left_to_review(cycle)}


def _line(outcome, words, asked, about):
    review = getattr(outcome, "review", None)
    if review is None:
        return {"outcome": outcome}
    form = asked if about and about.pk == review.pk else AskBackForm(review)
    tone = TONES[review.rating]
    return {
        "outcome": outcome, "review": review, "words": words[review.rating], "tone": tone,
        "form": form,
    }  # fmt: skip
