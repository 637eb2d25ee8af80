"""The front door, one's own account, and the page of who may do what."""

import pytest

from access.policy import COLUMNS, TABLE
from access.roles import Role


def test_somebody_of_one_school_is_led_straight_in(cast, client):
    client.force_login(cast.teacher)
    assert client.get("/").headers["Location"] == "/schools/alder/"


def test_somebody_of_two_schools_chooses_and_sees_their_role_in_each(cast, birch, client):
    cast.teacher.memberships.create(school=birch, role="ta", starts_on="2026-09-01")
    client.force_login(cast.teacher)
    page = client.get("/").content.decode()
    assert "Alder Primary" in page
    assert "Birch Secondary" in page
    assert "Teaching assistant" in page


def test_somebody_whose_roles_have_ended_is_told_so(cast, client):
    cast.teacher.memberships.update(ends_on="2026-09-04")
    client.force_login(cast.teacher)
    assert "You have no role at the moment" in client.get("/").content.decode()


def test_nobody_is_offered_a_school_that_is_not_theirs(cast, client):
    cast.teacher.memberships.create(role="trust_board", starts_on="2027-09-01")
    client.force_login(cast.teacher)
    assert client.get("/").status_code == 302


def test_a_trustee_sees_every_school(cast, client):
    client.force_login(cast.person(Role.TRUSTEE))
    page = client.get("/").content.decode()
    assert "Alder Primary" in page
    assert "Birch Secondary" in page


def test_an_account_shows_its_roles_and_nobody_elses(cast, birch, client):
    cast.person(Role.HEAD, "There", school=birch)
    client.force_login(cast.teacher)
    page = client.get("/account/").content.decode()
    assert "Alder Primary" in page
    assert "Birch" not in page


def test_the_policy_page_starts_with_ones_own_rights(cast, visit):
    answer = visit(cast.assistant, "/who-may-do-what/")
    rights = dict(answer.context["my_rights"])
    assert rights["See a pupil's SEN status, needs and flags"] == "Pupils you are named for"
    assert "Import the roll" not in rights


def test_the_policy_page_shows_every_cell_of_the_table(cast, visit):
    answer = visit(cast.governor, "/who-may-do-what/")
    shown = [tuple(reach for reach, _ in cells) for _, cells in answer.context["rows"]]
    assert shown == list(TABLE.values())
    assert len(answer.context["roles"]) == len(COLUMNS) == 16


@pytest.mark.parametrize("asked", ["dsl", "nonsense", ""])
def test_one_role_can_be_read_by_itself(cast, visit, asked):
    answer = visit(cast.governor, f"/who-may-do-what/?role={asked}")
    expected = Role.DSL if asked == "dsl" else None
    assert answer.context["chosen"] == expected


def test_the_policy_page_says_who_gives_which_role(cast, visit):
    page = visit(cast.teacher, "/who-may-do-what/").content.decode()
    assert "Headteacher gives" in page


@pytest.mark.parametrize("path", ["/help/", "/privacy/", "/accessibility/"])
def test_the_texts_are_there_before_and_after_a_sign_in(cast, client, path):
    somebody = cast.head
    assert client.get(path).status_code == 200
    client.force_login(somebody)
    assert client.get(path).status_code == 200
