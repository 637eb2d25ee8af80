"""Setting up an intervention, changing it, ending it, and who takes part."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.checks import requires
from access.policy import Permission
from apdr.forms.provision import (
    ChangeForm,
    EndForm,
    EnrolForm,
    PlaceForm,
    SetUpForm,
    interventions_of_bank,
)
from apdr.models import Enrolment
from apdr.services import provision as services
from apdr.views.provision import intervention_of
from apdr.what_worked import with_effect
from audit.record import record
from register.models import Group, Pupil
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, version_of
from register.views.frame import typed
from schools.across import current_school
from schools.calendars import calendar_of

GET_OR_POST = ["GET", "HEAD", "POST"]
SHOW = "show"  # the button that lists the pupils of another class, and saves nothing
FROM_BANK = ("layer", "area", "minutes", "sessions_a_week", "weeks")


@require_http_methods(GET_OR_POST)
@requires(Permission.MANAGE_PROVISION)
def set_up(request):
    """One screen: what, for whom, by whom, how often, how long."""
    start = Permission.MANAGE_PROVISION
    context = _pupils_to_tick(request, start)
    calendar = calendar_of(current_school())
    initial = {"starts_on": _next_school_day(calendar), **_from_bank(request)}
    form = SetUpForm(_answers(request), initial=initial, calendar=calendar, **context)
    if form.is_bound and form.is_valid():
        try:
            made = services.make_intervention(by=request.user, **form.answers())
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{made} is set up. {_planned(made)}")
            return redirect(made)
    _keep_typed(request, form)
    return _page(
        request, "intervention_add.html", form, bank=with_effect(interventions_of_bank()),
        offered=context["offered"],
    )  # fmt: skip


@require_http_methods(GET_OR_POST)
@requires(Permission.MANAGE_PROVISION)
def change(request, pk):
    one = intervention_of(request, pk, to=Permission.MANAGE_PROVISION)
    saved = {name: getattr(one, name) for name in ChangeForm.base_fields if name != "seen"}
    saved["led_by"] = one.led_by_id
    form = ChangeForm(typed(request), initial={**saved, "seen": version_of(one)})
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            services.change_intervention(one, by=request.user, seen=seen, **form.answers())
        except SavedMeanwhile:
            form.data = {**form.data.dict(), "seen": version_of(one)}
            form.add_error(
                None,
                "Somebody else changed this while you were typing. Your answers are still here: "
                "look at theirs on the intervention’s page, then save yours again",
            )
        except PlainRefusal as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            messages.success(request, f"{one} is changed.")
            return redirect(one)
    return _page(request, "intervention_change.html", form, intervention=one)


@require_http_methods(GET_OR_POST)
@requires(Permission.MANAGE_PROVISION)
def end(request, pk):
    one = intervention_of(request, pk, to=Permission.MANAGE_PROVISION)
    form = EndForm(typed(request), initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            services.end_intervention(one, by=request.user, on=on)
        except PlainRefusal as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"{one} ends on {on:%-d %b %Y}.")
            return redirect(one)
    return _page(request, "intervention_end.html", form, intervention=one)


@require_http_methods(GET_OR_POST)
@requires(Permission.MANAGE_PROVISION)
def enrol(request, pk):
    """More pupils: ticked, or pasted as a list."""
    one = intervention_of(request, pk, to=Permission.MANAGE_PROVISION)
    context = _pupils_to_tick(request, Permission.MANAGE_PROVISION, but=one)
    initial = {"starts_on": max(one.starts_on, timezone.localdate())}
    form = EnrolForm(_answers(request), initial=initial, **context)
    if form.is_bound and form.is_valid():
        chosen, on = form.cleaned_data["chosen"], form.cleaned_data["starts_on"]
        try:
            made = services.enrol(one, chosen, by=request.user, on=on)
        except PlainRefusal as refusal:
            form.add_error("names" if request.POST.get("names") else "ticked", str(refusal))
        else:
            there = len(chosen) - len(made)
            already = f" {there} took part already." if there else ""
            messages.success(request, f"{_number(len(made))} added to {one}.{already}")
            return redirect(one)
    _keep_typed(request, form)
    return _page(
        request, "intervention_enrol.html", form, intervention=one, offered=context["offered"]
    )


@require_http_methods(GET_OR_POST)
@requires(Permission.MANAGE_PROVISION)
def place(request, pk):
    """A pupil's own first and last day, and why they stop before the others."""
    mine = Enrolment.objects.for_user(request.user, to=Permission.MANAGE_PROVISION)
    one = get_object_or_404(mine.select_related("intervention", "pupil"), pk=pk)
    saved = {name: getattr(one, name) for name in PlaceForm.base_fields}
    form = PlaceForm(typed(request), initial=saved, enrolment=one)
    if form.is_bound and form.is_valid():
        try:
            services.change_enrolment(one, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, "The pupil’s days are saved.")
            return redirect(one.intervention)
    record("pupil.viewed", one.pupil, by=request.user, part="provision")
    return _page(request, "place.html", form, place=one)


# Who can be ticked --------------------------------------------------------------------------------
def _pupils_to_tick(request, permission, but=None):
    """The pupils within reach, and those offered: of the class that was asked for, or those on the
    SEND register, the ticked ones always among them."""
    pupils = Pupil.objects.for_user(request.user, to=permission).with_class()
    group = _group(request)
    listed = pupils.in_groups([group]) if group else pupils.on_roll().on_the_desk()
    if but:
        there = but.enrolments.not_over(timezone.localdate()).values("pupil")
        listed = listed.exclude(pk__in=there)
    offered = list(listed.by_name())
    known = {str(pupil.pk) for pupil in offered}
    further = [key for key in request.POST.getlist("ticked") if key not in known]
    if further and (kept := _keys(further)):
        offered = [*pupils.filter(pk__in=kept).by_name(), *offered]
    record("pupils.searched", by=request.user, pupils=[str(p.pk) for p in offered])
    groups = Group.objects.for_user(request.user, to=Permission.VIEW_CLASSES).open()
    return {"pupils": pupils, "offered": offered, "groups": groups.in_school_order()}


def _group(request):
    groups = Group.objects.for_user(request.user, to=Permission.VIEW_CLASSES).open()
    asked = _keys([request.POST.get("from_class", "")])
    return groups.filter(pk__in=asked).first() if asked else None


def _keys(typed):
    """Those of these words that can be keys of rows."""
    found = []
    for text in typed:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _answers(request):
    """What was typed, where it is meant to be saved."""
    return None if SHOW in request.POST else typed(request)


def _keep_typed(request, form):
    """The page comes back with another class, and with all that was typed."""
    if SHOW in request.POST:
        for name in form.fields:
            many = name == "ticked"
            form.initial[name] = request.POST.getlist(name) if many else request.POST.get(name, "")


def _from_bank(request):
    """What an intervention of the bank says of itself, as first answers."""
    asked = _keys([request.GET.get("bank", "")])
    item = interventions_of_bank().filter(pk__in=asked).first() if asked else None
    if item is None:
        return {}
    answers = {name: getattr(item, name) for name in FROM_BANK}
    return {**answers, "name": item.text, "planned_group_size": item.group_size, "bank": item.pk}


def _next_school_day(calendar):
    today = timezone.localdate()
    try:
        return calendar.school_day_on_or_after(today)
    except LookupError:
        return today


def _planned(one):
    number = one.enrolments.count()
    return f"{_number(number)} on it." if number else "Now choose its pupils."


def _number(number):
    return f"{number} {'pupil' if number == 1 else 'pupils'}"


def _page(request, template, form, **context):
    status = 422 if form.is_bound and form.errors else 200
    return render(request, f"apdr/{template}", {"form": form, **context}, status=status)
