"""The only readers of the table: views ask `requires`, templates ask `may`, querysets ask `reach`,
and the services of people ask `roles_to_give`.

Deny by default: no role, no membership here, or no object means NO.
"""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone

from access.models import Membership
from access.policy import COLUMNS, GIVES, TABLE, Permission, Reach
from access.roles import Role
from audit.record import record
from schools.across import current_school

WIDEST_FIRST = (
    Reach.ALL,
    Reach.TAUGHT,
    Reach.NAMED,
    Reach.OWN,
    Reach.AGGREGATE,
    Reach.NO,
)


def roles_here(user):
    """The roles that this person holds today in the school that the connection is in, those of
    the trust included; in the trust's own schema, the roles of the trust alone."""
    return roles_at(user, current_school())


def roles_at(user, school):
    """The same for a given school (None: the trust).

    Read from the database once a request: the person object lives no longer than that.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    known = user.__dict__.setdefault("_roles_by_school", {})
    key = school.pk if school else None
    if key not in known:
        known[key] = frozenset(Role(role) for role in _memberships(user, school))
    return known[key]


def _memberships(user, school):
    here = Q(school=None) | Q(school=school) if school else Q(school=None)
    today = Membership.objects.on(timezone.localdate()).filter(here, user=user)
    return today.values_list("role", flat=True)


def reaches(user, permission):
    """Every reach that this person's roles here give them (TAUGHT and NAMED may both apply)."""
    row = TABLE[permission]
    cells = {row[COLUMNS.index(role)] for role in roles_here(user)} - {Reach.NO}
    return {Reach.ALL} if Reach.ALL in cells else cells


def reach(user, permission):
    """The widest of them; Reach.NO where there is none."""
    found = reaches(user, permission)
    return next((r for r in WIDEST_FIRST if r in found), Reach.NO)


def may(user, permission):
    """True where some role of this person gives this permission any reach here."""
    return bool(reaches(user, permission))


def roles_with(permission, reach):
    """The roles whose cell of this permission says exactly this."""
    return [role for role, cell in zip(COLUMNS, TABLE[permission], strict=True) if cell is reach]


def works_for_the_trust(user):
    """True where this person holds a role of the trust today, and so may enter every school."""
    return any(role.is_of_the_trust for role in roles_here(user))


def roles_to_give(user, school):
    """The roles that this person may give to others in this school (None: in the trust), and end,
    in the order of the table."""
    given = {role for held in roles_at(user, school) for role in GIVES.get(held, ())}
    return [role for role in COLUMNS if role in given and role.is_of_the_trust == (school is None)]


def requires(permission):
    """Let in only those whom the table lets in: 403 for a role without reach, put on record.

    A pupil out of reach is another matter: `for_user` leaves them out, so the page is a 404.
    """
    permission = Permission(permission)

    def lock(view):
        @wraps(view)
        def locked(request, *args, **kwargs):
            if not may(request.user, permission):
                record("access.refused", by=request.user, permission=permission)
                raise PermissionDenied
            return view(request, *args, **kwargs)

        locked.permission = permission
        return locked

    return lock


def open_to(whom, *, reason):
    """A door without a permission: "anyone" (no sign-in) or "members" (anybody signed in who
    belongs here). The reason is for the reader of the policy."""
    if whom not in ("anyone", "signed in", "members"):
        raise ValueError(whom)

    def unlock(view):
        view.open_to, view.open_because = whom, reason
        if whom == "anyone":
            view.login_required = False
        return view

    return unlock
