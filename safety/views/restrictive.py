"""Force, restraint and seclusion: which records there are, writing one, reading one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.models import Pupil
from register.views.frame import page_of
from safety.forms.restrictive import CorrectionForm, ParentsForm
from safety.forms.rows import asks_to_rearrange
from safety.models import RestrictiveDraft, RestrictiveIntervention
from safety.restrictive_pages import RecordPage, RestrictiveList
from safety.services import restrictive as services
from safety.services.plans import PlainRefusal
from safety.views.frame import GET_OR_POST, page_of_plan, show, typed

A_PAGE = 50
PUPILS_AT_MOST = 60


# Which there are ----------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_RESTRICTIVE)
def restrictive_list(request):
    """The records within reach: all of the school, or those that name this person."""
    listed = RestrictiveList(request.user, request.GET)
    page = Paginator(listed.rows, A_PAGE).get_page(request.GET.get("page"))
    shown = list(dict.fromkeys(str(row.pupil_id) for row in page))
    record("use_of_force.listed", by=request.user, pupils=shown)
    return render(request, "safety/restrictive/list.html", {"listed": listed, "rows": page})


@require_safe
@requires(Permission.RECORD_RESTRICTIVE)
def restrictive_new(request):
    """Whom is it about?"""
    words = request.GET.get("q", "").strip()
    mine = Pupil.objects.for_user(request.user, to=Permission.RECORD_RESTRICTIVE).on_roll()
    found = mine.named_like(words) if words else mine
    pupils = list(found.with_class().by_name()[: PUPILS_AT_MOST + 1])
    is_short = len(pupils) <= PUPILS_AT_MOST
    context = {"words": words, "pupils": pupils if is_short else [], "is_short": is_short}
    shown = [str(pupil.pk) for pupil in context["pupils"]]
    record("pupils.listed", by=request.user, pupils=shown)
    return render(request, "safety/restrictive/new.html", context)


# Writing one --------------------------------------------------------------------------------------
@GET_OR_POST
@requires(Permission.RECORD_RESTRICTIVE)
def restrictive_record(request, pk):
    """The whole record on one page. What is typed is kept until it is saved."""
    page = page_of(request, pk, to=Permission.RECORD_RESTRICTIVE)
    desk = RecordPage()
    if request.method != "POST":
        kept = RestrictiveDraft.objects.of(request.user, page.pupil)
        desk.open(kept)
        return _record_page(request, page, desk, kept=kept)
    if asks_to_rearrange(request.POST):
        desk.show_typed(request.POST)
        return _record_page(request, page, desk)
    if not desk.send(request.POST):
        return _record_page(request, page, desk, status=422)
    try:
        intervention = services.record_intervention(page.pupil, by=request.user, **desk.answers)
    except PlainRefusal as refusal:
        desk.form.add_error("began", str(refusal))
        return _record_page(request, page, desk, status=422)
    messages.success(request, "The record is saved. It cannot be changed; add a correction.")
    return redirect(intervention)


def _record_page(request, page, desk, **context):
    return show(
        request, page, "restrictive/record.html", part="record of force", desk=desk, **context
    )


@require_POST
@requires(Permission.RECORD_RESTRICTIVE)
def restrictive_keep_typed(request, pk):
    """The record as it is typed. Answers in the words that stand beside the button."""
    page = page_of(request, pk, to=Permission.RECORD_RESTRICTIVE)
    kept = request.POST.copy()
    kept.pop("csrfmiddlewaretoken", None)
    services.keep_record_typed(page.pupil, by=request.user, typed=kept.urlencode())
    return HttpResponse(f"Draft saved {timezone.localtime():%H:%M}")


@require_POST
@requires(Permission.RECORD_RESTRICTIVE)
def restrictive_typed_away(request, pk):
    page = page_of(request, pk, to=Permission.RECORD_RESTRICTIVE)
    services.throw_record_away(page.pupil, by=request.user)
    messages.success(request, "What you had typed is gone.")
    return redirect("restrictive_record", page.pupil.pk)


# Reading one --------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_RESTRICTIVE)
def restrictive(request, pk):
    """One record as it was written, and what was put right beside it."""
    page, one = _within_reach(request, pk)
    corrections = one.corrections.select_related("written_by")
    return show(
        request, page, "restrictive/one.html", part="use of force", one=one, corrections=corrections
    )


@GET_OR_POST
@requires(Permission.RECORD_RESTRICTIVE)
def restrictive_parents(request, pk):
    """Put down that the parents were told, or why they are not."""
    page, one = _within_reach(request, pk)
    if one.told:
        return redirect(one)
    form = ParentsForm(typed(request), after=one.began_at, initial={"on": page.today})
    if form.is_bound and form.is_valid():
        try:
            services.tell_parents(one, by=request.user, **form.answers)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Saved.")
        return redirect(one)
    return show(request, page, "restrictive/parents.html", part="use of force", one=one, form=form)


@GET_OR_POST
@requires(Permission.VIEW_RESTRICTIVE)
def restrictive_correct(request, pk):
    """Put something right beside the record: whoever may read it was there, or answers for it."""
    page, one = _within_reach(request, pk)
    form = CorrectionForm(typed(request))
    if form.is_bound and form.is_valid():
        services.correct(one, by=request.user, **form.cleaned_data)
        messages.success(request, "Your correction stands beside the record.")
        return redirect(one)
    return show(request, page, "restrictive/correct.html", part="use of force", one=one, form=form)


def _within_reach(request, pk):
    """(the pupil's page, the record). Out of reach is as if there were none."""
    mine = RestrictiveIntervention.objects.for_user(request.user, to=Permission.VIEW_RESTRICTIVE)
    one = get_object_or_404(mine.whole(), pk=pk)
    return page_of_plan(request.user, one), one
