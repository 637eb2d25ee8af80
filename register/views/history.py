from django.core.paginator import Paginator
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from register.history import CHANGES, LOOKS, entries, moments
from register.views.frame import page_of, show

ON_A_PAGE = 30
KINDS = [("", "Everything", None), (CHANGES, "Changes", None), (LOOKS, "Looks", None)]


@require_safe
@requires(Permission.VIEW_HISTORY)
def history(request, pk):
    page = page_of(request, pk, to=Permission.VIEW_HISTORY)
    asked = request.GET.get("view", "")
    kind = asked if asked in (CHANGES, LOOKS) else ""
    numbered = Paginator(moments(page.pupil, kind), ON_A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        page,
        "pupil_history.html",
        part="history",
        tab="History",
        kinds=KINDS,
        kind=kind,
        numbered=numbered,
        entries=entries(page.pupil, numbered),
    )
