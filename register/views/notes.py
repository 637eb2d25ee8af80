from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.checks import requires
from access.policy import Permission
from register.forms.notes import NoteForm
from register.models import Note
from register.services.notes import add_note
from register.views.frame import page_of, show, typed

ON_A_PAGE = 25


@require_safe
@requires(Permission.VIEW_NOTES)
def notes(request, pk):
    """The whole log."""
    page = page_of(request, pk, to=Permission.VIEW_NOTES)
    return show(
        request, page, "pupil_notes.html", part="notes", tab="Notes", notes=_notes(request, page)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ADD_NOTE)
def add(request, pk):
    """Below the form stands what this person may read: for a teacher, their own notes."""
    page = page_of(request, pk, to=Permission.ADD_NOTE)
    form = NoteForm(typed(request), initial={"happened_on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        add_note(page.pupil, by=request.user, **form.cleaned_data)
        messages.success(request, "The note is saved.")
        log = "pupil_notes" if page.rights.may(Permission.VIEW_NOTES) else "pupil_note_add"
        return redirect(log, pk)
    return show(
        request,
        page,
        "pupil_note_add.html",
        part="notes",
        tab="Notes",
        form=form,
        notes=_notes(request, page),
    )


def _notes(request, page):
    mine = Note.objects.readable_by(request.user).filter(pupil=page.pupil)
    numbered = Paginator(mine.select_related("written_by"), ON_A_PAGE)
    return numbered.get_page(request.GET.get("page"))
