"""Risks weighed, controls put in place, and a use of force recorded: by mouse, by keys alone and
without scripts; every page for axe."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import told_in_every_way
from tests.journeys.hands import Mouse
from tests.look.axe import assert_fit_for_everybody

PHONE = {"width": 390, "has_touch": True}


@pytest.fixture
def plan(cast):
    """A risk assessment in force, whose control is the teacher's and overdue."""
    from safety.models import Control
    from safety.services import signing
    from tests.factories import safety

    plan = safety.written(cast)
    Control.objects.filter(version=plan.draft).update(
        text="A second lock", owner=cast.teacher, due_on=safety.in_days(-3)
    )
    signing.send_to_sign(plan.draft, by=cast.sendco)
    return safety.sign(plan, cast)


@pytest.fixture
def force(cast):
    from safety.services import restrictive
    from tests.factories import safety

    one = safety.force(cast.ann, by=cast.sendco, staff=[cast.teacher])
    restrictive.correct(one, by=cast.head, text="It was the right hand")
    return one


# What they do -------------------------------------------------------------------------------------
@told_in_every_way
def test_the_owner_of_a_control_puts_it_in_place_from_the_front_page(hands_of, cast, plan):
    teacher = hands_of(cast.teacher, **PHONE)
    teacher.goto("/")
    teacher.sees("1 thing to put in place")
    teacher.follow("A second lock")
    teacher.press("Done with A second lock")
    teacher.sees("Saved: “A second lock” is in place.")
    teacher.goto("/")
    expect(teacher.page.locator("body")).not_to_contain_text("to put in place")


def test_the_score_stands_beside_what_is_chosen(open_as, cast):
    from tests.factories import safety

    plan = safety.written(cast)
    page = open_as(cast.sendco)
    page.goto(f"/schools/alder/safety/risk/{plan.pk}/write/")
    page.get_by_label("How likely is it now?").select_option("5")
    expect(page.get_by_label("Risk now", exact=True)).to_contain_text("20")
    page.get_by_label("How bad would it be now?").select_option("1")
    expect(page.get_by_label("Risk now", exact=True)).to_contain_text("Medium")


@told_in_every_way
def test_a_teacher_records_a_use_of_force_on_a_phone(hands_of, cast):
    from safety.models import RestrictiveIntervention

    assert cast.ann
    teacher = hands_of(cast.teacher, **PHONE)
    teacher.goto("/safety/force/")
    teacher.follow("Record use of force")
    teacher.follow("Ann Archer")
    page = teacher.page
    page.get_by_label("When did it begin?").fill("0:01")
    page.get_by_label("When did it end?").fill("0.02")
    page.get_by_label("Where?", exact=True).select_option("Playground or field")
    page.get_by_label("Reasonable force").check()
    page.get_by_label("Who", exact=False).first.select_option(label=cast.teacher.name)
    for question in ("What led up to it?", "What was tried first?", "What was done?"):
        page.get_by_label(question).fill("Words")
    teacher.press("Save the record")
    teacher.sees("Write why it was necessary")
    page.get_by_label("Why was it necessary?").fill("He ran to the road")
    teacher.press("Save the record")
    teacher.sees("The record is saved")
    teacher.sees("Parents not told yet")
    assert RestrictiveIntervention.objects.get().place == "Playground or field"


# Every page ---------------------------------------------------------------------------------------
def test_axe_finds_nothing_where_risks_are_weighed_and_force_is_read(open_as, cast, plan, force):
    from tests.factories import safety

    drafted = safety.written(cast, pupil=cast.ben)
    sendco = Mouse(open_as(cast.sendco))
    for path in (
        f"/safety/risk/{plan.pk}/",
        f"/safety/risk/{drafted.pk}/write/",
        "/safety/force/",
        "/safety/force/new/",
        f"/safety/force/{force.pk}/",
        f"/safety/force/{force.pk}/parents/",
        f"/safety/force/{force.pk}/correct/",
        f"/pupils/{cast.ann.pk}/force/record/",
        "/figures/force/",
    ):
        sendco.goto(path)
        assert_fit_for_everybody(sendco.page)
    sendco.goto(f"/pupils/{cast.ann.pk}/force/record/")
    sendco.press("Save the record")
    assert_fit_for_everybody(sendco.page)


def test_axe_finds_nothing_where_the_trust_words_its_matrix(open_as, cast):
    page = open_as(cast.operator)
    page.goto("/trust/settings/risk/?scale=3")
    assert_fit_for_everybody(page)
    page.get_by_label("To", exact=True).first.fill("7")
    page.get_by_role("button", name="Save the matrix").click()
    expect(page.locator("body")).to_contain_text("must begin at 8")
    assert_fit_for_everybody(page)
