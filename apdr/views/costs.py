"""What support costs: the school's totals, a pupil's costed map, and what is set in pounds."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.checks import may, reaches, requires
from access.policy import Permission, Reach
from apdr.costed_map import as_csv, as_xlsx, costed_map
from apdr.costing import (
    Costing,
    budget_of,
    budgets,
    cost_of_school,
    line_of,
    list_of_rates,
)
from apdr.forms.costs import BudgetForm, RateForm, TopUpForm
from apdr.impact import years_with_support
from apdr.services import costs as services
from apdr.views.frame import show
from audit.record import record
from register import codes
from register.refusals import PlainRefusal
from register.views.frame import page_of, typed
from schools.across import current_school
from schools.school_year import SchoolYear

FEWEST = 5  # pupils above the line, before whoever sees figures only sees what concerns them
VIEWS = (
    ("", "SEN support and EHC plan", None),
    (codes.SEN_SUPPORT, "SEN support", None),
    (codes.EHC_PLAN, "EHC plan", None),
)
GET_OR_POST = ["GET", "HEAD", "POST"]
FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


# The school ---------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_COSTS)
def school_costs(request):
    """Totals of the school against its notional budget. No pupil stands on this page. The choice
    between statuses is for those who may see each pupil's cost: its parts could be small."""
    today = timezone.localdate()
    years = years_with_support(today)
    year = next((one for one in years if str(one.start) == request.GET.get("in")), years[0])
    sees_all = Reach.ALL in reaches(request.user, Permission.VIEW_COSTS)
    view = request.GET.get("view", "") if sees_all else ""
    view = view if view in codes.ON_REGISTER else ""
    costing = Costing(current_school(), today=today, year=year)
    statuses = {view} if view else codes.ON_REGISTER
    cost = cost_of_school(costing, statuses=statuses) if costing.is_known else None
    record("costs.viewed", by=request.user)
    context = {
        "costing": costing,
        "years": years,
        "views": VIEWS if sees_all else [],
        "view": view,
        "cost": cost,
        "line": line_of(costing.year),
        "shows_above": sees_all or (cost and cost.pupils_above >= FEWEST),
        "shows_others": sees_all or (cost and not 0 < cost.other_pupils < FEWEST),
        "fewest": FEWEST,
        "rates": list_of_rates() if may(request.user, Permission.SET_COSTS) else None,
        "budgets": budgets() if sees_all or _sets(request) else [],
    }
    return render(request, "apdr/costs.html", context)


def _sets(request):
    return may(request.user, Permission.SET_COSTS)


@require_http_methods(GET_OR_POST)
@requires(Permission.SET_COSTS)
def set_rate(request):
    form = RateForm(typed(request), initial={"paid_as": request.GET.get("kind", "")})
    if form.is_bound and form.is_valid():
        rate = services.set_rate(by=request.user, **form.cleaned_data)
        messages.success(request, f"{rate.paid_as}: the rate from {rate.from_on:%-d %b %Y} is set.")
        return redirect("provision_costs")
    return _form(request, "rate.html", form)


@require_http_methods(GET_OR_POST)
@requires(Permission.SET_COSTS)
def set_budget(request):
    year = SchoolYear.of(timezone.localdate())
    form = BudgetForm(typed(request), initial=_budget_of(year))
    if form.is_bound and form.is_valid():
        budget = services.set_budget(by=request.user, **form.cleaned_data)
        words = SchoolYear(budget.starting_year)
        messages.success(request, f"The notional SEN budget of {words} is set.")
        return redirect("provision_costs")
    return _form(request, "budget.html", form)


def _budget_of(year):
    budget = budget_of(year)
    line = {"line_pence": line_of(year)}
    return {**line, "pence": budget.pence} if budget else line


def _form(request, template, form):
    status = 422 if form.is_bound else 200
    return render(request, f"apdr/{template}", {"form": form}, status=status)


# One pupil ----------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_PROVISION)
def pupil_provision(request, pk):
    """What support this pupil has, and for those who may see it what it costs."""
    page = page_of(request, pk, to=Permission.VIEW_PROVISION)
    costed = costed_map(page.pupil, school=current_school(), today=page.today)
    return show(
        request, page, "pupil_provision.html", part="provision", tab="Provision", costed=costed,
        sees_costs=page.rights.may(Permission.VIEW_COSTS),
        top_ups=page.pupil.top_ups.all() if page.rights.may(Permission.VIEW_COSTS) else [],
    )  # fmt: skip


@require_safe
@requires(Permission.VIEW_COSTS)
def costed_map_file(request, pk, kind):
    """The pupil's costed provision map for a spreadsheet."""
    page = page_of(request, pk, to=Permission.VIEW_COSTS)
    costed = costed_map(page.pupil, school=current_school(), today=page.today)
    record("costed_map.exported", page.pupil, by=request.user, kind=kind)
    write, content_type = FILES[kind]
    name = f"costed-provision-{page.today:%Y-%m-%d}.{kind}"
    said = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(costed), content_type=content_type, headers=said)


@require_http_methods(GET_OR_POST)
@requires(Permission.SET_COSTS)
def give_top_up(request, pk):
    page = page_of(request, pk, to=Permission.SET_COSTS)
    form = TopUpForm(typed(request), initial={"starts_on": page.today})
    if form.is_bound and form.is_valid():
        try:
            services.give_top_up(page.pupil, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, "The top-up is saved.")
            back = "pupil_provision" if page.rights.may(Permission.VIEW_PROVISION) else "pupil"
            return redirect(back, pk)
    return show(
        request, page, "top_up.html", part="top-up", tab="Provision", form=form,
        top_ups=page.pupil.top_ups.all() if page.rights.may(Permission.VIEW_COSTS) else [],
    )  # fmt: skip
