"""Sentences written by hand from the trust's policy, never derived from the table."""

import pytest
from django.utils import timezone

from access.grants import unname_adult
from access.roles import Role
from register.services.groups import add_adult
from register.services.pupils import mark_left
from tests.factories.cast import DAY

NO_CHILD_ROLES = [Role.GOVERNOR, Role.BOARD, Role.TRUSTEE, Role.TRUST_LEAD, Role.OPERATOR, Role.DPO]


@pytest.mark.parametrize("role", NO_CHILD_ROLES)
def test_those_who_govern_or_run_the_system_never_open_a_pupil(cast, visit, role):
    """Policy 5.1; domain/roles.md principles 2 and 6."""
    answer = visit(cast.person(role), f"/pupils/{cast.ann.pk}/")
    assert answer.status_code == 403
    assert b"Archer" not in answer.content


def test_a_teacher_opens_a_pupil_of_the_class(cast, visit):
    """Policy 5.4, 7.1."""
    assert visit(cast.teacher, f"/pupils/{cast.ann.pk}/").status_code == 200


def test_for_a_teacher_a_pupil_of_another_class_does_not_exist(cast, visit):
    assert visit(cast.teacher, f"/pupils/{cast.ben.pk}/").status_code == 404


def test_a_teacher_taken_off_the_class_loses_its_pupils_at_once(cast, visit):
    cast.teacher  # noqa: B018 - on the class list
    cast.class_3a.adults.update(ended_on="2026-11-01")
    assert visit(cast.teacher, f"/pupils/{cast.ann.pk}/").status_code == 404


def test_the_register_of_an_assistant_holds_the_pupils_they_are_named_for(cast, visit):
    cast.dot  # noqa: B018 - monitored, in the class where Ann is
    text = visit(cast.assistant, "/register/").content.decode()
    assert "Archer" in text
    assert "Dyer" not in text
    found = visit(cast.assistant, "/register/?q=Dyer&status=M").content.decode()
    assert "Dyer, Dot" not in found


def test_an_assistant_who_is_no_longer_named_loses_the_pupil_at_once(cast, visit):
    unname_adult(cast.ann, cast.assistant)
    assert visit(cast.assistant, f"/pupils/{cast.ann.pk}/").status_code == 404
    assert b"Archer" not in visit(cast.assistant, "/register/").content


def test_an_assistant_reads_no_class_as_a_whole(cast, visit):
    """Supporting a class gives an assistant no reach: being named does (roles.md, principle 5)."""
    add_adult(cast.class_3a, cast.assistant, by=cast.sendco, on=DAY)
    assert visit(cast.assistant, f"/my-classes/{cast.class_3a.pk}/").status_code == 403
    assert visit(cast.assistant, f"/pupils/{cast.cal.pk}/").status_code == 404


def test_an_assistant_opens_only_the_pupils_they_are_named_for(cast, visit):
    assert visit(cast.assistant, f"/pupils/{cast.ann.pk}/").status_code == 200
    assert visit(cast.assistant, f"/pupils/{cast.dot.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.SITE, Role.FINANCE])
def test_who_needs_but_the_name_of_a_pupil_learns_no_date_of_birth(cast, visit, role):
    """domain/roles.md: the site lead has name and place, the business manager the name."""
    text = visit(cast.person(role), f"/pupils/{cast.ann.pk}/").content.decode()
    assert "Archer" in text
    assert f"{cast.ann.born_on:%Y}" not in text
    assert ", age " not in text


@pytest.mark.parametrize("role", [Role.MEDICAL, Role.DSL, Role.LEADER, Role.DATA])
def test_who_looks_after_pupils_sees_the_date_of_birth(cast, visit, role):
    text = visit(cast.person(role), f"/pupils/{cast.ann.pk}/").content.decode()
    assert f"Born {cast.ann.born_on:%-d %b %Y}, age " in text


@pytest.mark.parametrize("role", [Role.MEDICAL, Role.DSL, Role.LEADER, Role.SITE, Role.FINANCE])
def test_on_the_day_a_pupil_leaves_the_staff_lose_the_record(cast, visit, role):
    """domain/roles.md, principle 10."""
    mark_left(cast.ann, by=cast.sendco, on=timezone.localdate())
    assert visit(cast.person(role), f"/pupils/{cast.ann.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.SENDCO, Role.HEAD, Role.DATA])
def test_the_record_of_a_leaver_stays_with_head_sendco_and_who_keeps_the_roll(cast, visit, role):
    mark_left(cast.ann, by=cast.sendco, on=timezone.localdate())
    assert visit(cast.person(role), f"/pupils/{cast.ann.pk}/").status_code == 200
