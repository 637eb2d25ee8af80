from datetime import date
from types import SimpleNamespace

from register.deadlines import earliest_change, monitoring_ends
from schools.school_year import TermDates

AUTUMN = TermDates(
    2026, "autumn", date(2026, 9, 3), date(2026, 10, 26), date(2026, 10, 30), date(2026, 12, 18)
)
SPRING = TermDates(
    2026, "spring", date(2027, 1, 4), date(2027, 2, 15), date(2027, 2, 19), date(2027, 3, 25)
)
SUMMER = TermDates(
    2026, "summer", date(2027, 4, 12), date(2027, 5, 31), date(2027, 6, 4), date(2027, 7, 21)
)


def test_monitoring_lasts_two_whole_terms():
    assert monitoring_ends(date(2026, 11, 5), [SUMMER, SPRING, AUTUMN]) == date(2027, 7, 21)


def test_the_term_in_which_a_pupil_leaves_the_register_is_not_one_of_the_two():
    terms = [AUTUMN, SPRING, SUMMER]
    assert monitoring_ends(date(2026, 9, 3), terms) == date(2027, 7, 21)
    assert monitoring_ends(date(2026, 9, 2), terms) == date(2027, 3, 25)


def test_where_the_terms_are_not_entered_no_day_is_guessed():
    assert monitoring_ends(date(2027, 2, 1), [AUTUMN, SPRING, SUMMER]) is None


def test_a_change_begins_no_earlier_than_what_it_replaces():
    pupil = SimpleNamespace(born_on=date(2018, 3, 3), admitted_on=date(2022, 9, 5))
    status = SimpleNamespace(started_on=date(2025, 1, 8))
    assert earliest_change(pupil, [None]) == date(2022, 9, 5)
    assert earliest_change(pupil, [status]) == date(2025, 1, 8)
