"""Where do all plans stand? The list of those that a person may read, the worst first."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from safety.plan_list import PlanList

A_PAGE = 50


@require_safe
@requires(Permission.VIEW_SAFETY_LIST)
def safety_list(request):
    """Every running plan within reach, by urgency, with what is wrong."""
    listed = PlanList(request.user, request.GET, on=timezone.localdate())
    page = Paginator(listed.rows, A_PAGE).get_page(request.GET.get("page"))
    shown = list(dict.fromkeys(str(row.plan.pupil_id) for row in page))
    record("safety_plans.listed", by=request.user, pupils=shown)
    return render(request, "safety/list.html", {"listed": listed, "rows": page})
