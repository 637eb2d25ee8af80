"""The review of a whole cycle: what was said, the close, and amendments after it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from access.checks import requires
from access.policy import Permission
from apdr.forms.cycles import AmendmentForm, CloseForm, ReviewMeetingForm
from apdr.plan_pages import lines
from apdr.services import cycles as services
from apdr.views.frame import closed_already, plan_within_reach, show, turned_back, waiting_outcomes
from register.conflicts import conflict
from register.forms.seen import see_again
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, version_of
from register.views.frame import typed

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def write_review(request, pk):
    """What the pupil and the parents said, and what was decided."""
    page, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if back := turned_back(request, page, cycle):
        return back
    saved = {name: getattr(cycle, name) for name in ReviewMeetingForm.texts}
    seen, clash = version_of(cycle), None
    form = ReviewMeetingForm(typed(request), initial={"seen": seen, **saved})
    if form.is_bound and form.is_valid():
        theirs = form.cleaned_data["seen"]
        try:
            services.write_review(cycle, by=request.user, seen=theirs, **form.answers)
        except SavedMeanwhile:
            clash = conflict(form, saved, row=cycle)
            see_again(form, seen)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "What was said at the review is saved.")
            return redirect(cycle)
    return show(
        request, page, "plan_review.html", part="plan", cycle=cycle, form=form, conflict=clash,
        lines=lines(cycle),
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@requires(Permission.CLOSE_CYCLES)
def close(request, pk):
    """For good: a closed cycle never changes."""
    page, cycle = plan_within_reach(request, pk, to=Permission.CLOSE_CYCLES)
    if cycle.closed_at:
        return closed_already(request, cycle)
    saved = {name: getattr(cycle, name) for name in CloseForm.texts}
    seen, clash = version_of(cycle), None
    form = CloseForm(
        typed(request),
        started_on=cycle.started_on,
        initial={"seen": seen, "on": page.today, **saved},
    )
    if form.is_bound and form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("on", "seen")} | form.answers
        try:
            services.close_cycle(cycle, by=request.user, **answers)
        except SavedMeanwhile:
            clash = conflict(form, saved, row=cycle)
            see_again(form, seen)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return _goes_on_from(request, page, cycle)
    return show(
        request, page, "plan_close.html", part="plan", cycle=cycle, form=form, conflict=clash,
        lines=lines(cycle), waiting=waiting_outcomes(cycle),
        reviewable=cycle.is_agreed and not page.has_left,
    )  # fmt: skip


def _goes_on_from(request, page, cycle):
    """To what comes after a cycle that was just closed: the next, but for a pupil who left."""
    if page.has_left:
        messages.success(request, f"{cycle.title} is closed.")
        return redirect(cycle)
    messages.success(request, f"{cycle.title} is closed. What goes on is below.")
    return redirect("plan_next", cycle.pk)


@require_http_methods(GET_OR_POST)
@requires(Permission.CLOSE_CYCLES)
def amend(request, pk):
    """Put something right beside a closed cycle."""
    page, cycle = plan_within_reach(request, pk, to=Permission.CLOSE_CYCLES)
    if not cycle.closed_at:
        return redirect(cycle)
    form = AmendmentForm(typed(request))
    if form.is_bound and form.is_valid():
        services.amend(cycle, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, "Your words stand beside the closed cycle.")
        return redirect(cycle)
    return show(request, page, "plan_amend.html", part="plan", cycle=cycle, form=form)
