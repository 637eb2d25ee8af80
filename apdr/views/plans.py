"""Writing a plan, and carrying it on into the next cycle."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from access.checks import requires
from access.policy import Permission
from apdr import golden_thread
from apdr.forms.cycles import CarriedOutcomes, NextCycleForm
from apdr.forms.plans import PREFIX, asks_to_rearrange
from apdr.plan_desk import PlanDesk, hang_on_row
from apdr.plan_pages import in_words
from apdr.services import cycles as services
from apdr.views.bank import rating_words
from apdr.views.frame import (
    left_already,
    plan_within_reach,
    proposed_title,
    review_days,
    show,
    turned_back,
)
from register.conflicts import conflict
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile

GET_OR_POST = ["GET", "HEAD", "POST"]


# The editing page ---------------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def edit(request, pk):
    """The whole plan on one page. Rows come and go without a script; what is typed is kept."""
    page, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if back := turned_back(request, page, cycle):
        return back
    desk = _desk(page, cycle)
    if request.method != "POST":
        draft = cycle.drafts.filter(user=request.user).first()
        return _screen(request, desk, *desk.opened(draft), draft=draft)
    if asks_to_rearrange(request.POST):
        return _rearranged(request, desk)
    form, rows = desk.sent(request.POST)
    if not all([form.is_valid(), rows.is_valid()]):
        return _screen(request, desk, form, rows)
    try:
        services.save_plan(
            cycle,
            by=request.user,
            seen=form.cleaned_data["seen"],
            outcomes=desk.entries(rows),
            **form.answers,
        )
    except SavedMeanwhile:
        return _both(request, desk, form, rows)
    except PlainRefusal as refusal:
        form.add_error(None, str(refusal))
        return _screen(request, desk, form, rows)
    messages.success(request, "The plan is saved.")
    return redirect(cycle)


def _desk(page, cycle):
    return PlanDesk(page, cycle, review=review_days(page, cycle))


def _rearranged(request, desk):
    """A row more or less, or the bank beside a row. What was chosen from it is kept as a draft at
    once: it was not typed, so nothing else would keep it. A plan that is over says so when it is
    saved."""
    picker = desk.picker(request.POST)
    if "use" in request.POST:
        with suppress(PlainRefusal):
            _keep(desk.cycle, request.user, picker.answers)
    form, rows = desk.as_typed(picker.answers)
    if picker.chosen is not None:
        rows[picker.chosen].fields["text"].widget.attrs["autofocus"] = True
    words = rating_words() if picker.is_open else None
    return _screen(request, desk, form, rows, picker=picker, ratings=words)


def _screen(request, desk, form, rows, **context):
    desk.hang_remarks(form, rows)
    desk.say_what_is_from_the_bank(rows)
    return show(
        request, desk.page, "plan_edit.html", part="plan", cycle=desk.cycle, form=form, rows=rows,
        **context,
    )  # fmt: skip


def _both(request, desk, form, rows):
    """Another person saved first: their text beside this person's, and nothing is lost. Outcomes
    that they added are put below this person's own."""
    page, cycle = plan_within_reach(request, desk.cycle.pk, to=Permission.WRITE_PLANS)
    now = _desk(page, cycle)
    saved, also = now.differences(form, rows)
    clash = conflict(form, saved, row=cycle, also=also)
    data = request.POST.copy()
    data["seen"] = now.seen
    answers = now.as_typed(data, also=now.rows_beyond(rows))
    return _screen(request, now, *answers, conflict=clash)


# What is typed is kept ----------------------------------------------------------------------------
@require_POST
@requires(Permission.WRITE_PLANS)
def keep_draft(request, pk):
    """The plan as it is typed. Answers in the words that stand beside the button."""
    _, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    try:
        _keep(cycle, request.user, request.POST)
    except PlainRefusal as refusal:
        return HttpResponse(str(refusal), status=409)
    return HttpResponse(f"Draft saved {timezone.localtime():%H:%M}")


def _keep(cycle, user, answers):
    typed = answers.copy()
    typed.pop("csrfmiddlewaretoken", None)
    services.keep_plan_draft(cycle, by=user, typed=typed.urlencode())


@require_POST
@requires(Permission.WRITE_PLANS)
def throw_draft_away(request, pk):
    _, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    services.throw_plan_draft_away(cycle, by=request.user)
    messages.success(request, "Your draft is gone. This is the plan as it is saved.")
    return redirect("plan_edit", pk)


@require_POST
@requires(Permission.WRITE_PLANS)
def check_wording(request):
    """What can be said of an outcome's words while they are typed. Nothing is kept."""
    text = next((value for name, value in request.POST.items() if name.endswith("-text")), "")
    remarks = list(golden_thread.remarks_on_text(text))
    return render(request, "apdr/_remarks.html", {"remarks": remarks})


# The next cycle -----------------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def next_cycle(request, pk):
    """One screen: what goes on stands there already, so only what changed is typed."""
    page, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if not cycle.closed_at:
        return redirect(cycle)
    if hasattr(cycle, "followed_by"):
        return redirect(cycle.followed_by)
    if page.has_left:
        return left_already(request, page, cycle)
    going_on = {o.pk: services.going_on(o, on=page.today) for o in services.unmet(cycle)}
    form = NextCycleForm(
        request.POST or None, initial={"title": proposed_title(page.today)}, **review_days(page)
    )
    rows = _carried(request, cycle, going_on)
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        try:
            following = services.start_next_cycle(
                cycle,
                by=request.user,
                title=form.cleaned_data["title"],
                on=page.today,
                review_on=form.cleaned_data["review_on"],
                changes=_changes(rows, going_on),
            )
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{following.title} has begun, with what goes on.")
            return redirect(following)
    return show(request, page, "plan_next.html", part="plan", cycle=cycle, form=form, rows=rows)


def _carried(request, cycle, going_on):
    """A row for each outcome that goes on, with the support that is not over."""
    unmet = [outcome for outcome in cycle.outcomes.all() if outcome.pk in going_on]
    first = [
        {
            "id": outcome.pk,
            "carry": True,
            "text": outcome.text,
            "baseline": services.reached(outcome),
            "target": outcome.target,
            "enrolments": [str(one.pk) for one in going_on[outcome.pk]],
        }
        for outcome in unmet
    ]
    choices = {
        str(one.pk): in_words(one.intervention) for several in going_on.values() for one in several
    }
    rows = CarriedOutcomes(
        request.POST or None,
        prefix=PREFIX,
        initial=first,
        form_kwargs={"enrolments": list(choices.items())},
    )
    said = {str(o.pk): list(golden_thread.remarks_on_carrying(o)) for o in unmet}
    for row in rows:
        hang_on_row(row, said.get(str(row["id"].value()), ()))
    return rows


def _changes(rows, going_on):
    """{key of the outcome: what is typed of it}, for those that are carried."""
    running = {str(one.pk): one for several in going_on.values() for one in several}
    return {
        row["id"]: {
            "text": row["text"],
            "baseline": row["baseline"],
            "target": row["target"],
            "enrolments": [running[key] for key in row["enrolments"]],
        }
        for row in (one.cleaned_data for one in rows.forms)
        if row.get("carry")
    }
