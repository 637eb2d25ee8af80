"""The school in numbers."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from reports.home import figures_for
from reports.measures import MEASURES


@require_safe
@requires(Permission.VIEW_SCHOOL_FIGURES)
def figures(request):
    """The school in numbers: true ones for its staff, small ones hidden for everybody else."""
    record("figures.viewed", by=request.user)
    context = {
        "figures": figures_for(request.user, timezone.localdate()),
        "measures": MEASURES.values(),
    }
    return render(request, "reports/figures.html", context)
