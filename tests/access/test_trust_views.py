"""The trust's details, its local authorities, and the term dates that hold for their schools."""

from datetime import date

import pytest

from schools.models import ClosureDay, LocalAuthority, Term, Trust

NEXT_YEAR = {
    "autumn": ("1/9/2027", "25/10/2027", "29/10/2027", "17/12/2027"),
    "spring": ("4/1/2028", "14/2/2028", "18/2/2028", "31/3/2028"),
    "summer": ("18/4/2028", "29/5/2028", "2/6/2028", "21/7/2028"),
}
DATES = ("starts_on", "half_term_starts_on", "half_term_ends_on", "ends_on")
TERMS = {
    f"{term}_{name}": day
    for term, days in NEXT_YEAR.items()
    for name, day in zip(DATES, days, strict=True)
}


@pytest.fixture
def post(cast, visit):
    return lambda path, data: visit(cast.operator, path, data, school=None)


def test_the_trusts_details_are_changed(post):
    post("/trust/settings/details/", {"name": "New Trust", "initials": "NT", "brand": "#1d4f91"})
    trust = Trust.objects.get()
    assert (trust.name, trust.initials, trust.brand) == ("New Trust", "NT", "#1d4f91")


def test_a_pale_colour_of_the_trust_is_refused_in_plain_words(post):
    answer = post("/trust/settings/details/", {"name": "New", "initials": "NT", "brand": "#88aa99"})
    assert answer.status_code == 422
    assert "Choose a darker one" in answer.content.decode()
    assert Trust.objects.get().brand == "#0b5a60"


def test_an_authority_is_added_once(post):
    answer = post("/trust/authorities/add/", {"name": "Oakshire", "number": "997"})
    assert answer.headers["Location"] == "/trust/authorities/997/"
    again = post("/trust/authorities/add/", {"name": "Oakshire again", "number": "997"})
    assert again.status_code == 422
    assert LocalAuthority.objects.filter(number="997").count() == 1


def test_the_dates_of_next_year_are_proposed_from_this_years(cast, visit):
    page = visit(cast.operator, "/trust/authorities/999/terms/2027/", school=None)
    assert 'value="2/9/2027"' in page.content.decode()  # a Thursday, as 3 September 2026 was
    assert b"moved on by 52 weeks" in page.content


def test_one_form_sets_the_three_terms_of_a_year(post):
    answer = post("/trust/authorities/999/terms/2027/", TERMS)
    assert answer.status_code == 302
    terms = Term.objects.filter(local_authority__number="999", starting_year=2027)
    assert [term.name for term in terms] == ["autumn", "spring", "summer"]
    assert terms[2].ends_on == date(2028, 7, 21)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"autumn_starts_on": ""}, "Autumn term, first day: enter a date"),
        ({"autumn_ends_on": "1/9/2027"}, "Autumn term, last day must come after"),
        ({"spring_starts_on": "17/12/2027"}, "Spring term, first day must come after autumn term"),
        ({"summer_ends_on": "1/9/2028"}, "this is after the school year 2027/28"),
        ({"spring_half_term_ends_on": "30/2/2028"}, "There is no day 30 in February 2028"),
    ],
)
def test_a_wrong_date_is_named_and_the_others_are_kept(post, wrong, message):
    answer = post("/trust/authorities/999/terms/2027/", {**TERMS, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert 'value="25/10/2027"' in page
    assert not Term.objects.filter(starting_year=2027).exists()


def test_a_half_term_of_one_day_is_allowed(post):
    one_day = {**TERMS, "spring_half_term_ends_on": "14/2/2028"}
    assert post("/trust/authorities/999/terms/2027/", one_day).status_code == 302


def test_a_day_without_pupils_is_added_and_removed(post):
    path = "/trust/authorities/999/closures/"
    post(path, {"day": "8/12/2026", "reason": "Election"})
    closure = ClosureDay.objects.get()
    assert (closure.day, closure.school) == (date(2026, 12, 8), None)
    post(f"{path}{closure.pk}/remove/", {})
    assert not ClosureDay.objects.exists()


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("5/12/2026", "it is a Saturday"),
        ("27/10/2026", "This day is not in term"),
        ("3/5/2027", "May Day"),
        ("24/12/2026", "This day is not in term"),
    ],
)
def test_a_day_on_which_pupils_are_at_home_anyway_is_refused(post, day, message):
    answer = post("/trust/authorities/999/closures/", {"day": day, "reason": "Training"})
    assert answer.status_code == 422
    assert message.lower() in answer.content.decode().lower()


def test_a_day_of_another_authority_is_not_found(post):
    closure = ClosureDay.objects.create(
        local_authority=LocalAuthority.objects.get(number="998"), day="2026-12-08", reason="Snow"
    )
    assert post(f"/trust/authorities/999/closures/{closure.pk}/remove/", {}).status_code == 404


def test_a_year_far_away_is_no_address(cast, visit):
    path = "/trust/authorities/999/terms/9999/"
    assert visit(cast.operator, path, school=None).status_code == 404
