"""Every page that somebody can open, at a desk and on a phone.

The walk goes through both URLconfs, so a new page is walked as soon as it has an address. A page
is opened by the first of the walkers whom the table lets in; those that look different to each
role, by every walker who may.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import Error, expect

from access.policy import Reach
from access.roles import Role
from schools.across import inside
from tests.journeys.hands import Mouse
from tests.look.axe import assert_fit_for_everybody
from tests.policy.doors import SCHOOL, TRUST, arguments_of, doors, reach_of

DOORS_A_WALK = 20
STRANGER = "stranger"
WALKERS = (
    STRANGER, Role.SENDCO, Role.TEACHER, Role.DATA, Role.HEAD, Role.GOVERNOR, Role.TA,
    Role.OPERATOR, Role.DPO, Role.TRUST_LEAD,
)  # fmt: skip
LOOKS_DIFFERENT = {"home", "register", "pupil", "pupil_needs", "figures"}
# Pages that stand only in a state of their own: what their address is to name.
CLOSED_SCHOOL = {"reopen_school"}
SWITCHED_OFF = {"staff_switch_on"}
WITHOUT_A_PLAN = {"plan_start"}
CLOSED_PLAN = {"plan_amend", "plan_next"}


@pytest.fixture(scope="module")
def world(served):
    """The two schools of the policy tests, Birch shut, a colleague's account switched off, a pupil
    without a plan and one whose plan is closed."""
    from tests.factories import plans
    from tests.policy.world import World, leaver

    with served.inside():
        world = World()
        world.leaver = leaver(world)
        world.leaver.is_active = False
        world.leaver.save()
        with inside(world.alder.school):
            cast = world.alder.cast
            una, val = (cast.pupil(name, "Ullman", cast.class_3a) for name in ("Una", "Val"))
            world.planless, world.closed_plan = una, plans.closed(cast, pupil=val)
        world.birch.school.closed_at = timezone.now()
        world.birch.school.save()
        yield world


def opens(walker, door):
    if door.name == "job":  # shown to the person alone who asked for the work
        return (door.site, walker) == (SCHOOL, Role.DATA)
    if walker == STRANGER or door.open_to == "anyone":
        return walker == STRANGER and door.open_to == "anyone"
    if door.open_to:
        return True
    is_at_home = door.site != TRUST or walker.is_of_the_trust
    return is_at_home and reach_of(walker, door.permission) is not Reach.NO


def walk_of(walker):
    """The doors of this walker: those that no earlier one opens, and those that look different."""
    earlier = WALKERS[: WALKERS.index(walker)]
    for door in doors():
        is_taken = any(opens(one, door) for one in earlier)
        if opens(walker, door) and (door.name in LOOKS_DIFFERENT or not is_taken):
            yield door


def address_of(door, world):
    arguments = arguments_of(door, world.alder, world.alder.ann)
    if door.name in CLOSED_SCHOOL:
        arguments["slug"] = "birch"
    if door.name in SWITCHED_OFF:
        arguments["pk"] = world.leaver.pk
    if door.name in WITHOUT_A_PLAN:
        arguments["pk"] = world.planless.pk
    if door.name in CLOSED_PLAN:
        arguments["pk"] = world.closed_plan.pk
    return door.address(arguments)


def walks():
    """(walker, doors), no walk so long that others wait for it."""
    for walker in WALKERS:
        mine = list(walk_of(walker))
        for first in range(0, len(mine), DOORS_A_WALK):
            yield pytest.param(walker, mine[first : first + DOORS_A_WALK], id=f"{walker} {first}")


@pytest.mark.parametrize(("walker", "walk"), list(walks()))
def test_every_page_is_fit_for_everybody(open_as, world, walker, walk):
    person = None if walker == STRANGER else world.alder.person(walker)
    hands = Mouse(open_as(person))
    found = []
    for door in walk:
        try:
            look_at(hands, address_of(door, world))
        except AssertionError as problem:
            found.append(f"{door}: {problem}")
    assert not found, "\n\n".join(found)


def look_at(hands, address):
    """A door that only takes forms, a file, a stylesheet and a part of a page are no pages."""
    hands.complaints.clear()
    try:
        answer = hands.page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return
        raise
    is_page = answer.body().lstrip()[:9].lower() == b"<!doctype"
    if answer.status == 405 or not is_page:
        return
    assert answer.status == 200, answer.status
    title = hands.page.title()
    assert title.partition(" – ")[0], "it has no title of its own"
    assert "zq" not in title, f"a pupil is named in the title: {title}"
    expect(hands.page.get_by_role("heading", level=1)).to_have_count(1)
    assert_fit_for_everybody(hands.page)
    assert hands.complaints == []
