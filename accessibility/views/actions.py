"""Actions: one of them, writing it, telling what was done, ending it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from accessibility.forms.actions import ActionForm, DoneForm, DropForm, NoteForm, saved_answers
from accessibility.models import Action, Finding
from accessibility.services import actions as services
from accessibility.standing import Standing
from accessibility.views.frame import (
    GET_OR_POST,
    form_page,
    of_the_plan,
    show,
    typed,
    warn_of_names,
)
from register.conflicts import conflict
from register.forms.seen import see_again
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, version_of


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def action(request, pk):
    one = _action(pk)
    notes = one.notes.select_related("written_by")
    standing = Standing(one.plan, timezone.localdate())
    return show(
        request, "action.html", tab="Actions", standing=standing, action=one, notes=notes,
        leads_here=one.lead_id in standing.staff,
    )  # fmt: skip


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def add_action(request):
    """`?finding=` begins it with a barrier that an audit found; `?strand=` with its strand."""
    standing = of_the_plan()
    first = {"starts_on": standing.on, "strand": request.GET.get("strand")}
    first |= _of_barrier(request.GET.get("finding"), standing.plan)
    form = ActionForm(typed(request), plan=standing.plan, initial=first)
    if form.is_bound and form.is_valid():
        try:
            one = services.add_action(standing.plan, by=request.user, **form.answers)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("accessibility_plan")
        messages.success(request, f"{one.reference} is in the plan.")
        warn_of_names(request, form.cleaned_data.values())
        return redirect(one)
    return form_page(request, "action_add.html", form, plan=standing.plan)


def _of_barrier(key, plan):
    """What an action about this barrier begins with."""
    found = [one for one in Finding.objects.barriers_of(plan) if str(one.pk) == key]
    return {
        name: value
        for one in found
        for name, value in (
            ("finding", one.pk),
            ("strand", one.audit.strand),
            ("barrier", one.barrier),
        )
    }


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def change_action(request, pk):
    one = _action(pk)
    saved, seen, clash = saved_answers(one), version_of(one), None
    form = ActionForm(typed(request), plan=one.plan, action=one, initial={**saved, "seen": seen})
    if form.is_bound and form.is_valid():
        try:
            seen_then = form.cleaned_data["seen"]
            services.change_action(one, by=request.user, seen=seen_then, **form.answers)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
            return redirect(one)
        except SavedMeanwhile:
            kept = {name: value for name, value in saved.items() if name in form.fields}
            clash = conflict(form, kept, row=one)
            see_again(form, seen)
        else:
            messages.success(request, f"{one.reference} is saved.")
            warn_of_names(request, form.cleaned_data.values())
            return redirect(one)
    return form_page(request, "action_change.html", form, conflict=clash, action=one)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def note_progress(request, pk):
    """What was done since, and what was spent with it."""
    one = _action(pk)
    form = NoteForm(typed(request), initial={"happened_on": timezone.localdate()})
    return _ends_with(
        request, one, form, "action_note.html", "The note stands with the action.",
        lambda: services.note_progress(one, by=request.user, **form.answers),
    )  # fmt: skip


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def finish_action(request, pk):
    one = _action(pk)
    form = DoneForm(typed(request), initial={"on": timezone.localdate()})
    return _ends_with(
        request, one, form, "action_done.html", f"{one.reference} is done.",
        lambda: services.finish_action(one, by=request.user, **form.cleaned_data),
    )  # fmt: skip


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def drop_action(request, pk):
    one = _action(pk)
    form, today = DropForm(typed(request)), timezone.localdate()
    return _ends_with(
        request, one, form, "action_drop.html", f"{one.reference} is dropped.",
        lambda: services.drop_action(one, by=request.user, on=today, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def reopen_action(request, pk):
    one = _action(pk)
    try:
        services.reopen_action(one, by=request.user)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{one.reference} is open again.")
    return redirect(one)


def _ends_with(request, one, form, template, words, write):
    """A small form about an action: written, or shown again."""
    if not (form.is_bound and form.is_valid()):
        return form_page(request, template, form, action=one)
    try:
        write()
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, words)
        warn_of_names(request, form.cleaned_data.values())
    return redirect(one)


def _action(pk):
    found = Action.objects.select_related("plan__followed_by", "lead", "finding__audit")
    return get_object_or_404(found, pk=pk)
