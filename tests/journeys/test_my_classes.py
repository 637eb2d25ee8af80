"""A teacher reads what a class needs and says so; the SENDCo sees it; what changes is marked."""

import pytest

from register.services.profiles import save_profile
from tests.journeys.conftest import told_in_every_way
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width


@pytest.fixture
def room(cast):
    """3A with its teacher; Ann is on SEN support, Dot is monitored."""
    cast.ann, cast.cal, cast.dot, cast.teacher  # noqa: B018 - they stand in 3A
    save_profile(cast.ann, by=cast.sendco, what_helps="One step at a time")
    return cast


@told_in_every_way
def test_a_teacher_reads_a_class_and_acknowledges_it_once(hands_of, room):
    teacher = hands_of(room.teacher)
    teacher.goto("/")
    teacher.follow("My classes")
    teacher.is_at("3A")
    teacher.sees("One step at a time")
    teacher.press("I have read this")
    teacher.sees("Saved: you have read 3A.")
    teacher.sees("Nothing has changed since.")

    save_profile(room.ann, by=room.sendco, what_helps="One step at a time\nA word bank")
    teacher.goto("/my-classes/")
    teacher.sees("1 pupil changed since you last read it")
    teacher.press("I have read this")

    sendco = hands_of(room.sendco)
    sendco.goto("/classes/")
    sendco.follow("3A")
    sendco.sees("Read this class on")


LIST = "pupil,group,subject\nAnn Archer,Maths 1,Maths\nDot Dyer,Maths 1,"


@told_in_every_way
def test_the_office_sets_up_a_teaching_group_from_a_list(hands_of, room):
    officer = hands_of(room.data_officer)
    officer.goto("/classes/")
    officer.follow("Load a list")
    officer.write("Paste a list", LIST)
    officer.press("Check this list")
    officer.sees("2 pupils and 0 adults come into 1 group")
    officer.press("Save these groups")
    officer.follow("Maths 1")
    officer.follow("Add an adult")
    officer.choose("Who?", f"{room.teacher.name} ({room.teacher.email})")
    officer.press("Add this adult")
    officer.sees("was added to Maths 1")


def test_the_pages_of_classes_are_fit_for_everybody(open_as, room):
    group = room.class_3a.pk
    pages = {
        room.teacher: [f"/my-classes/{group}/"],
        room.data_officer: [
            "/classes/",
            "/classes/add/",
            "/classes/list/",
            "/classes/next-year/",
            f"/classes/{group}/",
            f"/classes/{group}/pupils/add/?q=a",
            f"/classes/{group}/adults/add/",
        ],
    }
    for person, addresses in pages.items():
        page = open_as(person)
        for address in addresses:
            page.goto(f"/schools/alder{address}")
            for _ in at_every_width(page):
                assert_no_violations(page)
                assert_no_sideways_scroll(page)
