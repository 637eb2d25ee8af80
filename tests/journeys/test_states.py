"""The states of a page that a walk does not meet: empty, filtered to nothing, wrongly filled in,
refused, not found."""

import pytest

from tests.journeys.hands import Mouse
from tests.look.axe import assert_fit_for_everybody

WIDTHS = (1280, 390)


@pytest.fixture
def at(open_as):
    """at(person, *addresses): each page in turn, as this person's hands have it before them."""

    def visited(person, *addresses):
        hands = Mouse(open_as(person))
        for address in addresses:
            hands.goto(address)
            yield hands
        assert hands.complaints == []

    return visited


def test_a_school_without_pupils_says_what_comes_next(at, cast):
    cast.class_3a  # noqa: B018 - a class without pupils
    of_the_sendco = ["/", "/register/", "/imports/", "/figures/", f"/classes/{cast.class_3a.pk}/"]
    for hands in at(cast.sendco, *of_the_sendco):
        assert_fit_for_everybody(hands.page, WIDTHS)
    for hands in at(cast.person("class_teacher", "New"), "/", "/my-classes/", "/register/"):
        assert_fit_for_everybody(hands.page, WIDTHS)


def test_nothing_found_is_said_with_a_way_out(at, cast):
    cast.ann  # noqa: B018
    for hands in at(cast.sendco, "/register/?q=zz&status=K", "/staff/?q=zz"):
        hands.sees("Clear all filters")
        assert_fit_for_everybody(hands.page, WIDTHS)


def test_a_page_refused_and_a_page_that_is_none(at, cast):
    for hands in at(cast.governor, "/register/", "/nowhere/", "/register/chosen/"):
        assert_fit_for_everybody(hands.page, WIDTHS)


@pytest.fixture
def forms(cast):
    """The button of each form that asks for something, by its address."""
    ann = f"/pupils/{cast.ann.pk}"
    return {
        f"{ann}/status/": "Change status",
        f"{ann}/contacts/add/": "Save contact",
        f"{ann}/notes/add/": "Save note",
        f"{ann}/people/": "Name this assistant",
        "/pupils/add/": "Add pupil",
        "/classes/add/": "Add this group",
        "/imports/add/": "Read this file",
        "/staff/invite/": "Invite",
        "/school-year/": "Add this day",
    }


def test_a_form_sent_empty_leads_to_what_is_missing(at, cast, forms):
    for hands in at(cast.sendco, *forms):
        address = hands.page.url.partition("/alder")[2]
        hands.press(forms[address])
        hands.page.locator(".govuk-error-summary").wait_for()
        assert hands.page.title().startswith("Error: "), address
        assert_fit_for_everybody(hands.page, WIDTHS)
        hands.page.locator(".govuk-error-summary a").first.click()
        assert hands.page.evaluate("document.activeElement.matches('input, select, textarea')")
