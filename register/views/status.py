from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from access.checks import requires
from access.policy import Permission
from register.conflicts import conflict
from register.deadlines import earliest_change, monitoring_ends
from register.forms.needs import (
    asks_to_rearrange,
    needs_on_record,
    needs_rearranged,
    needs_typed,
)
from register.forms.seen import see_again
from register.forms.status import ChangeStatusForm
from register.models import Status
from register.models.need import needs_in_words
from register.services.needs import standing
from register.services.status import change_status
from register.versions import SavedMeanwhile, version_of
from register.views.frame import page_of
from register.views.needs import needs_screen
from register.wording import day
from schools.calendars import terms_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_STATUS)
def change(request, pk):
    """Status, needs, why, on what evidence, by whom, and how the parents were told: one screen."""
    page = page_of(request, pk, to=Permission.CHANGE_STATUS)
    period, needs = standing(page.pupil)
    seen = version_of(period, *needs)
    form_of = partial(
        ChangeStatusForm,
        current=period.status if period else Status.NONE,
        earliest=earliest_change(page.pupil, [period, *needs]),
    )
    if request.method != "POST":
        form = form_of(initial=_first_answers(request, page, seen))
        return _screen(request, page, form, needs_on_record(needs))
    if asks_to_rearrange(request.POST):
        form = form_of(initial=ChangeStatusForm.as_typed(request.POST))
        return _screen(request, page, form, needs_rearranged(request.POST))
    form, rows = form_of(request.POST), needs_typed(request.POST)
    if not _agree(form, rows):
        return _screen(request, page, form, rows)
    try:
        period = _save(page.pupil, form, rows, by=request.user)
    except SavedMeanwhile:
        clash = _clash(form, rows, period, needs)
        see_again(form, seen)
        return _screen(request, page, form, rows, conflict=clash)
    messages.success(request, _what_was_saved(page.pupil, period))
    return redirect("pupil_needs", pk)


def _first_answers(request, page, seen):
    return {
        "seen": seen,
        "on": page.today,
        "decided_by": request.user.pk,
        "look_again_on": monitoring_ends(page.today, terms_of(request.tenant)),
    }


def _screen(request, page, form, rows, **context):
    return needs_screen(
        request, page, "pupil_status.html", part="status", form=form, rows=rows, **context
    )


def _agree(form, rows):
    """True where the answers are whole, and the census would take status and needs together."""
    whole = [form.is_valid(), rows.is_valid()]
    status = form.cleaned_data.get("status")
    return (status in (None, Status.NONE) or rows.fits(status)) and all(whole)


def _save(pupil, form, rows, *, by):
    answers = form.answers
    entries = [] if answers["status"] == Status.NONE else rows.entries
    return change_status(pupil, by=by, needs=entries, seen=form.cleaned_data["seen"], **answers)


def _clash(form, rows, period, needs):
    """What stands now beside what was asked for. Without a period only the needs can differ."""
    saved = {name: getattr(period, name) for name in form.answers if hasattr(period, name)}
    if period:
        saved |= {"status": period.get_status_display(), "on": period.started_on}
    also = [("Needs", needs_in_words(needs), needs_in_words(rows.entries))]
    return conflict(form, saved, row=period or needs[0], also=also)


def _what_was_saved(pupil, period):
    if period.status == Status.MONITORING:
        return f"{pupil.name} is being monitored until {day(period.look_again_on)}."
    status = period.get_status_display()
    return f"{pupil.name} has the status “{status}” from {day(period.started_on)}."
