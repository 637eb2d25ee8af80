"""Papers about status, plans and support."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from apdr.costed_map import costed_map
from apdr.models import Cycle
from apdr.views.frame import plan_within_reach
from audit.record import record
from register.models import Group, Origin, Pupil, StatusPeriod
from register.views.frame import page_of
from reports.papers.costed_map import costed_map_paper
from reports.papers.parent_plan import parent_plan, parent_plans
from reports.papers.status_letter import status_letter as letter_about
from reports.pdf import html_to_pdf
from reports.views.frame import paper


@require_safe
@requires(Permission.CHANGE_STATUS)
def status_letter(request, pk, period):
    """The letter to parents about one decision. Who makes it signs it."""
    mine = StatusPeriod.objects.for_user(request.user, to=Permission.CHANGE_STATUS)
    decision = get_object_or_404(
        mine.select_related("pupil"), pk=period, pupil=pk, origin=Origin.ENTERED
    )
    record("letter.printed", decision, by=request.user)
    letter = letter_about(decision, school=request.tenant, by=request.user, on=timezone.localdate())
    return paper(html_to_pdf(letter), "letter.pdf")


@require_safe
@requires(Permission.VIEW_COSTS)
def costed_map_pdf(request, pk):
    """A pupil's support of the school year with its costs, for the local authority."""
    page = page_of(request, pk, to=Permission.VIEW_COSTS)
    costed = costed_map(page.pupil, school=request.tenant, today=page.today)
    record("costed_map.printed", page.pupil, by=request.user)
    html = costed_map_paper(
        costed, page.pupil, school=request.tenant, by=request.user, on=page.today
    )
    return paper(html_to_pdf(html), "costed-provision.pdf")


@require_safe
@requires(Permission.SHARE_WITH_FAMILY)
def parent_plan_pdf(request, pk):
    """The page that a family takes home: of a plan that they were told of."""
    page, cycle = plan_within_reach(request, pk, to=Permission.SHARE_WITH_FAMILY)
    if not (cycle.is_agreed or cycle.closed_at):
        messages.warning(request, "Agree the plan with the parents first, then print their page.")
        return redirect(cycle)
    record("parent_plan.printed", cycle, by=request.user)
    html = parent_plan(cycle, school=request.tenant, on=page.today)
    return paper(html_to_pdf(html), "support-plan.pdf")


@require_safe
@requires(Permission.SHARE_WITH_FAMILY)
def class_plans_pdf(request, pk):
    """The plans of a class that are agreed and open, for an evening with parents."""
    groups = Group.objects.for_user(request.user, to=Permission.SHARE_WITH_FAMILY)
    group, today = get_object_or_404(groups, pk=pk), timezone.localdate()
    cycles = _agreed_plans(request.user, Pupil.objects.on_roll(today).in_groups([group]))
    if not cycles:
        messages.warning(request, f"No plan of {group} is agreed with parents and open today.")
        return redirect("home")
    pupils = [str(cycle.pupil_id) for cycle in cycles]
    record("parent_plans.printed", group, by=request.user, pupils=pupils)
    html = parent_plans(group, cycles, school=request.tenant, on=today)
    return paper(html_to_pdf(html), "support-plans.pdf")


def _agreed_plans(user, pupils):
    """Open plans of these pupils that their parents were told of, by the pupil's name."""
    mine = Cycle.objects.for_user(user, to=Permission.SHARE_WITH_FAMILY).open()
    told = mine.filter(parents_told_on__isnull=False, pupil__in=pupils.values("pk"))
    with_class = Prefetch("pupil", Pupil.objects.with_class())
    in_order = told.order_by("pupil__surname", "pupil__forename", "pupil")
    return list(in_order.whole().prefetch_related(with_class))
