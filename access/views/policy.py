from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.checks import reaches, requires, roles_here
from access.policy import COLUMNS, GIVES, TABLE, Permission, Reach


@require_safe
@requires(Permission.VIEW_POLICY)
def policy_page(request):
    """The table that the program itself reads, for the people whom it concerns."""
    mine = [role for role in COLUMNS if role in roles_here(request.user)]
    asked = request.GET.get("role")
    chosen = next((role for role in COLUMNS if role == asked), None)
    context = {
        "roles": [(role, role in mine) for role in COLUMNS],
        "rows": rows(mine),
        "my_roles": [role.label for role in mine],
        "my_rights": my_rights(request.user),
        "chosen": chosen,
        "rights_of_chosen": rights_of(chosen) if chosen else [],
        "gives": [(role.label, [given.label for given in GIVES[role]]) for role in GIVES],
    }
    return render(request, "access/policy.html", context)


def rows(mine):
    """(label of the permission, [(reach, whether the column is mine)]), as the page shows."""
    return [
        (
            permission.label,
            [(reach, role in mine) for role, reach in zip(COLUMNS, row, strict=True)],
        )
        for permission, row in TABLE.items()
    ]


def rights_of(role):
    """(label of the permission, reach) of all that one role may do."""
    column = COLUMNS.index(role)
    return [(p.label, row[column]) for p, row in TABLE.items() if row[column] is not Reach.NO]


def my_rights(user):
    """(label of the permission, how far it reaches) of all that this person may do here."""
    found = [(p.label, sorted(reaches(user, p), reverse=True)) for p in TABLE]
    return [
        (label, " and ".join(reach.label_for_you for reach in far)) for label, far in found if far
    ]
