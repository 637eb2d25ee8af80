from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import open_to, roles_here
from access.models import Membership
from schools.addresses import school_url
from schools.models import School


@require_safe
@open_to(
    "signed in", reason="Leads each person to where they belong; shows only their own schools."
)
def front_door(request):
    """One school and no role in the trust: straight in. Otherwise choose."""
    mine = Membership.objects.on(timezone.localdate()).filter(user=request.user)
    if roles_here(request.user):
        schools = School.objects.open()
    else:
        schools = School.objects.open().filter(pk__in=mine.values("school"))
    schools = list(schools.prefetch_related("domains").select_related("local_authority"))
    if len(schools) == 1 and not roles_here(request.user):
        return redirect(school_url(schools[0], "home"))
    roles = {m.school_id: m.get_role_display() for m in mine}
    rows = [(school, school_url(school, "home"), roles.get(school.pk, "")) for school in schools]
    return render(request, "access/front_door.html", {"rows": rows})
