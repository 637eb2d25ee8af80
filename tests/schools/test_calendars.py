"""The school days of one school, from the dates that are entered."""

from datetime import date

import pytest

from schools.calendars import calendar_of, closures_of, school_year_of, terms_of
from schools.models import ClosureDay, Term
from schools.school_year import TermDatesMissing


@pytest.fixture
def own_autumn(alder):
    """Alder's own autumn term: it begins two days earlier than its authority's."""
    return Term.objects.create(
        local_authority=alder.local_authority,
        school=alder,
        starting_year=2026,
        name="autumn",
        starts_on=date(2026, 9, 1),
        half_term_starts_on=date(2026, 10, 26),
        half_term_ends_on=date(2026, 10, 30),
        ends_on=date(2026, 12, 18),
    )


def test_the_authoritys_terms_hold_where_a_school_has_none(alder):
    assert [term.name for term in terms_of(alder, 2026)] == ["autumn", "spring", "summer"]
    assert not calendar_of(alder).is_school_day(date(2026, 9, 1))


def test_a_schools_own_term_takes_the_place_of_the_authoritys(alder, birch, own_autumn):
    assert terms_of(alder, 2026)[0] == own_autumn
    assert calendar_of(alder).is_school_day(date(2026, 9, 1))
    assert not calendar_of(birch).is_school_day(date(2026, 9, 1))


def test_closure_days_are_the_authoritys_and_the_schools_own(alder, birch):
    authority = alder.local_authority
    ClosureDay.objects.create(local_authority=authority, day=date(2026, 12, 8), reason="Snow")
    ClosureDay.objects.create(school=alder, day=date(2026, 12, 7), reason="Training day")
    ClosureDay.objects.create(school=birch, day=date(2026, 12, 9), reason="Training day")
    assert [closure.reason for closure in closures_of(alder)] == ["Training day", "Snow"]
    assert calendar_of(alder).next_school_day(date(2026, 12, 4)) == date(2026, 12, 9)


def test_a_year_without_dates_is_an_error_and_never_a_guess(alder):
    with pytest.raises(TermDatesMissing):
        school_year_of(alder, 2027).is_school_day(date(2027, 9, 6))
