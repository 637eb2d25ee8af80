from collections import defaultdict

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import open_to, roles_here
from access.models import Membership
from access.policy import COLUMNS
from schools.addresses import school_url
from schools.models import School


@require_safe
@open_to(
    "signed in", reason="Leads each person to where they belong; shows only their own schools."
)
def front_door(request):
    """One school and no role in the trust: straight in. Otherwise choose."""
    of_the_trust = [role.label for role in COLUMNS if role in roles_here(request.user)]
    roles = _roles_by_school(request.user)
    schools = list(School.objects.open().with_address())
    if not of_the_trust:
        schools = [school for school in schools if school.pk in roles]
        if len(schools) == 1:
            return redirect(school_url(schools[0], "home"))
    rows = [(school, school_url(school, "home"), roles.get(school.pk)) for school in schools]
    context = {"rows": rows, "of_the_trust": of_the_trust}
    return render(request, "access/front_door.html", context)


def _roles_by_school(user):
    found = defaultdict(list)
    for membership in Membership.objects.of(user).on(timezone.localdate()):
        found[membership.school_id].append(membership.get_role_display())
    return found
