from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from access.checks import requires
from access.policy import Permission
from register.forms.next_year import NextYearForm
from register.models import Group, Pupil
from register.next_year import have_moved_up
from register.services.roll_over import AlreadyMovedUp, roll_over
from schools.school_year import SchoolYear

OPENS_BEFORE = timedelta(days=62)  # from 1 July: not before the summer term is all but over


@requires(Permission.MANAGE_CLASSES)
def next_year(request):
    """The school moves up a year: proposed, corrected, and done in one go."""
    groups = list(_groups(request))
    if not groups:
        return render(request, "register/next_year.html", {"groups": groups})
    year = SchoolYear(max(group.starting_year for group in groups)).next
    pupils = _pupils(request)
    opens_on = year.starts_on - OPENS_BEFORE
    form = NextYearForm(
        request.POST or None,
        groups=groups,
        years=set(pupils.values_list("year_group", flat=True)),
        earliest=opens_on,
        initial={"on": max(year.starts_on, timezone.localdate())},
    )
    is_open = timezone.localdate() >= opens_on
    moved = have_moved_up(pupils.values_list("born_on", "year_group"), year)
    if request.method == "POST" and is_open and form.is_valid():
        return _move_up(request, form, year, move_year_groups=not moved)
    context = {
        "form": form,
        "groups": groups,
        "year": year,
        "is_open": is_open,
        "opens_on": opens_on,
        "has_moved": moved,
        "pupils": pupils.count(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "register/next_year.html", context, status=status)


def _move_up(request, form, year, *, move_year_groups):
    answers = form.cleaned_data
    try:
        made = roll_over(
            form.plan(),
            by=request.user,
            on=answers["on"],
            starting_year=year.start,
            leaving_year=answers["leaving_year"],
            move_year_groups=move_year_groups,
        )
    except AlreadyMovedUp:
        messages.warning(request, f"The school has moved up into {year} already.")
    else:
        messages.success(request, f"The school has moved up: {len(made)} groups for {year}.")
    return redirect("classes")


def _groups(request):
    mine = Group.objects.for_user(request.user, to=Permission.MANAGE_CLASSES).open()
    return mine.with_sizes().with_adults().in_school_order()


def _pupils(request):
    return Pupil.objects.for_user(request.user, to=Permission.VIEW_PUPIL).on_roll()
