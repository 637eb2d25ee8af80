from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.conflicts import conflict
from register.forms.groups import (
    AddAdultForm,
    AddPupilsForm,
    CloseGroupForm,
    EndAdultForm,
    GroupForm,
    MovePupilsForm,
)
from register.forms.seen import see_again
from register.models import Group, Pupil
from register.services import groups
from register.versions import SavedMeanwhile, version_of

MOST_FOUND = 20


@require_safe
@requires(Permission.VIEW_CLASSES)
def classes(request):
    """The groups of today, with their adults and how many pupils stand in each."""
    mine = Group.objects.for_user(request.user, to=Permission.VIEW_CLASSES).open()
    kind, name = request.GET.get("view", ""), request.GET.get("q", "").strip()
    shown = mine.of_kind(kind).named_like(name).with_sizes().with_adults()
    context = {
        "groups": shown.in_school_order(),
        "views": _views_of(mine),
        "view": kind,
        "q": name,
        "has_any": mine.exists(),
    }
    return render(request, "register/classes.html", context)


def _views_of(mine):
    """(value, words, number) of the quick views, as the page shows them."""
    kinds = [("", "All"), *((kind.value, kind.plural) for kind in Group.Kind)]
    return [(value, words, mine.of_kind(value).count()) for value, words in kinds]


@requires(Permission.MANAGE_CLASSES)
def add_class(request):
    form = GroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        group = groups.make_group(by=request.user, **form.cleaned_data)
        messages.success(request, f"{group} was added. Now choose its pupils and adults.")
        return redirect("class", group.pk)
    return _form(request, "register/class_form.html", form)


@require_safe
@requires(Permission.VIEW_CLASSES)
def class_page(request, pk):
    """Who is in the group, who teaches it, and who has read it."""
    group = _group(request, pk, Permission.VIEW_CLASSES)
    pupils = _pupils(request).in_groups([group]).with_status().by_name()
    record("group.viewed", group, by=request.user, pupils=[str(p.pk) for p in pupils])
    adults = group.adults_with_readings(on=timezone.localdate())
    context = {
        "group": group,
        "pupils": pupils,
        "adults": adults,
        "acts": [("move", "Move or take out")],
    }
    return render(request, "register/class_page.html", context)


@requires(Permission.MANAGE_CLASSES)
def change_class(request, pk):
    group = _group(request, pk)
    saved = {"name": group.name, "subject": group.subject, "year_group": group.year_group}
    seen, clash = version_of(group), None
    form = GroupForm(request.POST or None, group=group, initial={**saved, "seen": seen})
    if request.method == "POST" and form.is_valid():
        try:
            group = groups.change_group(group, by=request.user, **form.cleaned_data)
        except SavedMeanwhile:
            clash = conflict(form, saved, row=group)
            see_again(form, seen)
        else:
            messages.success(request, f"{group} was changed.")
            return redirect("class", group.pk)
    return _form(request, "register/class_form.html", form, group=group, conflict=clash)


@requires(Permission.MANAGE_CLASSES)
def close_class(request, pk):
    group = _group(request, pk)
    form = CloseGroupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        groups.close_group(group, by=request.user, on=on)
        messages.success(request, f"{group} is closed from {on:%-d %b %Y}.")
        return redirect("classes")
    return _form(request, "register/class_close.html", form, group=group)


@requires(Permission.MANAGE_CLASSES)
def add_class_pupils(request, pk):
    """Pupils found by name or pasted as a list come into the group."""
    group, pupils = _group(request, pk), _pupils(request).on_roll()
    name = request.GET.get("q", "").strip()
    offered = _found(pupils, group, name) if name else []
    form = AddPupilsForm(request.POST or None, pupils=pupils, offered=offered)
    if request.method == "POST" and form.is_valid():
        chosen, on = form.cleaned_data["chosen"], form.cleaned_data["on"]
        came = groups.put_in_group(chosen, group, by=request.user, on=on)
        messages.success(request, _who_came(group, came, len(chosen)))
        return redirect("class", group.pk)
    if offered:
        record("pupils.searched", by=request.user, pupils=[str(p.pk) for p in offered])
    return _form(
        request, "register/class_add_pupils.html", form, group=group, q=name, offered=offered
    )


def _found(pupils, group, name):
    there = group.members.on(timezone.localdate()).values("pupil")
    return list(pupils.named_like(name).exclude(pk__in=there).by_name()[:MOST_FOUND])


def _who_came(group, came, asked):
    there = asked - came
    already = f" {there} {'was' if there == 1 else 'were'} there already." if there else ""
    return f"{came} {'pupil was' if came == 1 else 'pupils were'} added to {group}.{already}"


@requires(Permission.MANAGE_CLASSES)
def move_class_pupils(request, pk):
    """The ticked pupils leave the group, for another or for none."""
    group = _group(request, pk)
    members = _pupils(request).in_groups([group]).by_name()
    ticked = set((request.POST or request.GET).getlist("pk"))
    chosen = [pupil for pupil in members if str(pupil.pk) in ticked]
    if not chosen:
        messages.warning(request, "Tick the pupils first, then choose what to do with them.")
        return redirect("class", group.pk)
    form = MovePupilsForm(
        request.POST or None, group=group, pupils=members, initial={"pk": [p.pk for p in chosen]}
    )
    if request.method == "POST" and form.is_valid():
        return _move(request, group, **form.cleaned_data)
    record("pupils.listed", by=request.user, pupils=[str(pupil.pk) for pupil in chosen])
    return _form(request, "register/class_move.html", form, group=group, chosen=chosen)


def _move(request, group, pk, target, on):
    if target:
        groups.move_pupils(pk, group, target, by=request.user, on=on)
    else:
        groups.take_out(pk, group, by=request.user, on=on)
    where = f"moved to {target}" if target else f"taken out of {group}"
    number = f"{len(pk)} {'pupil was' if len(pk) == 1 else 'pupils were'}"
    messages.success(request, f"{number} {where}.")
    return redirect("class", group.pk)


@requires(Permission.MANAGE_CLASSES)
def add_class_adult(request, pk):
    group = _group(request, pk)
    form = AddAdultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        groups.add_adult(
            group, answers["user"], by=request.user, on=answers["on"], until=answers["until"]
        )
        messages.success(request, f"{answers['user'].name} was added to {group}.")
        return redirect("class", group.pk)
    return _form(request, "register/class_add_adult.html", form, group=group)


@requires(Permission.MANAGE_CLASSES)
def end_class_adult(request, pk, place):
    group = _group(request, pk)
    place = get_object_or_404(group.adults.select_related("user"), pk=place)
    form = EndAdultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        groups.remove_adult(group, place.user, by=request.user, on=form.until())
        messages.success(request, f"{place.user.name} leaves {group}.")
        return redirect("class", group.pk)
    return _form(request, "register/class_end_adult.html", form, group=group, place=place)


def _group(request, pk, permission=Permission.MANAGE_CLASSES):
    return get_object_or_404(Group.objects.for_user(request.user, to=permission), pk=pk)


def _pupils(request):
    return Pupil.objects.for_user(request.user, to=Permission.VIEW_PUPIL)


def _form(request, template, form, conflict=None, **context):
    status = 409 if conflict else 422 if form.errors else 200
    context |= {"form": form, "conflict": conflict}
    return render(request, template, context, status=status)
