"""Who must be helped out at this time of the week, and the drill on a phone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.versions import SavedMeanwhile
from register.views.frame import typed
from safety.drill_page import DrillPage
from safety.evacuation import time_of_week
from safety.evacuation_page import EvacuationPage
from safety.forms.drills import ResultsForm, StartDrillForm, TapForm
from safety.models import Building, Drill, DrillResult
from safety.services import drills as services
from safety.services.plans import PlainRefusal
from safety.views.frame import GET_OR_POST


@require_safe
@requires(Permission.RUN_DRILLS)
def evacuation(request):
    """Everybody with a PEEP in force, by building: now first, or at the time that was asked for."""
    page = EvacuationPage(request.GET, at=timezone.now())
    record("evacuation.viewed", by=request.user, pupils=page.shown)
    return render(request, "safety/evacuation.html", {"page": page})


@GET_OR_POST
@requires(Permission.RUN_DRILLS)
def start_drill(request):
    form = StartDrillForm(typed(request), initial=_proposed())
    if form.is_bound and form.is_valid():
        try:
            drill = services.start_drill(by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error("building", str(refusal))
        else:
            return redirect("drill", drill.pk)
    status = 422 if form.is_bound else 200
    return render(request, "safety/drills/start.html", {"form": form}, status=status)


@require_safe
@requires(Permission.RUN_DRILLS)
def drill(request, pk):
    """Under way: the list to tap. Over: what came of it. `seen` is what a telephone shows already:
    where nothing is new it is told so, and nobody was looked at."""
    page = _page(request, pk)
    if request.GET.get("seen") == page.seen:
        return HttpResponse(status=204)
    record("drill.viewed", page.drill, by=request.user, pupils=page.keys)
    name = "under_way" if page.is_open else "over"
    return render(request, f"safety/drills/{name}.html", {"page": page})


@require_POST
@requires(Permission.RUN_DRILLS)
def tap(request, pk, result):
    """One tap beside one pupil."""
    results = _results(request).filter(drill=pk)
    result = get_object_or_404(results, pk=result)
    form = TapForm(request.POST)
    if not form.is_valid():
        return HttpResponse("This tap says nothing", status=422)
    try:
        services.tap(result, by=request.user, **form.cleaned_data)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
    return redirect("drill", pk)


@GET_OR_POST
@requires(Permission.RUN_DRILLS)
def end_drill(request, pk):
    """Asks first: it names those of whom nothing is known."""
    page = _page(request, pk)
    if not page.is_open:
        return redirect("drill", pk)
    if request.method == "POST":
        services.end_drill(page.drill, by=request.user)
        return redirect("drill_results", pk)
    record("drill.viewed", page.drill, by=request.user, pupils=page.keys)
    return render(request, "safety/drills/end.html", {"page": page})


@require_POST
@requires(Permission.RUN_DRILLS)
def throw_drill_away(request, pk):
    """It was started by mistake."""
    drill = get_object_or_404(Drill, pk=pk)
    try:
        services.throw_drill_away(drill, by=request.user)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("drill", pk)
    messages.success(request, "The drill is gone. Nothing of it is kept.")
    return redirect("evacuation")


@GET_OR_POST
@requires(Permission.RUN_DRILLS)
def drill_results(request, pk):
    """What went wrong and what was changed, pupil by pupil."""
    page = _page(request, pk)
    if page.is_open:
        return redirect("drill", pk)
    form = ResultsForm(typed(request), drill=page.drill, results=page.results, seen=page.seen)
    if request.method == "POST" and form.is_valid():
        try:
            services.file_results(page.drill, by=request.user, **form.answers)
        except SavedMeanwhile:
            form.show_both(page.seen)
        else:
            messages.success(request, "The results are filed to each PEEP.")
            return redirect("drill", pk)
    record("drill.viewed", page.drill, by=request.user, pupils=page.keys)
    status = 409 if form.conflict else 422 if request.method == "POST" else 200
    return render(
        request, "safety/drills/results.html", {"page": page, "form": form}, status=status
    )


def _page(request, pk):
    drill = get_object_or_404(Drill.objects.select_related("building", "led_by"), pk=pk)
    results = _results(request).filter(drill=drill).by_name()
    with_names = results.select_related("pupil", "plan__pupil", "plan__building", "helped_by")
    return DrillPage(request.user, drill, with_names, on=timezone.localdate())


def _results(request):
    return DrillResult.objects.for_user(request.user, to=Permission.RUN_DRILLS)


def _proposed():
    """This part of the day; a drill, as most are; the building, where there is but one."""
    part = time_of_week(timezone.now()).part
    return {"part": part.value, "is_real": "drill", "building": Building.objects.only_one()}
