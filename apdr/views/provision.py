"""The provision map, one intervention, and what came of them."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import reaches, requires
from access.policy import Permission, Reach
from apdr.costing import Costing
from apdr.delivery import tallies
from apdr.impact import BY, FEWEST, Rating, effects, years_with_support
from apdr.models import Enrolment, Intervention
from apdr.provision_map import ProvisionMap
from apdr.reviewing import labels, of_intervention
from apdr.ticking import answers_of, ticked
from audit.record import record
from schools.across import current_school

LATEST_SESSIONS = 20


@require_safe
@requires(Permission.VIEW_PROVISION)
def provision(request):
    """What support runs, with whom, by whom, at what cost; every filter is in the address."""
    shown = ProvisionMap(
        request.user, request.GET, school=current_school(), today=timezone.localdate()
    )
    record("provision.viewed", by=request.user, interventions=len(shown.rows))
    return render(request, "apdr/provision.html", {"map": shown})


@require_safe
@requires(Permission.VIEW_PROVISION)
def intervention(request, pk):
    """Who takes part and until when, what was planned and what happened, what it costs."""
    one = intervention_of(request, pk, to=Permission.VIEW_PROVISION)
    today, school = timezone.localdate(), current_school()
    places = list(places_of(request, one, to=Permission.VIEW_PROVISION))
    record("intervention.viewed", one, by=request.user, pupils=[str(p.pupil_id) for p in places])
    costing = Costing(school, today=today)
    sees_costs = Reach.ALL in reaches(request.user, Permission.VIEW_COSTS)
    costs = costing.places([one]) if sees_costs else {}
    had = answers_of(places)
    context = {
        "intervention": one,
        "state": one.state(today),
        "places": [(place, had[place.pk], costs.get(place.pk)) for place in places],
        "to_review": of_intervention(one, request.user, on=today).count(),
        "standing": sum(place.stands_on(today) for place in places),
        "tally": tallies([one], on=today, school_days=costing.school_days)[one.pk],
        "sessions": ticked([one], places, latest=LATEST_SESSIONS),
        "costing": costing,
        "sees_costs": sees_costs,
        "to_date": sum(cost.to_date or 0 for cost in costs.values()),
        "total": sum(cost.total or 0 for cost in costs.values()),
        "without_rate": sum(cost.total is None for cost in costs.values()),
        "today": today,
    }
    return render(request, "apdr/intervention.html", context)


def intervention_of(request, pk, *, to):
    mine = Intervention.objects.for_user(request.user, to=to)
    return get_object_or_404(mine.select_related("led_by"), pk=pk)


def places_of(request, one, *, to):
    """The places of an intervention within reach, by name."""
    mine = Enrolment.objects.for_user(request.user, to=to).filter(intervention=one)
    return mine.select_related("pupil").order_by("pupil__surname", "pupil__forename", "starts_on")


@require_safe
@requires(Permission.VIEW_PROVISION)
def impact(request):
    """What came of support, by intervention, by area of need or by school year."""
    today = timezone.localdate()
    known = years_with_support(today)
    asked, by = request.GET.get("in", ""), request.GET.get("by", "")
    by = by if by in dict(BY) else ""
    chosen = [year for year in known if str(year.start) == asked] or known
    sees_costs = Reach.ALL in reaches(request.user, Permission.VIEW_COSTS)
    lines = effects(
        request.user, school=current_school(), today=today, years=chosen, by=by,
        with_costs=sees_costs,
    )  # fmt: skip
    record("impact.viewed", by=request.user, lines=len(lines))
    context = {
        "lines": lines,
        "by": by,
        "views": BY,
        "years": known,
        "year": chosen[0] if len(chosen) == 1 and asked else None,
        "ratings": list(zip(Rating.values, labels(), strict=True)),
        "fewest": FEWEST,
        "sees_costs": sees_costs,
        "sees_all": Reach.ALL in reaches(request.user, Permission.VIEW_PROVISION),
    }
    return render(request, "apdr/impact.html", context)
