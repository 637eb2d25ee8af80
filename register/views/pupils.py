from copy import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.grants import adults_named_for
from access.policy import Permission
from register.conflicts import conflict
from register.forms.pupils import (
    UPN_TAKEN,
    KeyAdultForm,
    LeavesForm,
    NameAdultForm,
    NewPupilForm,
    PupilForm,
    ReturnsForm,
)
from register.forms.seen import see_again
from register.services import pupils as services
from register.services.groups import put_in_group
from register.versions import SavedMeanwhile, version_of
from register.views.frame import page_of, show, typed

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.VIEW_PUPIL)
def overview(request, pk):
    page = page_of(request, pk, to=Permission.VIEW_PUPIL)
    return show(request, page, "pupil_overview.html", part="overview", tab="Overview")


# The roll -----------------------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.EDIT_PUPIL)
def add(request):
    form = NewPupilForm(typed(request))
    if form.is_bound and form.is_valid():
        try:
            pupil = services.add_pupil(by=request.user, **form.answers)
        except services.UpnTaken:
            form.add_error("upn", UPN_TAKEN)
        else:
            _join_class(pupil, form.cleaned_data["group"], by=request.user)
            messages.success(request, f"{pupil.name} is on the roll.")
            return redirect("pupil", pupil.pk)
    status = 422 if form.is_bound else 200
    return render(request, "register/pupil_add.html", {"form": form}, status=status)


def _join_class(pupil, group, *, by):
    if group:
        put_in_group([pupil], group, by=by, on=pupil.admitted_on or timezone.localdate())


@require_http_methods(GET_OR_POST)
@requires(Permission.EDIT_PUPIL)
def edit(request, pk):
    page = page_of(request, pk, to=Permission.EDIT_PUPIL)
    pupil, clash, seen = page.pupil, None, version_of(page.pupil)
    form = PupilForm(typed(request), instance=copy(pupil), initial={"seen": seen})
    if form.is_bound and form.is_valid():
        theirs = form.cleaned_data["seen"]
        try:
            services.change_pupil(pupil, by=request.user, seen=theirs, **form.answers)
        except services.UpnTaken:
            form.add_error("upn", UPN_TAKEN)
        except SavedMeanwhile:
            saved = {name: getattr(pupil, name) for name in form.answers}
            clash = conflict(form, saved, row=pupil)
            see_again(form, seen)
        else:
            messages.success(request, "The pupil’s details are saved.")
            return redirect("pupil", pk)
    return show(request, page, "pupil_edit.html", part="details", form=form, conflict=clash)


@require_http_methods(GET_OR_POST)
@requires(Permission.EDIT_PUPIL)
def leaves(request, pk):
    page = page_of(request, pk, to=Permission.EDIT_PUPIL)
    form = LeavesForm(typed(request), pupil=page.pupil, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        services.mark_left(page.pupil, by=request.user, on=form.cleaned_data["on"])
        messages.success(request, f"{page.pupil.name} is off the roll from that day.")
        return redirect("pupil", pk)
    return show(request, page, "pupil_leaves.html", part="leaving", form=form)


@require_http_methods(GET_OR_POST)
@requires(Permission.EDIT_PUPIL)
def returns(request, pk):
    page = page_of(request, pk, to=Permission.EDIT_PUPIL)
    if page.pupil.left_on is None:
        return redirect("pupil", pk)
    form = ReturnsForm(typed(request), pupil=page.pupil)
    if form.is_bound and form.is_valid():
        services.bring_back(page.pupil, by=request.user, on=form.cleaned_data["on"])
        messages.success(request, f"{page.pupil.name} is on the roll again.")
        return redirect("pupil", pk)
    return show(request, page, "pupil_returns.html", part="leaving", form=form)


# The adults who stand by a pupil ------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.NAME_ADULTS)
def people(request, pk):
    page = page_of(request, pk, to=Permission.NAME_ADULTS)
    form = KeyAdultForm(typed(request), pupil=page.pupil)
    if form.is_bound and form.is_valid():
        try:
            services.choose_key_adult(page.pupil, by=request.user, **form.cleaned_data)
        except SavedMeanwhile:
            form.tell_what_was_saved()
            return _people(request, page, form=form)
        messages.success(request, "Key adult saved.")
        return redirect("pupil_people", pk)
    return _people(request, page, form=form)


@require_POST
@requires(Permission.NAME_ADULTS)
def name_adult(request, pk):
    page = page_of(request, pk, to=Permission.NAME_ADULTS)
    form = NameAdultForm(request.POST, already=adults_named_for(page.pupil))
    if form.is_valid():
        adult = form.cleaned_data["named"]
        services.name_adult(page.pupil, by=request.user, adult=adult)
        messages.success(request, f"{adult} now sees this pupil.")
        return redirect("pupil_people", pk)
    return _people(request, page, naming=form)


@require_POST
@requires(Permission.NAME_ADULTS)
def unname_adult(request, pk, adult):
    page = page_of(request, pk, to=Permission.NAME_ADULTS)
    person = get_object_or_404(adults_named_for(page.pupil), pk=adult)
    services.unname_adult(page.pupil, by=request.user, adult=person)
    messages.success(request, f"{person} no longer sees this pupil by name.")
    return redirect("pupil_people", pk)


def _people(request, page, *, form=None, naming=None):
    named = adults_named_for(page.pupil)
    return show(
        request,
        page,
        "pupil_people.html",
        part="people",
        form=naming or form,
        choosing=form or KeyAdultForm(pupil=page.pupil),
        naming=naming or NameAdultForm(already=named),
        named=named,
    )
