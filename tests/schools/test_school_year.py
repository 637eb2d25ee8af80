"""The dates of Wealdshire, an invented authority, checked against a paper calendar."""

from datetime import date, timedelta

import pytest

from schools.school_year import (
    SchoolCalendar,
    SchoolYear,
    TermDates,
    TermDatesMissing,
    terms_in_force,
)

TERMS = [
    TermDates(
        2026, "autumn", date(2026, 9, 2), date(2026, 10, 26), date(2026, 10, 30), date(2026, 12, 18)
    ),
    TermDates(
        2026, "spring", date(2027, 1, 4), date(2027, 2, 15), date(2027, 2, 19), date(2027, 4, 2)
    ),
    TermDates(
        2026, "summer", date(2027, 4, 19), date(2027, 5, 31), date(2027, 6, 4), date(2027, 7, 21)
    ),
    TermDates(
        2027, "autumn", date(2027, 9, 2), date(2027, 10, 25), date(2027, 10, 29), date(2027, 12, 17)
    ),
    TermDates(
        2027, "spring", date(2028, 1, 4), date(2028, 2, 21), date(2028, 2, 25), date(2028, 3, 31)
    ),
    TermDates(
        2027, "summer", date(2028, 4, 18), date(2028, 5, 29), date(2028, 6, 2), date(2028, 7, 20)
    ),
]
TRAINING_DAYS = [date(2026, 9, 2), date(2026, 11, 27)]


@pytest.fixture
def calendar():
    return SchoolCalendar(TERMS, closure_days=TRAINING_DAYS)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2026, 9, 1), False, id="the day before term"),
        pytest.param(date(2026, 9, 2), False, id="a training day that opens the term"),
        pytest.param(date(2026, 9, 3), True, id="pupils' first day"),
        pytest.param(date(2026, 9, 5), False, id="a Saturday"),
        pytest.param(date(2026, 10, 23), True, id="the Friday before half-term"),
        pytest.param(date(2026, 10, 26), False, id="half-term Monday"),
        pytest.param(date(2026, 11, 2), True, id="the Monday after half-term"),
        pytest.param(date(2026, 11, 27), False, id="a training day in term"),
        pytest.param(date(2026, 12, 18), True, id="the last day of term"),
        pytest.param(date(2026, 12, 21), False, id="the Monday after the end of term"),
        pytest.param(date(2027, 3, 26), False, id="Good Friday within the spring term"),
        pytest.param(date(2027, 3, 29), False, id="Easter Monday within the spring term"),
        pytest.param(date(2027, 3, 30), True, id="the Tuesday after Easter, still in term"),
        pytest.param(date(2027, 5, 3), False, id="the May bank holiday"),
        pytest.param(date(2027, 5, 4), True, id="the day after the May bank holiday"),
        pytest.param(date(2028, 2, 29), True, id="a leap day, a Tuesday in term"),
        pytest.param(date(2028, 4, 17), False, id="Easter Monday in the holidays"),
        pytest.param(date(2027, 8, 10), False, id="a summer Tuesday"),
    ],
)
def test_when_pupils_are_in_school(calendar, day, expected):
    assert calendar.is_school_day(day) is expected


@pytest.mark.parametrize(
    ("day", "following"),
    [
        pytest.param(date(2026, 10, 23), date(2026, 11, 2), id="over half-term"),
        pytest.param(date(2026, 10, 24), date(2026, 11, 2), id="over the end of summer time"),
        pytest.param(
            date(2027, 3, 25), date(2027, 3, 30), id="over Easter and summer time's start"
        ),
        pytest.param(date(2026, 11, 26), date(2026, 11, 30), id="over a training day and weekend"),
        pytest.param(date(2026, 12, 18), date(2027, 1, 4), id="over Christmas"),
        pytest.param(date(2027, 7, 21), date(2027, 9, 2), id="over the summer"),
        pytest.param(date(2028, 2, 28), date(2028, 2, 29), id="to the leap day"),
    ],
)
def test_the_next_school_day_and_back(calendar, day, following):
    assert calendar.next_school_day(day) == following
    assert calendar.previous_school_day(following) <= day


def test_the_previous_school_day_of_the_monday_after_half_term_is_a_friday(calendar):
    assert calendar.previous_school_day(date(2026, 11, 2)) == date(2026, 10, 23)


def test_a_day_of_school_is_its_own_first_school_day(calendar):
    assert calendar.school_day_on_or_after(date(2026, 11, 3)) == date(2026, 11, 3)
    assert calendar.school_day_on_or_after(date(2026, 10, 31)) == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("left_on", "due"),
    [
        pytest.param(date(2026, 9, 4), date(2026, 9, 25), id="three plain weeks"),
        pytest.param(date(2026, 10, 16), date(2026, 11, 13), id="half-term adds a week"),
        pytest.param(date(2026, 11, 20), date(2026, 12, 14), id="a training day adds a day"),
        pytest.param(date(2027, 3, 19), date(2027, 4, 27), id="Easter and the holidays after it"),
        pytest.param(date(2027, 7, 16), date(2027, 9, 17), id="the summer lies between"),
    ],
)
def test_a_transfer_file_is_due_fifteen_school_days_after_the_pupil_left(calendar, left_on, due):
    assert calendar.add_school_days(left_on, 15) == due


def test_a_clock_that_starts_in_the_holidays_counts_from_the_first_day_back(calendar):
    assert calendar.add_school_days(date(2026, 12, 24), 1) == date(2027, 1, 4)


def test_school_days_between_counts_both_ends(calendar):
    assert calendar.school_days_between(date(2026, 10, 19), date(2026, 11, 6)) == 10
    assert calendar.school_days_between(date(2026, 10, 24), date(2026, 11, 1)) == 0
    assert calendar.school_days_between(date(2026, 11, 3), date(2026, 11, 3)) == 1


def test_the_days_of_a_year_are_those_of_its_three_terms(calendar):
    """71 in autumn (two training days), 58 in spring (Easter in term), 62 in summer."""
    assert calendar.school_days_between(date(2026, 9, 1), date(2027, 8, 31)) == 71 + 58 + 62


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        pytest.param(date(2026, 9, 3), 15, id="a term's first Thursday, half-term left out"),
        pytest.param(date(2026, 10, 26), 7, id="half-term Monday"),
        pytest.param(date(2026, 12, 14), 1, id="the last Monday"),
        pytest.param(date(2026, 12, 18), 1, id="the last day"),
        pytest.param(date(2026, 12, 19), 0, id="the first day of the holidays"),
        pytest.param(date(2026, 12, 13), 1, id="the Sunday before the last week"),
        pytest.param(date(2027, 8, 15), 0, id="the summer"),
    ],
)
def test_weeks_of_term_left(calendar, day, weeks):
    assert calendar.weeks_of_term_left(day) == weeks


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "Autumn term 2026"),
        (date(2026, 10, 28), "Autumn half-term 2026"),
        (date(2026, 12, 31), "Christmas holidays"),
        (date(2027, 4, 10), "Easter holidays"),
        (date(2027, 6, 1), "Summer half-term 2027"),
        (date(2027, 8, 1), "Summer holidays"),
        (date(2026, 9, 1), "Summer holidays"),
    ],
)
def test_where_in_the_year_a_day_falls(calendar, day, words):
    assert calendar.term_label(day) == words


def test_the_current_term_includes_its_half_term_and_the_holidays_have_none(calendar):
    assert calendar.current_term(date(2026, 10, 28)) is TERMS[0]
    assert calendar.current_term(date(2027, 8, 1)) is None


def test_a_day_beyond_the_entered_terms_is_asked_for_not_guessed(calendar):
    with pytest.raises(TermDatesMissing, match="2028/29"):
        calendar.add_school_days(date(2028, 7, 19), 15)
    with pytest.raises(TermDatesMissing, match="2025/26"):
        calendar.previous_school_day(date(2026, 9, 3))


def test_a_year_with_a_term_missing_answers_nothing():
    calendar = SchoolCalendar([term for term in TERMS if term.name != "summer"])
    with pytest.raises(TermDatesMissing, match="2026/27"):
        calendar.is_school_day(date(2026, 11, 3))


def test_a_schools_own_term_wins_over_its_authoritys_and_the_others_stay():
    two_weeks = TermDates(
        2026, "autumn", date(2026, 9, 2), date(2026, 10, 19), date(2026, 10, 30), date(2026, 12, 18)
    )
    calendar = SchoolCalendar(terms_in_force(TERMS, [two_weeks]))
    assert not calendar.is_school_day(date(2026, 10, 21))
    assert calendar.is_school_day(date(2027, 1, 5))


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 8, 31), "2025/26"),
        (date(2026, 9, 1), "2026/27"),
        (date(2027, 2, 28), "2026/27"),
        (date(2099, 9, 1), "2099/00"),
    ],
)
def test_the_school_year_turns_on_1_september(day, year):
    assert str(SchoolYear.of(day)) == year
    assert day in SchoolYear.of(day)


def test_school_years_follow_each_other_without_a_gap():
    year = SchoolYear(2026)
    assert year.ends_on + timedelta(days=1) == year.next.starts_on
    assert year.previous < year < year.next
