"""The schools of the trust: opening one, what is written down about it, shutting its doors."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.checks import requires
from access.forms.schools import OpenSchoolForm, SchoolForm
from access.models import Membership
from access.policy import Permission
from access.roles import Role
from schools import services
from schools.addresses import school_url
from schools.jobs import ask_for
from schools.models import School


@require_safe
@requires(Permission.MANAGE_SCHOOLS)
def schools(request):
    leaders = _leaders()
    rows = [
        {
            "school": school,
            "url": school_url(school, "home"),
            "heads": leaders.get((school.pk, Role.HEAD), []),
            "sendcos": leaders.get((school.pk, Role.SENDCO), []),
        }
        for school in School.objects.with_address()
    ]
    return render(request, "access/schools.html", {"rows": rows})


@requires(Permission.MANAGE_SCHOOLS)
def open_school(request):
    form = OpenSchoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answers = {**form.cleaned_data, "local_authority": form.cleaned_data["local_authority"].pk}
        job = ask_for("open_school", by=request.user, **answers)
        return redirect("job", job.pk)
    return render(request, "access/open_school.html", {"form": form}, status=_status(form))


@requires(Permission.MANAGE_SCHOOLS)
def change_school(request, slug):
    school = _school(slug)
    now = {name: getattr(school, name) for name in SchoolForm.base_fields}
    form = SchoolForm(request.POST or None, initial=now, school=school)
    if request.method == "POST" and form.is_valid():
        services.change_school(school, by=request.user, **form.cleaned_data)
        messages.success(request, f"{school} is saved.")
        return redirect("schools")
    context = {"form": form, "school": school}
    return render(request, "access/change_school.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_SCHOOLS)
def close_school(request, slug):
    school = _school(slug)
    if not school.is_open:
        raise Http404
    if request.method == "POST":
        services.close_school(school, by=request.user)
        messages.success(request, f"{school} is closed. Its records are kept.")
        return redirect("schools")
    people = Membership.objects.at(school).on(timezone.localdate()).values("user").distinct()
    context = {"school": school, "people": people.count()}
    return render(request, "access/close_school.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_SCHOOLS)
def reopen_school(request, slug):
    school = _school(slug)
    if school.is_open:
        raise Http404
    if request.method == "POST":
        services.reopen_school(school, by=request.user)
        messages.success(request, f"{school} is open again, with its records as they were.")
        return redirect("schools")
    return render(request, "access/reopen_school.html", {"school": school})


def _school(slug):
    return get_object_or_404(School.objects.with_address().at_address(slug))


def _leaders():
    """(school, role) to the names of those who hold it today."""
    found = {}
    today = Membership.objects.on(timezone.localdate()).with_role(Role.HEAD, Role.SENDCO)
    for membership in today.select_related("user"):
        key = membership.school_id, membership.role
        found.setdefault(key, []).append(membership.user.name)
    return found


def _status(form):
    return 422 if form.errors else 200
