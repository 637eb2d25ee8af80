"""The schools of the trust: opening, changing, closing."""

import pytest
from django.test import override_settings

from access.roles import Role
from schools.models import Job, School

CEDAR = {
    "name": "Cedar Infants",
    "phase": "primary",
    "laestab": "999 2003",
    "urn": "900003",
    "slug": "cedar",
    "brand": "",
}


@pytest.fixture
def asked(cast, visit):
    """asked(**changes) → the answer to the form that opens a school."""

    def post(**changes):
        data = {**CEDAR, "local_authority": cast.school.local_authority_id, **changes}
        return visit(cast.operator, "/trust/schools/open/", data, school=None)

    return post


def test_the_list_names_the_head_and_the_sendco_of_today(cast, visit):
    cast.person(Role.HEAD, "Hanna Head")
    cast.person(Role.SENDCO, "Sam Sendco")
    page = visit(cast.operator, "/trust/schools/", school=None).content.decode()
    assert "Hanna Head" in page
    assert "Sam Sendco" in page


def test_opening_a_school_is_a_job_whose_page_leads_into_it(
    asked, visit, cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = asked()
    job = Job.objects.get(kind="open_school")
    assert answer.headers["Location"] == f"/trust/jobs/{job.pk}/"
    school = School.objects.get(urn="900003")
    assert (school.slug, school.laestab, school.is_open) == ("cedar", "9992003", True)
    page = visit(cast.operator, answer.headers["Location"], school=None).content.decode()
    assert "Cedar Infants is open." in page
    assert "/schools/cedar/staff/invite/" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"urn": "90000"}, "Enter six digits"),
        ({"urn": "900001"}, "Another school of the trust has this number"),
        ({"laestab": "998"}, "Enter seven digits"),
        ({"laestab": "9992001"}, "Another school of the trust has this number"),
        ({"laestab": "1232003"}, "The number must begin with 999"),
        ({"slug": "alder"}, "Another school has this address"),
        ({"slug": "ce dar"}, "Use letters, digits and hyphens"),
        ({"brand": "#ffee00"}, "hard to read"),
        ({"brand": "yellow"}, "Enter a colour like #0b5a60"),
        ({"phase": ""}, "Choose a phase"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(asked, wrong, message):
    answer = asked(**wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert 'value="Cedar Infants"' in page
    assert not Job.objects.exists()


def test_a_school_taken_in_the_meantime_leaves_a_plain_message(
    asked, visit, cast, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = asked(), asked()
    page = visit(cast.operator, second.headers["Location"], school=None).content.decode()
    assert first.headers["Location"] != second.headers["Location"]
    assert "URN already exists" in page


def test_the_details_of_a_school_are_changed(cast, visit):
    data = {
        "name": "Alder Academy",
        "phase": "primary",
        "laestab": "9992001",
        "local_authority": cast.school.local_authority_id,
        "brand": "#5B3A8C",
    }
    visit(cast.operator, "/trust/schools/alder/details/", data, school=None)
    school = School.objects.get(urn="900001")
    assert (school.name, school.brand) == ("Alder Academy", "#5b3a8c")


def test_a_closed_school_shuts_its_doors_and_opens_them_again(cast, visit):
    visit(cast.operator, "/trust/schools/alder/close/", {}, school=None)
    assert visit(cast.sendco, "/who-may-do-what/").status_code == 404
    visit(cast.operator, "/trust/schools/alder/reopen/", {}, school=None)
    assert visit(cast.sendco, "/who-may-do-what/").status_code == 200


def test_closing_asks_first(cast, visit):
    page = visit(cast.operator, "/trust/schools/alder/close/", school=None)
    assert page.status_code == 200
    assert School.objects.get(urn="900001").is_open


def test_a_school_that_is_not_there_is_not_found(cast, visit):
    for page in ("details", "close", "reopen"):
        path = f"/trust/schools/nowhere/{page}/"
        assert visit(cast.operator, path, school=None).status_code == 404


@pytest.mark.parametrize("role", [Role.HEAD, Role.SENDCO, Role.TRUSTEE, Role.DPO])
def test_only_the_operator_looks_after_schools(cast, visit, role):
    person = cast.person(role)
    for path in ("", "open/", "alder/details/", "alder/close/", "alder/reopen/"):
        assert visit(person, f"/trust/schools/{path}", school=None).status_code == 403
    for path in ("open/", "alder/details/", "alder/close/"):
        assert visit(person, f"/trust/schools/{path}", {}, school=None).status_code == 403
    assert School.objects.get(urn="900001").is_open


def test_a_demo_says_so_and_the_product_does_not(cast, visit):
    with override_settings(DEMO=False):
        page = visit(cast.operator, "/trust/schools/", school=None)
    assert b"Demo." not in page.content
