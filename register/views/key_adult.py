from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.forms.pupils import KeyAdultForm
from register.models import Pupil
from register.services.pupils import choose_key_adult
from register.versions import SavedMeanwhile
from register.views.desk import register_at


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.NAME_ADULTS)
@vary_on_headers("HX-Request")
def key_adult(request, pk):
    """In its cell of the register where htmx asks, else on a page of its own."""
    mine = Pupil.objects.for_user(request.user, to=Permission.NAME_ADULTS)
    pupil = get_object_or_404(mine.select_related("key_adult"), pk=pk)
    typed = request.POST if request.method == "POST" else None
    form = KeyAdultForm(typed, pupil=pupil)
    if form.is_bound and form.is_valid():
        try:
            return _saved(request, choose_key_adult(pupil, by=request.user, **form.cleaned_data))
        except SavedMeanwhile:
            form.tell_what_was_saved()
    record("pupil.viewed", pupil, by=request.user, part="key adult")
    if request.htmx and "leave" in request.GET:
        return _cell(request, pupil)
    page = "register/_key_adult_form.html" if request.htmx else "register/key_adult.html"
    status = 422 if form.is_bound else 200
    return render(request, page, {"form": form, "pupil": pupil}, status=status)


def _saved(request, pupil):
    if request.htmx:
        return _cell(request, pupil, saved=True)
    messages.success(request, "Key adult saved.")
    return redirect(register_at(request.POST.get("query", "")))


def _cell(request, pupil, saved=False):
    """The cell as the list shows it; the focus goes back to its pencil."""
    context = {"pupil": pupil, "name": pupil.listed_name, "saved": saved, "was_open": True}
    return render(request, "register/_key_adult_saved.html", context)
