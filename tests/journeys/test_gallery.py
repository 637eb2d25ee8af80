"""Every component in a real browser: by keyboard, on a phone, without scripts, and for axe."""

import pytest

from tests.factories.cast import Cast
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width

GALLERY = "/components/"


@pytest.fixture
def operator(served):
    with served.inside() as school:
        return Cast(school).operator


@pytest.fixture
def gallery(open_as, operator):
    """gallery(query="", **options) → the page of components, open in a browser."""

    def opened(query="", **options):
        page = open_as(operator, **options)
        page.goto(GALLERY + query)
        return page

    return opened


@pytest.mark.parametrize("query", ["", "?errors=1"], ids=["as it comes", "with errors"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(gallery, query):
    page = gallery(query)
    for _ in at_every_width(page):
        page.reload()
        assert_no_violations(page)
        assert_no_sideways_scroll(page)


def test_nothing_breaks_the_content_security_policy(gallery):
    said = []
    page = gallery()
    page.on("console", lambda message: said.append(message.text))
    page.reload(wait_until="networkidle")
    assert said == []


@pytest.mark.parametrize("width", [1024, 768, 640], ids=["laptop", "tablet", "zoomed to 200%"])
def test_between_desk_and_phone_the_page_fits_too(gallery, width):
    assert_no_sideways_scroll(gallery(width=width))


def test_a_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(gallery):
    page = gallery()
    more = page.locator("summary", has_text="More")
    more.focus()
    page.keyboard.press("Enter")
    first = page.get_by_role("link", name="Print one-page profile")
    assert first.is_visible()
    page.keyboard.press("Tab")
    assert first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not first.is_visible()
    assert more.evaluate("summary => summary === document.activeElement")


def test_on_a_phone_the_navigation_folds_behind_its_button(served, open_as):
    with served.inside() as school:
        sendco = Cast(school).sendco
    page = open_as(sendco, width=390)
    page.goto("/schools/alder/who-may-do-what/")
    assert not page.locator("#nav a").first.is_visible()
    page.get_by_role("button", name="Menu").press("Enter")
    assert page.locator("#nav a").first.is_visible()


def test_ticking_rows_counts_them_and_clearing_gives_the_focus_back(gallery):
    page = gallery()
    bar = page.locator("[data-bulk]")
    assert not bar.is_visible()
    page.get_by_label("Select Adeyemi, Bethan").check()
    page.get_by_label("Select Bailey, Fatima").check()
    assert bar.get_by_role("status").inner_text() == "2 selected"
    bar.get_by_role("button", name="Clear").click()
    assert not bar.is_visible()
    page.get_by_label("Select all on this page").check()
    assert bar.get_by_role("status").inner_text() == "3 selected"


def test_errors_take_the_focus_and_lead_to_their_fields(gallery):
    page = gallery("?errors=1")
    assert page.title().startswith("Error: ")
    summary = page.locator(".govuk-error-summary")
    assert summary.evaluate("box => box === document.activeElement")
    summary.get_by_role("link", name="Choose a status").click()
    assert page.locator("#id_status_0").evaluate("input => input === document.activeElement")


def test_what_is_typed_is_kept_in_the_tab_until_it_is_sent(gallery):
    page = gallery()
    page.get_by_label("Preferred name").fill("Amara")
    page.get_by_text("Draft kept in this tab").wait_for()
    page.reload()
    assert page.get_by_label("Preferred name").input_value() == "Amara"
    assert page.evaluate("JSON.stringify(sessionStorage)").count("password") == 0


def test_a_form_sent_without_a_connection_is_held_and_said(gallery):
    page = gallery()
    page.get_by_label("Preferred name").fill("Amara")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("We will send this when you are back online").wait_for()
    assert page.url.endswith(GALLERY)


def ask(page, verb, address):
    """What an element with hx-get or hx-post does, without one in the gallery."""
    page.evaluate(
        "([verb, address]) => { htmx.ajax(verb, address, {target: '#live'}) }", [verb, address]
    )


@pytest.mark.parametrize(
    ("verb", "words"), [("GET", "That did not load"), ("POST", "That did not save")]
)
def test_a_request_that_fails_is_said_aloud(gallery, verb, words):
    page = gallery()
    page.context.set_offline(True)
    ask(page, verb, GALLERY)
    alert = page.get_by_role("alert").filter(has_text=words)
    alert.wait_for()
    alert.get_by_role("button", name="Close").click()
    assert not alert.is_visible()


def test_a_session_that_is_over_leads_to_the_sign_in_page(gallery):
    page = gallery()
    page.context.clear_cookies()
    ask(page, "GET", GALLERY)
    page.wait_for_url("**/account/sign-in/**")


def test_a_date_is_picked_by_keyboard(gallery):
    page = gallery()
    page.locator("#id_told_on").fill("18/1/2026")
    page.locator(".moj-js-datepicker-toggle").first.press("Enter")
    page.get_by_role("heading", name="January 2026").wait_for()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.locator("#id_told_on").input_value() == "17/1/2026"


def test_without_scripts_everything_is_there(gallery):
    page = gallery(java_script_enabled=False, width=390)
    assert page.locator("[data-bulk]").is_visible()
    assert page.locator("#nav a").first.is_visible()
    assert not page.locator("[data-nav]").is_visible()
    page.locator("summary", has_text="Filters").click()
    assert page.get_by_role("button", name="Apply").is_visible()
