"""Reviews to do: a card for each outcome, saved one by one; what is typed is kept meanwhile."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from apdr import reviewing
from apdr.forms.reviews import ReviewForm
from apdr.services import reviews as services
from apdr.services.reviews import ReviewedMeanwhile
from apdr.views.frame import closed_already
from audit.record import record
from register.refusals import PlainRefusal

CARDS_ON_A_PAGE = 20


@require_safe
@requires(Permission.WRITE_PLANS)
def reviews(request):
    """Every outcome that waits for this person, overdue first."""
    waiting = reviewing.waiting(request.user, on=timezone.localdate())
    keys = list(waiting.values_list("pk", flat=True))
    page = Paginator(keys, CARDS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = reviewing.within_reach(request.user).filter(pk__in=list(page)).overdue_first()
    labels = reviewing.labels()
    items = reviewing.cards(shown, user=request.user)
    if items:
        pupils = sorted({str(item.pupil.pk) for item in items})
        record("reviews.viewed", by=request.user, pupils=pupils)
    forms = [ReviewForm(item, labels=labels) for item in items]
    context = {"page": page, "forms": forms, "today": timezone.localdate()}
    return render(request, "apdr/reviews.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.WRITE_PLANS)
def review(request, pk):
    """One card, by itself or as a part of the list."""
    item = _item(request, pk)
    if request.method != "POST":
        if item.cycle.closed_at:
            return closed_already(request, item.cycle)
        return _card(request, ReviewForm(item, labels=reviewing.labels()))
    form = ReviewForm(item, request.POST, labels=reviewing.labels())
    theirs = None
    if form.is_valid():
        following = None if request.htmx else _following(request, item)
        is_new = item.review is None
        try:
            saved = services.save_review(
                item.outcome, by=request.user, on=timezone.localdate(), **form.cleaned_data
            )
        except ReviewedMeanwhile as clash:
            theirs = clash.review
            form.see(theirs)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _saved(request, form, saved, is_new, following)
    return _card(request, form, theirs=theirs)


@require_POST
@requires(Permission.WRITE_PLANS)
def keep_draft(request, pk):
    """What is in the card so far. Answers in the words that stand below the card."""
    item = _item(request, pk)
    if item.cycle.closed_at:
        return HttpResponse("This cycle is closed, so nothing more is kept", status=409)
    typed = ReviewForm(item, request.POST).typed()
    if typed:
        services.keep_draft(item.outcome, by=request.user, typed=typed)
    else:
        services.throw_draft_away(item.outcome, by=request.user)
    return HttpResponse(f"Draft saved {timezone.localtime():%H:%M}")


@require_POST
@requires(Permission.WRITE_PLANS)
def throw_draft_away(request, pk):
    """Leave what another person saved."""
    item = _item(request, pk)
    services.throw_draft_away(item.outcome, by=request.user)
    return redirect("reviews")


@require_POST
@requires(Permission.WRITE_PLANS)
def take_back(request, pk):
    """Undo: the card is as it was before it was saved."""
    item = _item(request, pk)
    if item.review:
        try:
            services.take_back_review(item.review, by=request.user)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
            return redirect(item.cycle)
    if not request.htmx:
        return redirect(f"{reverse('reviews')}#o-{pk}")
    return _card(request, ReviewForm(_item(request, pk), labels=reviewing.labels()))


def _item(request, pk):
    mine = reviewing.within_reach(request.user).filter(pk=pk)
    items = reviewing.cards(mine, user=request.user)
    if not items:
        raise Http404
    return items[0]


def _card(request, form, theirs=None):
    template = "_review_card.html" if request.htmx else "review.html"
    record("pupil.viewed", form.item.pupil, by=request.user, part="review")
    context = {"form": form, "alone": not request.htmx, "today": timezone.localdate()}
    if theirs:
        context["theirs"] = {"review": theirs, "rating": form.words_for(theirs)}
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, f"apdr/{template}", context, status=status)


def _saved(request, form, saved, is_new, following):
    item = form.item
    if request.htmx:
        context = {"item": item, "rating": form.words_for(saved), "review": saved, "undo": is_new}
        return render(request, "apdr/_review_saved.html", context)
    undo = f"undo {reverse('review_take_back', args=[item.outcome.pk])}" if is_new else ""
    messages.success(request, f"The review of {item.pupil.name} is saved.", extra_tags=undo)
    return redirect(reverse("reviews") + (f"#o-{following}" if following else ""))


def _following(request, item):
    """The key of the outcome whose turn it is after this one."""
    waiting = reviewing.waiting(request.user, on=timezone.localdate())
    keys = list(waiting.values_list("pk", flat=True))
    if item.outcome.pk not in keys:
        return keys[0] if keys else None
    place = keys.index(item.outcome.pk)
    return (keys[place + 1 :] + keys[:place] + [None])[0]
