"""The school year as it applies in one school."""

from datetime import date

import pytest

from access.roles import Role
from schools.models import ClosureDay, Term
from tests.access.test_trust_views import TERMS

YEAR = "/school-year/"


@pytest.fixture
def on_day(monkeypatch):
    """on_day(date) makes that day today."""
    return lambda day: monkeypatch.setattr("django.utils.timezone.localdate", lambda: day)


def test_it_says_the_weeks_left_and_the_next_school_day(cast, visit, on_day):
    cast.head  # noqa: B018 - made on the real today
    on_day(date(2026, 12, 11))
    page = visit(cast.head, YEAR)
    assert page.context["weeks_left"] == 2
    assert page.context["next_school_day"] == date(2026, 12, 14)
    assert "Autumn term 2026" in page.content.decode()


def test_where_dates_are_missing_it_says_which(cast, visit, on_day):
    cast.head  # noqa: B018 - made on the real today
    on_day(date(2027, 8, 31))
    page = visit(cast.head, YEAR).content.decode()
    assert "The term dates of 2027/28 are not entered." in page


def test_a_training_day_is_left_out_of_the_school_days(cast, visit):
    before = visit(cast.head, f"{YEAR}?year=2026").context["terms"][0][2]
    visit(cast.head, "/school-year/closures/", {"day": "8/12/2026", "reason": "Training day"})
    assert visit(cast.head, f"{YEAR}?year=2026").context["terms"][0][2] == before - 1


def test_a_training_day_is_entered_once(cast, visit):
    data = {"day": "8/12/2026", "reason": "Training day"}
    visit(cast.head, "/school-year/closures/", data)
    answer = visit(cast.head, "/school-year/closures/", data)
    assert answer.status_code == 422
    assert 'value="Training day"' in answer.content.decode()


def test_a_school_removes_its_own_days_and_not_its_authoritys(cast, visit):
    authority = cast.school.local_authority
    theirs = ClosureDay.objects.create(local_authority=authority, day="2026-12-08", reason="Snow")
    ours = ClosureDay.objects.create(school=cast.school, day="2026-12-09", reason="Training day")
    assert visit(cast.head, f"/school-year/closures/{theirs.pk}/remove/", {}).status_code == 404
    assert visit(cast.head, f"/school-year/closures/{ours.pk}/remove/", {}).status_code == 302


def test_a_schools_own_terms_take_the_place_of_the_authoritys_and_go_back(cast, visit):
    visit(cast.head, "/school-year/2027/terms/", TERMS)
    page = visit(cast.head, f"{YEAR}?year=2027")
    assert [is_own for _, is_own, _ in page.context["terms"]] == [True, True, True]
    visit(cast.head, "/school-year/2027/authority/", {})
    assert not Term.objects.filter(school=cast.school).exists()


def test_a_schools_own_terms_change_no_other_school(cast, birch, visit):
    visit(cast.head, "/school-year/2026/terms/", shifted_to_2026(TERMS))
    assert Term.objects.filter(school=cast.school).count() == 3
    assert not Term.objects.filter(school=birch).exists()


@pytest.mark.parametrize("role", [Role.TEACHER, Role.GOVERNOR, Role.DPO])
def test_others_do_not_set_the_school_year(cast, visit, role):
    assert visit(cast.person(role), YEAR).status_code == 403
    for path in ("/school-year/closures/", "/school-year/2027/terms/"):
        assert visit(cast.person(role), path, {}).status_code == 403
    assert not ClosureDay.objects.exists()


def shifted_to_2026(terms):
    return {
        name: day.replace("2027", "2026").replace("2028", "2027").replace("18/4", "19/4")
        for name, day in terms.items()
    }
