"""When is a plan reviewed, and how many meetings with parents should there have been?"""

from datetime import date

import pytest

from apdr import deadlines
from schools.school_year import SchoolCalendar, TermDates


def _term(name, *days):
    """A term of 2026/27 from its first and last day, with its half-term between."""
    return TermDates(2026, name, *days)


TERMS = [
    _term("autumn", date(2026, 9, 3), date(2026, 10, 26), date(2026, 10, 30), date(2026, 12, 18)),
    _term("spring", date(2027, 1, 4), date(2027, 2, 15), date(2027, 2, 19), date(2027, 3, 25)),
    _term("summer", date(2027, 4, 12), date(2027, 5, 31), date(2027, 6, 4), date(2027, 7, 21)),
]
CALENDAR = SchoolCalendar(TERMS, closure_days=[date(2027, 1, 4)])


@pytest.mark.parametrize(
    ("began", "review"),
    [
        (date(2026, 9, 7), date(2026, 11, 30)),  # twelve weeks on
        (date(2026, 9, 28), date(2026, 12, 18)),  # the term ends before them
        (date(2026, 11, 23), date(2027, 2, 22)),  # they end in half-term
    ],
)
def test_a_review_is_a_term_away_on_a_school_day(began, review):
    assert deadlines.proposed_review(began, CALENDAR, TERMS) == review


def test_no_day_is_guessed_where_terms_are_not_entered():
    assert deadlines.proposed_review(date(2027, 7, 1), CALENDAR, TERMS) is None


def test_near_days_have_names_and_are_school_days():
    near = deadlines.review_days(date(2026, 11, 23), CALENDAR, TERMS)
    assert near == [
        ("End of the autumn term", date(2026, 12, 18)),
        ("In 6 weeks", date(2027, 1, 5)),  # the 4th is a training day
        ("In 12 weeks", date(2027, 2, 22)),
        ("End of the spring term", date(2027, 3, 25)),
    ]


@pytest.mark.parametrize(
    ("day", "meetings"),
    [(date(2026, 12, 17), 0), (date(2026, 12, 18), 1), (date(2027, 8, 1), 3)],
)
def test_one_meeting_a_term_whose_end_has_come(day, meetings):
    assert deadlines.parent_meetings_expected(day, TERMS) == meetings


@pytest.mark.parametrize(
    ("review", "too_far"), [(date(2027, 3, 8), False), (date(2027, 3, 9), True)]
)
def test_half_a_year_is_the_longest(review, too_far):
    assert deadlines.is_review_too_far(date(2026, 9, 7), review) is too_far
