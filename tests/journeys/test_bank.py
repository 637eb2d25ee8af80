"""Choosing from the bank while a plan is written, and the trust changing its own: by mouse, by the
keyboard alone, without a script."""

import pytest

from access.roles import Role
from tests.factories import plans
from tests.journeys.conftest import told_in_every_way
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width


@pytest.fixture
def school(cast, served):
    cast.ann, cast.teacher  # noqa: B018 - Ann stands in the teacher's class
    return cast


@told_in_every_way
def test_a_teacher_chooses_an_outcome_and_loses_no_word(hands_of, school):
    cycle = plans.begin(school)
    teacher = hands_of(school.teacher)
    teacher.goto(f"/plans/{cycle.pk}/edit/")
    teacher.write("What we understand", "Ann knows more than she says.")
    teacher.press("Choose from the bank for this outcome")
    teacher.write("Words", "full sentence")
    teacher.press("Search the bank")
    teacher.does_not_see("Retells a story of four parts")
    teacher.press("Use “Asks for what they need in a full sentence in 4 of 5 lessons.”")
    teacher.sees("From the bank:")
    teacher.write("What will be different?", "Ann asks in a full sentence in 4 of 5 lessons")
    teacher.press("Choose strategies from the bank for every lesson")
    teacher.press("Use “Agree a quiet place and a card to ask for it.”")
    teacher.sees("Added: Agree a quiet place and a card to ask for it.")
    teacher.press("Save the plan")
    teacher.sees("The plan is saved.")
    teacher.sees("Ann knows more than she says.")
    teacher.sees("Ann asks in a full sentence in 4 of 5 lessons")
    teacher.sees("Agree a quiet place and a card to ask for it.")


def test_enter_in_the_search_searches_and_enter_in_a_field_takes_no_outcome_out(hands_of, school):
    cycle = plans.plan(school)
    teacher = hands_of(school.teacher)
    teacher.goto(f"/plans/{cycle.pk}/edit/")
    teacher.press("Add an outcome from the bank")
    teacher.write("Words", "word list")
    teacher.field("Words").press("Enter")
    teacher.sees("Says the two target sounds clearly in 9 of 10 words.")
    teacher.does_not_see("Retells a story of four parts")
    teacher.press("Close the bank")
    teacher.does_not_see("Choose an outcome from the bank")
    teacher.field("What do we aim for?").press("Enter")
    teacher.sees("The plan is saved.")
    teacher.sees(plans.CARD["text"])


@told_in_every_way
def test_the_trust_adds_an_item(hands_of, school):
    lead = hands_of(school.person(Role.TRUST_LEAD))
    lead.goto("/trust/bank/", school=None)
    lead.follow("Add an item")
    lead.follow("Strategy in lessons")
    lead.choose("Area of need", "Cognition and learning")
    lead.press("Add")
    lead.sees("Write what it says")
    lead.write("What do adults do?", "Use the orange folder.")
    lead.press("Add")
    lead.sees("It is in the trust’s bank. The schools have it within a few minutes.")


def test_the_pages_of_the_bank_are_fit_for_everybody(open_as, school):
    cycle = plans.begin(school)
    pages = {
        school.sendco: ["/bank/", "/bank/add/", "/bank/add/?kind=intervention"],
        school.operator: ["/trust/bank/", "/trust/bank/add/?kind=outcome"],
    }
    for person, addresses in pages.items():
        page = open_as(person)
        for address in addresses:
            page.goto(address if "trust" in address else f"/schools/alder{address}")
            for _ in at_every_width(page):
                assert_no_violations(page)
                assert_no_sideways_scroll(page)
    page = open_as(school.teacher)
    page.goto(f"/schools/alder/plans/{cycle.pk}/edit/")
    page.get_by_role("button", name="Choose from the bank").click()
    page.locator(".picker").wait_for()
    for _ in at_every_width(page):
        assert_no_violations(page)
        assert_no_sideways_scroll(page)
