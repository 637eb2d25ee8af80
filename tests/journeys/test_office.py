"""The office: coming in, staff, a new school. By keyboard alone where a person types."""

import re

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

from access.services import invite
from tests.factories.cast import Cast
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width

PASSWORD = "three blue otters"
BEFORE_SIGN_IN = ["/account/sign-in/", "/account/forgotten/", "/help/", "/privacy/"]
OF_A_SCHOOL = ["staff/", "staff/invite/", "school-year/", "what-happened/", "who-may-do-what/"]
OF_THE_TRUST = [
    "/", "/account/", "/account/password/", "/trust/staff/", "/trust/staff/invite/",
    "/trust/schools/", "/trust/schools/open/", "/trust/schools/alder/details/",
    "/trust/schools/alder/close/", "/trust/settings/", "/trust/settings/details/",
    "/trust/authorities/999/", "/trust/authorities/999/terms/2027/", "/trust/what-happened/",
    "/trust/who-may-do-what/?role=dsl",
]  # fmt: skip


@pytest.fixture
def people(served):
    with served.inside() as school:
        cast = Cast(school)
        return {"head": cast.head, "operator": cast.operator}


def type_in(page, label, text):
    """Reach a field by Tab, from where the focus is, and type."""
    field = page.get_by_label(label, exact=True)
    for _ in range(60):
        if field.evaluate("field => field === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def check(page, path):
    page.goto(path)
    for _ in at_every_width(page):
        assert_no_violations(page)
        assert_no_sideways_scroll(page)


@pytest.mark.parametrize("path", BEFORE_SIGN_IN)
def test_axe_finds_nothing_before_a_sign_in(open_as, path):
    check(open_as(), path)


@pytest.mark.parametrize("path", OF_A_SCHOOL)
def test_axe_finds_nothing_in_the_office_of_a_school(open_as, people, path):
    check(open_as(people["head"]), f"/schools/alder/{path}")


@pytest.mark.parametrize("path", OF_THE_TRUST)
def test_axe_finds_nothing_in_the_office_of_the_trust(open_as, people, path):
    check(open_as(people["operator"]), path)


def test_a_form_that_comes_back_takes_the_focus_to_what_is_wrong(open_as, people):
    page = open_as(people["head"])
    page.goto("/schools/alder/staff/invite/")
    page.get_by_role("button", name="Invite").click()
    assert page.title().startswith("Error: ")
    assert page.locator(".govuk-error-summary").evaluate("box => box === document.activeElement")
    assert_no_violations(page)


def test_somebody_signs_in_by_keyboard_alone(open_as, served, width):
    with served.inside() as school:
        member = invite(by=None, email="k@alder.example", name="Kay", role="dsl", school=school)
        scrypt = ScryptPasswordHasher()  # the product's own; tests hash in a quicker way
        member.user.password = scrypt.encode(PASSWORD, scrypt.salt())
        member.user.save()
    page = open_as(width=width)
    page.goto("/account/sign-in/")
    type_in(page, "Email address", "k@alder.example")
    type_in(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/schools/alder/")


def test_a_head_invites_a_teacher_who_chooses_a_password_and_later_leaves(open_as, people):
    head = open_as(people["head"])
    head.goto("/schools/alder/staff/invite/")
    type_in(head, "Name", "Nia Newell")
    type_in(head, "Email address", "nia@alder.example")
    head.get_by_label("Role").select_option("Teacher")
    head.get_by_role("button", name="Invite").click()
    link = head.get_by_role("link", name="choose a password").get_attribute("href")

    nia = open_as()
    nia.goto(link)
    type_in(nia, "New password", PASSWORD)
    nia.keyboard.press("Enter")
    nia.get_by_text("Your password is saved").wait_for()
    type_in(nia, "Email address", "nia@alder.example")
    type_in(nia, "Password", PASSWORD)
    nia.keyboard.press("Enter")
    nia.wait_for_url("**/schools/alder/")

    head.get_by_role("link", name="End the role Teacher").click()
    head.get_by_label("Now").check()
    head.get_by_role("button", name="End this role").click()
    head.get_by_text("Nia Newell: Teacher has ended.").wait_for()
    assert nia.goto("/schools/alder/who-may-do-what/").status == 200  # asked to sign in again
    assert "/account/sign-in/" in nia.url


@pytest.mark.services
def test_a_school_is_opened_while_its_page_says_how_far_it_is(open_as, people):
    page = open_as(people["operator"])
    page.goto("/trust/schools/open/")
    answers = {"Name": "Cedar Infants", "DfE number": "9992003", "URN": "900003"}
    for label, text in {**answers, "Address": "cedar"}.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Phase").select_option("Primary")
    page.get_by_label("Local authority").select_option("Ashshire")
    page.get_by_role("button", name="Open this school").click()
    assert re.search(r"/trust/jobs/[0-9a-f-]{36}/$", page.url)
    page.locator("#progress", has_text="Cedar Infants is open.").wait_for(timeout=40_000)
    page.get_by_role("link", name="Invite its headteacher and SENDCo").click()
    page.wait_for_url("**/schools/cedar/staff/invite/")
