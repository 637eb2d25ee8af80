"""Every door × every role × the pupils within reach, out of reach, of the other school and of
nowhere, as the table says.

A test is a cell of the table: it opens each door that the permission guards, reading and writing.
`tests/policy/test_red_lines.py` is the second witness: a test that re-reads the table would bless
a wrong one.
"""

import io
import re
import zipfile

import pytest
from django.db import connection

from access.policy import COLUMNS, TABLE, Reach
from access.roles import Role
from safety.kinds import KINDS
from tests.policy.doors import (
    SCHOOL,
    TRUST,
    arguments_of,
    arguments_of_nobody,
    belongs_to_another,
    concerns_a_child,
    doors,
    has_rows,
    never_shown_to,
    reach_of,
    reaches_child,
)

TOKEN = re.compile(r"[0-9a-z]{32,}")
OPENS = {200, 302, 303, 405, 422}
SHUT = {403, 405}
NOT_THERE = {404, 405}
METHODS = ("get", "post")
# Pages on which a person meets a further rule than the table's, which a test of its own holds.
FURTHER_RULES = {
    "step_in": {404},  # the demo alone
    "staff_person": {403},
    "staff_add_role": {403},  # nobody gives a role of their own
    "staff_end_role": {403},
    "staff_send_link": {404},  # only to those who have not chosen a password
    "staff_move": {403, 404},
    "staff_switch_on": {404},  # nobody here is switched off
    "reopen_school": {404},  # no school here is closed
    "welcome": {410},
    **{f"{kind}_acknowledge": {404} for kind in KINDS},  # only those whom the plan names
    "risk_control_done": {404},  # only its owner, and those who keep the pupil's plans
    "restrictive_parents": {404},  # only those who may read the record
    "plan_review": {409},  # an empty form has not seen what stands
    "record_statutory_paper": {409},  # the same
    "report_section": {409},
}


def sentence(cell):
    role, permission = cell
    may = "may not" if reach_of(role, permission) is Reach.NO else "may"
    return f"{role.label} {may} {permission.label}: {reach_of(role, permission).label}"


OF_A_SCHOOL = [role for role in COLUMNS if not role.is_of_the_trust]
CELLS = [(role, permission) for permission in TABLE for role in COLUMNS]


@pytest.mark.parametrize("cell", CELLS, ids=sentence)
def test_a_cell_of_the_table_holds_at_each_of_its_doors(world, cell):
    role, permission = cell
    reach = reach_of(role, permission)
    for one in (door for door in doors() if door.permission == permission):
        reach_here = reach if may_enter(one, role) else Reach.NO
        ask_about_each_child(world, one, role, reach_here)


def may_enter(one, role):
    """A role of a school has no page of the trust's but those that the whole staff share."""
    return one.site == SCHOOL or role.is_of_the_trust


def ask_about_each_child(world, one, role, reach):
    if reach is Reach.NO:
        return expect(world, one, role, world.alder.ann, SHUT)
    children = [world.alder.ann, world.alder.ben]
    for child in children if concerns_a_child(one, world.alder) else children[:1]:
        expect(world, one, role, child, allowed(world, one, role, reach, child))
    if has_rows(one) and one.site == SCHOOL:
        elsewhere = arguments_of(one, world.birch, world.birch.ann)
        expect_at(world, one, role, one.address(elsewhere), NOT_THERE)
        nobody = arguments_of_nobody(one, world.alder)
        expect_at(world, one, role, one.address(nobody), NOT_THERE)


def allowed(world, one, role, reach, child):
    if belongs_to_another(one, world.alder, role):
        return NOT_THERE
    if concerns_a_child(one, world.alder) and not reaches_child(reach, child.name):
        return NOT_THERE
    return OPENS | FURTHER_RULES.get(one.name, set())


def expect(world, one, role, child, wanted):
    expect_at(world, one, role, one.address(arguments_of(one, world.alder, child)), wanted)


def expect_at(world, one, role, address, wanted):
    """Reading and writing answer alike; a door that refuses reading is not asked twice."""
    for method in METHODS:
        with Writes() as writes:
            answer = world.ask(world.alder.person(role), address, method)
        said = f"{role.label} {method} {one.route} ({address}): {answer.status_code}"
        assert answer.status_code in wanted, f"{said}, not one of {sorted(wanted)}"
        if method == "get" or answer.status_code in SHUT | NOT_THERE:
            assert not writes.found, f"{said} wrote {writes.found}"
        shows_nothing_it_must_not(answer, role, said)
        if answer.status_code == 403:
            return


def shows_nothing_it_must_not(answer, role, said):
    shown = text_of(answer)
    for word in never_shown_to(role):
        at = shown.find(word)
        assert at < 0, f"{said} shows “…{shown[max(at - 80, 0) : at + 40]}…”"
    title = re.search(r"<title>(.*?)</title>", shown, re.DOTALL)
    assert not title or "zq" not in title[1], f"{said} has a child's name in its title: {title[1]}"


def text_of(answer):
    """Body and headers, in small letters; a workbook unpacked, and no token, which is random."""
    body = answer.getvalue()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b" ".join(book.read(name) for name in book.namelist())
    text = (str(answer.headers) + body.decode(errors="replace")).casefold()
    return TOKEN.sub("", text)


class Writes:
    """The tables that were written to, but for the record of what happened and the session."""

    HARMLESS = ("audit_auditevent", "django_session", "access_signinattempt", "access_wrongtry")

    def __enter__(self):
        self.found = set()
        self._wrapper = connection.execute_wrapper(self._look)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error):
        self._wrapper.__exit__(*error)

    def _look(self, execute, sql, params, many, context):
        words = str(sql).replace('"', "").split()
        if words and words[0].upper() in ("INSERT", "UPDATE", "DELETE"):
            table = words[1] if words[0].upper() == "UPDATE" else words[2]
            if table not in self.HARMLESS:
                self.found.add(table)
        return execute(sql, params, many, context)


OPEN = [one for one in doors() if one.open_to in ("signed in", "members")]


@pytest.mark.parametrize("role", COLUMNS, ids=lambda role: role.label)
def test_what_stands_open_to_members_opens_to_each_role(world, role):
    for one in OPEN:
        wanted = allowed(world, one, role, Reach.ALL, world.alder.ann)
        expect(world, one, role, world.alder.ann, wanted)


@pytest.mark.parametrize("role", OF_A_SCHOOL, ids=lambda role: role.label)
def test_a_role_of_one_school_opens_no_door_of_the_other(world, role):
    """Wrong school and no school are answered alike, so nobody learns what there is. Writing is
    tried at the doors that this role opens at home."""
    for one in (door for door in doors() if door.site == SCHOOL and door.open_to != "anyone"):
        at_home = not one.permission or reach_of(role, one.permission) is not Reach.NO
        address = one.address(arguments_of(one, world.birch, world.birch.ann), "birch")
        for method in METHODS if at_home else METHODS[:1]:
            answer = world.ask(world.alder.person(role), address, method)
            assert answer.status_code in NOT_THERE, f"{role} {method} {one}: {answer.status_code}"


@pytest.mark.parametrize("role", OF_A_SCHOOL, ids=lambda role: role.label)
def test_a_role_of_a_school_opens_no_door_of_the_trust(world, role):
    for one in (door for door in doors() if door.site == TRUST and door.permission):
        if reach_of(role, one.permission) is not Reach.NO:
            continue  # the page of who may do what stands in both
        expect(world, one, role, world.alder.ann, SHUT)


def test_every_role_stands_in_the_table():
    assert set(COLUMNS) == set(Role)
    assert all(len(row) == len(COLUMNS) for row in TABLE.values())
