"""The states of a page that a walk does not meet: empty, filtered to nothing, wrongly filled in,
refused, not found."""

import pytest
from playwright.sync_api import expect

from tests.factories import plans
from tests.journeys.hands import Keyboard, Mouse
from tests.look.axe import assert_fit_for_everybody


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
        assert_fit_for_everybody(hands.page)
    for hands in at(cast.person("class_teacher", "New"), "/", "/my-classes/", "/register/"):
        assert_fit_for_everybody(hands.page)


def test_nothing_found_is_said_with_a_way_out(at, cast):
    cast.ann  # noqa: B018 - she is on the register
    for hands in at(cast.sendco, "/register/?q=zz&status=K", "/staff/?q=zz"):
        hands.sees("Clear all filters")
        assert_fit_for_everybody(hands.page)


def test_somebody_found_is_shown_to_be_taken_into_a_class(at, cast):
    cast.ben  # noqa: B018 - he is in another class
    for hands in at(cast.sendco, f"/classes/{cast.class_3a.pk}/pupils/add/?q=barker"):
        hands.sees("Barker")
        assert_fit_for_everybody(hands.page)


def test_a_page_refused_and_a_page_that_is_none(at, cast):
    for hands in at(cast.governor, "/register/", "/nowhere/", "/register/chosen/"):
        assert_fit_for_everybody(hands.page)


def test_what_tab_leads_to_is_never_under_a_bar_that_stays(open_as, cast, width):
    """WCAG 2.2, 2.4.11. A name, a bar for ticked rows and one to save stay while a page scrolls."""
    for number in range(25):
        cast.status(cast.pupil("Fay", f"Frost {number}", cast.class_3a), "K")
    sendco = Keyboard(open_as(cast.sendco, width))
    sendco.goto("/register/")
    sendco.tick("Frost 0, Fay")
    sendco.tab_through()
    sendco.goto(f"/pupils/{cast.ann.pk}/status/")
    sendco.tab_through()


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


@pytest.fixture
def forms_of_support(cast):
    """The same for plans, provision and money."""
    ann, group = f"/pupils/{cast.ann.pk}", plans.group(cast, cast.ann)
    val, written = cast.pupil("Val", "Vickers", cast.class_3a), plans.plan(cast)
    closed = plans.closed(cast, pupil=val)
    return {
        f"{ann}/meetings/add/": "Save the meeting",
        f"{ann}/top-up/": "Save top-up",
        f"/plans/{written.pk}/evidence/": "Save evidence",
        f"/plans/{written.pk}/agree/": "Agree the plan",
        f"/plans/{written.pk}/close/": "Close this cycle",
        f"/plans/{closed.pk}/amend/": "Save the amendment",
        "/provision/new/": "Save",
        f"/provision/{group.pk}/pupils/add/": "Add pupils",
        "/provision/costs/rates/set/": "Save rate",
    }


@pytest.mark.parametrize("kind", ["forms", "forms_of_support"])
def test_a_form_sent_empty_leads_to_what_is_missing(at, cast, kind, request):
    forms = request.getfixturevalue(kind)
    for hands in at(cast.sendco, *forms):
        address = hands.page.url.partition("/alder")[2]
        hands.press(forms[address])
        expect(hands.page.locator(".govuk-error-summary")).to_be_focused()
        assert hands.page.title().startswith("Error: "), address
        assert_fit_for_everybody(hands.page)
        hands.page.locator(".govuk-error-summary a").first.click()
        assert hands.page.evaluate("document.activeElement.matches('input, select, textarea')")
