from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from access.checks import requires
from access.policy import Permission
from audit.models import AuditEvent
from register.conflicts import conflict
from register.deadlines import earliest_change
from register.forms.needs import (
    NeedsChangeForm,
    asks_to_rearrange,
    needs_on_record,
    needs_rearranged,
    needs_typed,
)
from register.forms.seen import see_again
from register.models.need import needs_in_words
from register.services.needs import change_needs, standing
from register.timeline import needs, periods
from register.versions import SavedMeanwhile, version_of
from register.views.frame import page_of, show

TAB = "Needs and status"


@require_safe
@requires(Permission.VIEW_REGISTER)
def needs_and_status(request, pk):
    """What stands, and everything that stood."""
    page = page_of(request, pk, to=Permission.VIEW_REGISTER)
    history, of_pupil = periods(page.pupil), needs(page.pupil)
    current = next((period for period in history if period.ended_on is None), None)
    return show(
        request,
        page,
        "pupil_needs.html",
        part="needs",
        tab=TAB,
        period=current,
        history=history,
        needs=[need for need in of_pupil if need.ended_on is None],
        earlier_needs=[need for need in of_pupil if need.ended_on is not None],
        letter=current and _newest_letter(page.pupil, current),
    )


def _newest_letter(pupil, period):
    printed = AuditEvent.objects.about(pupil).filter(action="letter.printed")
    return printed.filter(subject_id=str(period.pk)).newest_first().first()


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_STATUS)
def change(request, pk):
    """The needs alone: the status stays."""
    page = page_of(request, pk, to=Permission.CHANGE_STATUS)
    period, now = standing(page.pupil)
    seen, earliest = version_of(period, *now), earliest_change(page.pupil, [period, *now])
    if request.method != "POST":
        form = NeedsChangeForm(earliest=earliest, initial={"seen": seen, "on": page.today})
        return _screen(request, page, form, needs_on_record(now))
    if asks_to_rearrange(request.POST):
        form = NeedsChangeForm(earliest=earliest, initial=request.POST.dict())
        return _screen(request, page, form, needs_rearranged(request.POST))
    form, rows = NeedsChangeForm(request.POST, earliest=earliest), needs_typed(request.POST)
    whole = [form.is_valid(), rows.is_valid()]
    if not rows.fits(page.pupil.status) or not all(whole):
        return _screen(request, page, form, rows)
    try:
        change_needs(page.pupil, by=request.user, needs=rows.entries, **form.cleaned_data)
    except SavedMeanwhile:
        also = [("Needs", needs_in_words(now), needs_in_words(rows.entries))]
        clash = conflict(form, {}, row=(now or [period])[0], also=also)
        see_again(form, seen)
        return _screen(request, page, form, rows, conflict=clash)
    messages.success(request, f"The needs of {page.pupil.name} are saved.")
    return redirect("pupil_needs", pk)


def _screen(request, page, form, rows, **context):
    return needs_screen(
        request, page, "pupil_needs_change.html", part="needs", form=form, rows=rows, **context
    )


def needs_screen(request, page, template, *, rows, **context):
    """A page with rows of needs; where htmx asked for another row or order, the rows alone: they
    hold what was typed. Rows that come from the record go out with the page, which records it."""
    if request.htmx and asks_to_rearrange(request.POST):
        return render(request, "register/pupil_needs_rows.html", {"rows": rows})
    return show(request, page, template, tab=TAB, rows=rows, **context)
