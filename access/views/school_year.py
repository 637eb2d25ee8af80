"""The school year as it applies in one school."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.forms.terms import A_YEAR_OF_WEEKS, ClosureDayForm, TermDatesForm, as_answers
from access.policy import Permission
from schools import services
from schools.across import current_school
from schools.bank_holidays import bank_holiday
from schools.calendars import calendar_of, closures_of, school_year_of, terms_of
from schools.models import ClosureDay
from schools.school_year import SchoolYear, TermDatesMissing, each_day


@require_safe
@requires(Permission.MANAGE_SCHOOL_YEAR)
def school_year(request):
    return _page(request, ClosureDayForm(calendar=calendar_of(current_school())))


@require_POST
@requires(Permission.MANAGE_SCHOOL_YEAR)
def add_closure_day(request):
    school = current_school()
    form = ClosureDayForm(request.POST, calendar=calendar_of(school))
    if not form.is_valid():
        return _page(request, form)
    services.add_closure_day(by=request.user, school=school, **form.cleaned_data)
    messages.success(request, "The day is added. Clocks of school days leave it out.")
    return redirect(_address(SchoolYear.of(form.cleaned_data["day"])))


@require_POST
@requires(Permission.MANAGE_SCHOOL_YEAR)
def remove_closure_day(request, pk):
    """Only the school's own: its authority's are the trust's to change."""
    closure = get_object_or_404(ClosureDay.objects.of_school(current_school()), pk=pk)
    services.remove_closure_day(closure, by=request.user)
    messages.success(request, "The day is removed.")
    return redirect(_address(SchoolYear.of(closure.day)))


@requires(Permission.MANAGE_SCHOOL_YEAR)
def own_terms(request, year):
    school = current_school()
    in_force, before = terms_of(school, year.start), terms_of(school, year.previous.start)
    proposed = as_answers(in_force) or as_answers(before, later=A_YEAR_OF_WEEKS)
    form = TermDatesForm(request.POST or None, year=year, initial=proposed)
    if request.method == "POST" and form.is_valid():
        services.set_terms(
            form.terms,
            by=request.user,
            starting_year=year.start,
            local_authority=school.local_authority,
            school=school,
        )
        messages.success(request, f"The school has its own term dates in {year}.")
        return redirect(_address(year))
    context = {
        "form": form,
        "year": year,
        "owner": school,
        "is_proposal": bool(before) and not in_force,
        "back": _address(year),
    }
    return render(request, "access/terms.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.MANAGE_SCHOOL_YEAR)
def give_up_own_terms(request, year):
    services.give_up_own_terms(current_school(), year.start, by=request.user)
    messages.success(request, f"The authority’s term dates hold again in {year}.")
    return redirect(_address(year))


def _page(request, form):
    school, today = current_school(), timezone.localdate()
    this = SchoolYear.of(today)
    years = [this.previous, this, this.next]
    year = next((year for year in years if str(year.start) == request.GET.get("year")), this)
    terms = terms_of(school, year.start)
    days = [_days(school, term) for term in terms]
    context = {
        "form": form,
        "year": year,
        "years": [(other, _address(other)) for other in years],
        "today": today,
        "terms": [
            (term, term.school_id is not None, its_days)
            for term, its_days in zip(terms, days, strict=True)
        ],
        "school_days": sum(filter(None, days)),
        "has_own": any(term.school_id for term in terms),
        "closures": [day for day in closures_of(school) if day.day in year],
        "bank_holidays": _bank_holidays(terms),
        **_now(school, today),
    }
    return render(request, "access/school_year.html", context, status=422 if form.errors else 200)


def _now(school, today):
    """Where in the year we are; empty where the dates that it takes are not entered."""
    calendar = calendar_of(school)
    try:
        return {
            "label": calendar.term_label(today),
            "weeks_left": calendar.weeks_of_term_left(today),
            "next_school_day": calendar.next_school_day(today),
        }
    except TermDatesMissing as missing:
        return {"missing": str(missing)}


def _days(school, term):
    """School days of one term, once all three terms of its year are entered."""
    try:
        calendar = school_year_of(school, term.starting_year)
        return calendar.school_days_between(term.starts_on, term.ends_on)
    except TermDatesMissing:
        return None


def _bank_holidays(terms):
    """(day, name) of those that fall on a weekday of term, half-terms left out."""
    return [
        (day, bank_holiday(day))
        for term in terms
        for day in each_day(term.starts_on, term.ends_on)
        if day.weekday() < 5
        and bank_holiday(day)
        and not term.half_term_starts_on <= day <= term.half_term_ends_on
    ]


def _address(year):
    return f"{reverse('school_year')}?year={year.start}"
