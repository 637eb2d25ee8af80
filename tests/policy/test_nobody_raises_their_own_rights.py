"""Who may give which role, in sentences written by hand (domain/roles.md, principle 6)."""

import pytest
from django.core.exceptions import PermissionDenied

from access import services
from access.checks import roles_to_give
from access.models import Membership
from access.policy import COLUMNS, GIVES, TABLE, Reach
from access.roles import SCHOOL_ROLES, Role


@pytest.mark.parametrize("giver", list(GIVES))
def test_nobody_gives_themselves_a_role(cast, giver):
    person = cast.person(giver)
    role = next(role for role in GIVES[giver] if role is not giver)
    school = None if role.is_of_the_trust else cast.school
    with pytest.raises(PermissionDenied):
        services.give_role(person, by=person, role=role, school=school)
    with pytest.raises(PermissionDenied):
        services.invite(by=person, email=person.email, name="Me", role=role, school=school)


@pytest.mark.parametrize("giver", list(GIVES))
def test_nobody_ends_a_role_of_their_own(cast, giver):
    person = cast.person(giver)
    with pytest.raises(PermissionDenied):
        services.end_role(Membership.objects.get(user=person), by=person)


def test_nobody_switches_themselves_off(cast):
    with pytest.raises(PermissionDenied):
        services.switch_off(cast.operator, by=cast.operator)


@pytest.mark.parametrize("role", [Role.HEAD, Role.SENDCO, Role.DSL, Role.LEADER, Role.GOVERNOR])
def test_a_sendco_makes_no_headteacher_sendco_safeguarding_lead_leader_or_governor(cast, role):
    with pytest.raises(PermissionDenied):
        services.give_role(cast.teacher, by=cast.sendco, role=role, school=cast.school)


def test_a_headteacher_makes_no_headteacher(cast):
    assert Role.HEAD not in roles_to_give(cast.head, cast.school)


@pytest.mark.parametrize("giver", ["head", "sendco"])
def test_a_school_gives_roles_in_itself_alone(cast, birch, giver):
    person = getattr(cast, giver)
    assert roles_to_give(person, birch) == []
    assert roles_to_give(person, None) == []
    with pytest.raises(PermissionDenied):
        services.give_role(cast.teacher, by=person, role=Role.TA, school=birch)


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in (Role.SENDCO, Role.HEAD, Role.OPERATOR)]
)
def test_nobody_else_gives_any_role(cast, role):
    assert roles_to_give(cast.person(role), cast.school) == []


def test_a_sendco_gives_no_role_that_sees_more_of_a_pupil_than_a_sendco(cast):
    for permission, row in TABLE.items():
        for role in GIVES[Role.SENDCO]:
            if row[COLUMNS.index(role)] is Reach.ALL:
                assert row[COLUMNS.index(Role.SENDCO)] is Reach.ALL, (permission, role)


def test_a_role_that_was_taken_away_cannot_give_roles(cast):
    services.end_role(Membership.objects.get(user=cast.head), by=None)
    with pytest.raises(PermissionDenied):
        services.give_role(cast.teacher, by=fresh(cast.head), role=Role.TA, school=cast.school)


@pytest.mark.parametrize("forbidden", ["headteacher", "sendco", "sysadmin", "nonsense"])
def test_a_sendco_who_changes_the_form_gets_no_further(cast, visit, forbidden):
    data = {"name": "A", "email": "a@alder.example", "role": forbidden, "starts_on": "1/9/2026"}
    assert visit(cast.sendco, "/staff/invite/", data).status_code == 422
    assert not Membership.objects.filter(user__email="a@alder.example").exists()


@pytest.mark.parametrize("extra", ["school", "user", "is_active", "place"])
def test_a_field_that_the_form_does_not_show_changes_nothing(cast, birch, visit, extra):
    data = {"name": "A", "email": "a@alder.example", "role": "ta", "starts_on": "1/9/2026"}
    visit(cast.head, "/staff/invite/", {**data, extra: str(birch.pk)})
    assert Membership.objects.get(user__email="a@alder.example").school == cast.school


def test_the_doors_of_the_trusts_staff_page_are_shut_to_schools(cast, visit):
    for person in (cast.head, cast.sendco, cast.teacher):
        assert visit(person, "/trust/staff/", school=None).status_code == 403
        path = f"/trust/staff/{cast.teacher.pk}/off/"
        assert visit(person, path, {}, school=None).status_code == 403


def test_a_head_may_hold_no_role_of_their_own_on_the_page_to_end(cast, visit):
    mine = Membership.objects.get(user=cast.head)
    assert visit(cast.head, f"/staff/roles/{mine.pk}/end/", {"when": "now"}).status_code == 403
    assert visit(cast.head, f"/staff/{cast.head.pk}/role/").status_code == 403


def test_every_role_that_a_school_needs_can_be_given_by_somebody(cast):
    given = {role for roles in GIVES.values() for role in roles}
    assert set(SCHOOL_ROLES) <= given


def fresh(person):
    """As the next request reads this person."""
    return type(person).objects.get(pk=person.pk)
