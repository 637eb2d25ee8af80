"""A plan from its start to the next cycle (workflow W4): by mouse, keyboard, without a script."""

import pytest

from tests.factories import plans
from tests.journeys.conftest import told_in_every_way
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width


@pytest.fixture
def school(cast, served):
    cast.ann, cast.teacher, cast.assistant  # noqa: B018 - Ann stands in the teacher's class
    return cast


@told_in_every_way
def test_a_teacher_starts_writes_and_agrees_a_plan(hands_of, school):
    teacher = hands_of(school.teacher)
    teacher.goto(f"/pupils/{school.ann.pk}/plans/")
    teacher.follow("Start a plan")
    teacher.press("Start the plan")
    teacher.sees("has begun. First: what do we know?")
    teacher.follow("Write the plan")
    teacher.write("What will be different?", "Ann will read 20 words on sight")
    teacher.write("Where is the pupil now?", "8 words")
    teacher.press("Save the plan")
    teacher.sees("The plan is saved.")
    teacher.sees("Say how you will know")
    teacher.follow("Agree the plan")
    teacher.pick("How did you tell them?", "By telephone")
    teacher.press("Agree the plan")
    teacher.sees("From now on it is being done.")


@told_in_every_way
def test_the_next_cycle_takes_one_screen(hands_of, school):
    cycle = plans.closed(school)
    teacher = hands_of(school.teacher)
    teacher.goto(f"/plans/{cycle.pk}/")
    teacher.follow("Start the next cycle")
    teacher.write("What do we aim for?", "5 of 5 lessons")
    teacher.press("Start the next cycle")
    teacher.sees("has begun, with what goes on.")
    teacher.sees("Was: 3 of 5 lessons")
    teacher.sees("Aim: 5 of 5 lessons")


def test_the_pages_of_plans_are_fit_for_everybody(open_as, school):
    before = plans.closed(school)
    plans.group(school, school.ann)
    cycle = plans.begin(school, on=plans.REVIEW, title="Spring 2027")
    addresses = [
        f"/pupils/{school.ann.pk}/",
        f"/pupils/{school.ann.pk}/plans/",
        f"/pupils/{school.ann.pk}/meetings/add/",
        f"/plans/{before.pk}/",
        *(f"/plans/{cycle.pk}/{page}" for page in ("", "edit/", "evidence/", "agree/", "review/")),
        f"/plans/{cycle.pk}/close/",
    ]
    page = open_as(school.sendco)
    for address in addresses:
        page.goto(f"/schools/alder{address}")
        for _ in at_every_width(page):
            assert_no_violations(page)
            assert_no_sideways_scroll(page)
