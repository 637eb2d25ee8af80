"""Patterns of force, restraint and seclusion."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import reach, requires
from access.policy import Permission, Reach
from audit.record import record
from reports.force import ForceFigures
from schools.calendars import school_year_of
from schools.school_year import SchoolYear


@require_safe
@requires(Permission.VIEW_FORCE_FIGURES)
def force_figures(request):
    """One school year: true counts for those who may read the records, no small ones for others."""
    now = SchoolYear.of(timezone.localdate())
    year = _year_asked(request.GET.get("year", ""), now)
    exact = reach(request.user, Permission.VIEW_FORCE_FIGURES) is Reach.ALL
    record("force_figures.viewed", by=request.user, year=year.start)
    calendar = school_year_of(request.tenant, year.start)
    context = {
        "figures": ForceFigures(year, calendar, exact=exact),
        "later": year.next if year < now else None,
    }
    return render(request, "reports/force.html", context)


def _year_asked(said, now):
    """A school year that has begun; this one, where none is asked for."""
    asked = int(said) if said.isascii() and said.isdecimal() and len(said) == 4 else now.start
    return SchoolYear(min(max(asked, 2000), now.start))
