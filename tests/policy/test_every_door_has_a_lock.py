"""Does each URL say who may come in, and does it keep a stranger out?"""

import re
from pathlib import Path

import pytest
from django.conf import settings

from access.policy import TABLE, Permission
from tests.policy.doors import arguments_of, doors, unknown_parameters

ROOT = Path(settings.BASE_DIR)
DOORS = doors()
SHUT = [one for one in DOORS if one.open_to != "anyone"]


def named(found):
    return {"argvalues": found, "ids": [str(one) for one in found]}


@pytest.mark.parametrize("one", **named(DOORS))
def test_a_door_names_a_permission_or_says_why_it_stands_open(one):
    assert one.permission or one.open_to, f"{one.route} has neither @requires nor @open_to"
    assert not (one.permission and one.open_to), f"{one.route} has both"
    if one.open_to:
        assert one.view.open_because.strip()


def test_each_door_has_a_name_of_its_own():
    known = [(one.site, one.name) for one in DOORS]
    assert None not in {name for _, name in known}
    twice = {one for one in known if known.count(one) > 1}
    assert not twice, f"one name for two addresses: {twice}"


@pytest.mark.parametrize("one", **named(DOORS))
def test_the_tests_know_what_to_put_into_its_address(one):
    unknown = unknown_parameters(one)
    assert not unknown, (
        f"{one.route}: say what stands for {unknown}. Add ({one.name!r}, {unknown[:1]}) to "
        "PARAMETERS in tests/policy/doors.py; a new kind of row goes into tests/policy/world.py."
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_sign_in_at_every_door(world, method):
    for one in SHUT:
        address = one.address(arguments_of(one, world.alder, world.alder.ann))
        answer = world.ask(None, address, method)
        assert answer.status_code == 302, f"{method} {one}: {answer.status_code}"
        assert answer.url.startswith("/account/sign-in/"), f"{method} {one}: {answer.url}"


def test_what_stands_open_to_anyone_shows_no_child(world):
    for one in set(DOORS) - set(SHUT):
        address = one.address(arguments_of(one, world.alder, world.alder.ann))
        assert b"zq" not in world.ask(None, address).content, one


@pytest.mark.parametrize("permission", TABLE, ids=lambda permission: permission.label)
def test_each_row_of_the_table_guards_something(permission):
    """A door, or a part of a page (`to=`, `may.…`): a right that nothing asks for is a promise
    that nobody keeps."""
    if any(one.permission == permission for one in DOORS):
        return
    asked = re.compile(rf"\bPermission\.{permission.name}\b|\bmay\.{permission.value}\b")
    sources = [*ROOT.glob("*/**/*.py"), *ROOT.glob("templates/**/*.html")]
    ours = [
        path
        for path in sources
        if path.relative_to(ROOT).parts[0] not in ("tests", "bench", ".local")
        and path != ROOT / "access" / "policy.py"
    ]
    assert any(asked.search(path.read_text()) for path in ours), (
        f"nothing asks for {permission.name}"
    )


def test_every_permission_has_a_row():
    assert set(TABLE) == set(Permission)
