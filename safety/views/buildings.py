"""Buildings, their assembly points, and the pictures of their floors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from register.conflicts import conflict
from register.forms.seen import see_again
from register.versions import SavedMeanwhile, version_of
from register.views.frame import typed
from safety.forms.buildings import BuildingForm, FloorForm
from safety.models import Building, FloorPlan
from safety.services import buildings as services
from safety.services.plans import PlainRefusal
from safety.views.frame import GET_OR_POST

OF_A_BUILDING = ("name", "meets_at", "is_closed")


@require_safe
@requires(Permission.MANAGE_BUILDINGS)
def buildings(request):
    """The buildings of the school, those in use first."""
    return render(request, "safety/buildings/list.html", {"buildings": Building.objects.listed()})


@GET_OR_POST
@requires(Permission.MANAGE_BUILDINGS)
def add_building(request):
    form = BuildingForm(typed(request))
    if form.is_bound and form.is_valid():
        building = services.add_building(by=request.user, **form.cleaned_data)
        messages.success(request, f"{building} is added. Now add the pictures of its floors.")
        return redirect("building", building.pk)
    return _form(request, "safety/buildings/add.html", form)


@GET_OR_POST
@requires(Permission.MANAGE_BUILDINGS)
def building(request, pk):
    """One building: its answers to change, and its floors."""
    building = get_object_or_404(Building, pk=pk)
    saved = {name: getattr(building, name) for name in OF_A_BUILDING}
    seen, clash = version_of(building), None
    form = BuildingForm(typed(request), building=building, initial={**saved, "seen": seen})
    if form.is_bound and form.is_valid():
        try:
            changed = services.change_building(building, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error("is_closed", str(refusal))
        except SavedMeanwhile:
            clash = conflict(form, saved, row=building)
            see_again(form, seen)
        else:
            messages.success(request, f"{changed} is saved.")
            return redirect("building", pk)
    context = {"building": building, "floors": building.floors.defer("picture"), "conflict": clash}
    return _form(request, "safety/buildings/building.html", form, **context)


@GET_OR_POST
@requires(Permission.MANAGE_BUILDINGS)
def add_floor(request, pk):
    building = get_object_or_404(Building, pk=pk)
    form = _floor_form(request, building=building)
    if form.is_bound and form.is_valid():
        picture, width, height = form.cleaned_data["picture"]
        services.add_floor(
            building,
            by=request.user,
            name=form.cleaned_data["name"],
            picture=picture,
            width=width,
            height=height,
        )
        messages.success(request, f"{form.cleaned_data['name']} is added.")
        return redirect("building", pk)
    return _form(request, "safety/buildings/floor.html", form, building=building)


@GET_OR_POST
@requires(Permission.MANAGE_BUILDINGS)
def floor(request, pk):
    """A floor's name, and a new picture in place of the old one."""
    floor = _floor(pk)
    form = _floor_form(request, building=floor.building, floor=floor, initial={"name": floor.name})
    if form.is_bound and form.is_valid():
        name, drawn = form.cleaned_data["name"], form.cleaned_data["picture"]
        services.change_floor(floor, by=request.user, name=name, drawn=drawn)
        messages.success(request, f"{name} is saved.")
        return redirect("building", floor.building_id)
    context = {"building": floor.building, "floor": floor}
    return _form(request, "safety/buildings/floor.html", form, **context)


@require_POST
@requires(Permission.MANAGE_BUILDINGS)
def remove_floor(request, pk):
    floor = _floor(pk)
    try:
        services.remove_floor(floor, by=request.user)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("floor", pk)
    messages.success(request, f"{floor.name} is taken out.")
    return redirect("building", floor.building_id)


@require_safe
@requires(Permission.VIEW_PEEP)
def floor_picture(request, pk):
    """The picture of a floor. It shows a building and no pupil."""
    floor = get_object_or_404(FloorPlan, pk=pk)
    answer = HttpResponse(bytes(floor.picture), content_type=floor.media_type)
    answer.headers["Content-Disposition"] = "inline; filename=floor"
    return answer


def _floor(pk):
    return get_object_or_404(FloorPlan.objects.select_related("building").defer("picture"), pk=pk)


def _floor_form(request, **about):
    files = request.FILES if request.method == "POST" else None
    return FloorForm(typed(request), files, **about)


def _form(request, template, form, conflict=None, **context):
    status = 409 if conflict else 422 if form.is_bound else 200
    context = {"form": form, "conflict": conflict, **context}
    return render(request, template, context, status=status)
