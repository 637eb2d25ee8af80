from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import COLUMNS, TABLE, Permission
from access.roles import Role


@require_safe
@requires(Permission.VIEW_POLICY)
def policy_page(request):
    """The table that the program itself reads, for the people whom it concerns."""
    return render(request, "access/policy.html", {"roles": COLUMNS, "rows": rows(), "Role": Role})


def rows():
    """(label of the permission, its cells in the order of COLUMNS), as the page prints them."""
    return [(permission.label, row) for permission, row in TABLE.items()]
