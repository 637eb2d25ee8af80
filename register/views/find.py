from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.models import Pupil

LONGEST = 80


@require_safe
@requires(Permission.VIEW_PUPIL)
def find_pupil(request):
    """Anybody on roll within reach, with or without SEND, by name."""
    q = request.GET.get("q", "").strip()[:LONGEST]
    mine = Pupil.objects.for_user(request.user, to=Permission.VIEW_PUPIL).on_roll()
    found = mine.named_like(q).with_status().with_class().by_name() if q else mine.none()
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    if q:
        record("pupils.searched", by=request.user, pupils=[str(pupil.pk) for pupil in page])
    of_register = Pupil.objects.for_user(request.user, to=Permission.VIEW_REGISTER)
    with_status = set(of_register.filter(pk__in=[p.pk for p in page]).values_list("pk", flat=True))
    context = {"q": q, "page": page, "with_status": with_status}
    return render(request, "register/find.html", context)
