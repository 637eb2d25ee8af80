"""The trust's own details, and the local authorities of its schools with their term dates."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.forms.schools import LocalAuthorityForm, TrustForm
from access.forms.terms import A_YEAR_OF_WEEKS, ClosureDayForm, TermDatesForm, as_answers
from access.policy import Permission
from schools import services
from schools.models import ClosureDay, LocalAuthority, Term, Trust
from schools.school_year import SchoolCalendar, SchoolYear


@require_safe
@requires(Permission.MANAGE_SCHOOLS)
def trust_settings(request):
    this_year = SchoolYear.of(timezone.localdate())
    authorities = [
        (authority, [year for year in (this_year, this_year.next) if not _terms(authority, year)])
        for authority in LocalAuthority.objects.with_schools()
    ]
    context = {"trust": Trust.objects.first(), "authorities": authorities}
    return render(request, "access/trust_settings.html", context)


@requires(Permission.MANAGE_SCHOOLS)
def change_trust(request):
    trust = Trust.objects.first() or Trust()
    form = TrustForm.of(trust, request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.change_trust(trust, by=request.user, **form.cleaned_data)
        messages.success(request, "The trust’s details are saved.")
        return redirect("trust_settings")
    return render(request, "access/change_trust.html", {"form": form}, status=_status(form))


@requires(Permission.MANAGE_SCHOOLS)
def add_authority(request):
    form = LocalAuthorityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        authority = services.add_local_authority(by=request.user, **form.cleaned_data)
        messages.success(request, f"{authority} is added. Enter its term dates next.")
        return redirect("authority", authority.number)
    return render(request, "access/add_authority.html", {"form": form}, status=_status(form))


@requires(Permission.MANAGE_SCHOOLS)
def change_authority(request, number):
    authority = get_object_or_404(LocalAuthority, number=number)
    now = {name: getattr(authority, name) for name in LocalAuthorityForm.base_fields}
    form = LocalAuthorityForm(request.POST or None, initial=now, authority=authority)
    if request.method == "POST" and form.is_valid():
        services.change_local_authority(authority, by=request.user, **form.cleaned_data)
        messages.success(request, f"{authority} is saved.")
        return redirect("authority", authority.number)
    context = {"form": form, "authority": authority}
    return render(request, "access/change_authority.html", context, status=_status(form))


@require_safe
@requires(Permission.MANAGE_SCHOOLS)
def authority(request, number):
    found = get_object_or_404(LocalAuthority, number=number)
    return _authority_page(request, found, ClosureDayForm(calendar=_calendar(found)))


@require_POST
@requires(Permission.MANAGE_SCHOOLS)
def add_closure_day(request, number):
    found = get_object_or_404(LocalAuthority, number=number)
    form = ClosureDayForm(request.POST, calendar=_calendar(found))
    if not form.is_valid():
        return _authority_page(request, found, form)
    services.add_closure_day(by=request.user, local_authority=found, **form.cleaned_data)
    messages.success(request, "The day is added.")
    return redirect("authority", number)


@require_POST
@requires(Permission.MANAGE_SCHOOLS)
def remove_closure_day(request, number, pk):
    found = get_object_or_404(LocalAuthority, number=number)
    closure = get_object_or_404(ClosureDay.objects.of_authority(found), pk=pk)
    services.remove_closure_day(closure, by=request.user)
    messages.success(request, "The day is removed.")
    return redirect("authority", number)


@requires(Permission.MANAGE_SCHOOLS)
def authority_terms(request, number, year):
    found = get_object_or_404(LocalAuthority, number=number)
    entered, before = _terms(found, year), _terms(found, year.previous)
    proposed = as_answers(entered) or as_answers(before, later=A_YEAR_OF_WEEKS)
    form = TermDatesForm(request.POST or None, year=year, initial=proposed)
    if request.method == "POST" and form.is_valid():
        services.set_terms(
            form.terms, by=request.user, starting_year=year.start, local_authority=found
        )
        messages.success(request, f"The term dates of {year} are saved for {found}.")
        return redirect("authority", number)
    context = {
        "form": form,
        "year": year,
        "owner": found,
        "is_proposal": bool(before) and not entered,
        "back": reverse("authority", args=[number]),
    }
    return render(request, "access/terms.html", context, status=_status(form))


def _authority_page(request, found, form):
    today = timezone.localdate()
    this = SchoolYear.of(today)
    context = {
        "authority": found,
        "years": [(year, _terms(found, year)) for year in (this.previous, this, this.next)],
        "closures": ClosureDay.objects.of_authority(found).from_day(this.starts_on),
        "form": form,
        "today": today,
    }
    return render(request, "access/authority.html", context, status=_status(form))


def _terms(authority, year):
    return list(Term.objects.of_authority(authority).in_year(year.start))


def _calendar(authority):
    closed = ClosureDay.objects.of_authority(authority).values_list("day", flat=True)
    return SchoolCalendar(Term.objects.of_authority(authority), closed)


def _status(form):
    return 422 if form.errors else 200
