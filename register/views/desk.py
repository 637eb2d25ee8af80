from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.desk.columns import columns_for
from register.desk.exports import as_csv, as_xlsx
from register.desk.page import Desk
from register.desk.rows import draw_printed_rows, draw_rows
from register.services.desk import choose_columns

EXPORTS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@requires(Permission.VIEW_REGISTER)
@vary_on_headers("HX-Request")
def register_page(request):
    """The SENDCo's desk. After a change of the filters htmx asks for the list alone."""
    desk = Desk(request.user, request.GET)
    context = {"desk": desk, "rows": draw_rows(desk)}
    record("register.viewed", by=request.user, pupils=[entry.key for entry in desk.page])
    if not request.htmx:
        return render(request, "register/register.html", context)
    response = render(request, "register/_filtered.html", context)
    response["HX-Push-Url"] = request.path + desk.address()
    return response


@require_POST
@requires(Permission.VIEW_REGISTER)
def register_columns(request):
    """Remember the columns that this person wants to see."""
    asked = request.POST.getlist("columns")
    choose_columns(request.user, [c.key for c in columns_for(request.user) if c.key in asked])
    return redirect(register_at(request.POST.get("query", "")))


@require_safe
@requires(Permission.EXPORT_REGISTER)
def export_register(request, kind):
    """What the list shows, all pages of it, as a file."""
    desk = Desk(request.user, request.GET)
    return answer_with_file(request, desk, desk.found, kind)


@require_safe
@requires(Permission.EXPORT_REGISTER)
def print_register(request):
    """What the list shows, all pages of it, on paper."""
    desk = Desk(request.user, request.GET)
    return answer_on_paper(request, desk, desk.found)


def answer_with_file(request, desk, entries, kind):
    write, content_type = EXPORTS[kind]
    columns = [column.key for column in desk.columns]
    keys = [entry.key for entry in entries]
    record("register.exported", by=request.user, kind=kind, columns=columns, pupils=keys)
    name = f"register-{timezone.localdate():%Y-%m-%d}.{kind}"
    return HttpResponse(
        write(desk.columns, entries),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def answer_on_paper(request, desk, entries):
    record("register.printed", by=request.user, pupils=[entry.key for entry in entries])
    context = {"desk": desk, "rows": draw_printed_rows(desk, entries), "count": len(entries)}
    return render(request, "register/print.html", context)


def register_at(query):
    """The register with these filters; anything but a query leads to the plain register."""
    return reverse("register") + (query if query.startswith("?") else "")
