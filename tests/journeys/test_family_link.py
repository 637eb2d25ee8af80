"""A teacher sends the plan; the family reads it on a phone, without an account, and answers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.journeys.hands import Mouse

PHONE = 390


@pytest.fixture
def plan(cast, served):
    """Ann's plan, of which her parents were told."""
    from tests.factories.plans import agree, plan

    return agree(plan(cast), cast.teacher, review_on=timezone.localdate() + timedelta(days=10))


def enter_birth_date(family, day, month, year):
    for label, part in (("Day", day), ("Month", month), ("Year", year)):
        family.write(label, str(part))
    family.press("Continue")


def test_a_family_reads_and_answers_and_the_teacher_sees_it(cast, plan, open_as, tell):
    teacher, family = Mouse(open_as(cast.teacher)), Mouse(open_as(width=PHONE))
    teacher.goto(f"/plans/{plan.pk}/")
    teacher.follow("Send a link")
    teacher.press("Make a link")
    address = teacher.field("Address for the family").input_value()

    family.page.goto(address)
    enter_birth_date(family, 1, 1, 2010)
    family.sees("You can try 4 more times.")
    born = cast.ann.born_on
    enter_birth_date(family, born.day, born.month, born.year)
    family.is_at("Ann’s support plan")
    family.write("Your name", "Mrs Archer")
    family.write("Is there anything you want to say?", "We use the card at home.")
    family.press("I have read this")
    family.sees("The school can read your answer now.")

    teacher.goto(f"/plans/{plan.pk}/")
    teacher.sees("Mrs Archer has read it")
    teacher.follow("Send a link")
    teacher.page.get_by_role("button", name="Take back").click()
    teacher.sees("Link taken back")
    family.page.goto(address)
    family.is_at("This link does not open anything")
    assert not [words for words in family.complaints if "404" not in words]
    tell("A family reads the plan on a phone and answers: no account, one link")
