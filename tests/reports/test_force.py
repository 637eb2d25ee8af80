"""Patterns of force: true counts for those who read the records, no small ones for governors."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from access.roles import Role
from reports.force import ForceFigures
from reports.suppression import HIDDEN
from schools.calendars import school_year_of
from schools.school_year import SchoolYear
from tests.factories import safety

YEAR = SchoolYear(2026)


def at(day, hour=10):
    return timezone.make_aware(datetime(2026, 10, day, hour))


@pytest.fixture
def held(cast):
    """Eight of Ann and one of Ben, in October: Ann's in the corridor, Ben's in the hall."""
    for day in range(5, 13):
        told = {"told_at": at(day, 12), "how": "By telephone"}
        safety.force(
            cast.ann, by=cast.sendco, when=at(day), place="Corridor or stairs", parents=told
        )
    safety.force(
        cast.ben, by=cast.sendco, when=at(14, 13), place="Hall or gym", kinds=["force", "seclusion"]
    )
    return cast


def figures(cast, exact):
    return ForceFigures(YEAR, school_year_of(cast.school, 2026), exact=exact)


def rows(found, table):
    return next(
        {row.label: row.count for row in rows} for key, _, _, rows in found.tables if key == table
    )


def test_staff_see_true_counts(held):
    found = figures(held, exact=True)
    assert (found.total.count, found.pupils.count, found.repeat.count) == (9, 2, 1)
    assert rows(found, "kind") == {"Reasonable force": 8, "Reasonable force and seclusion": 1}
    assert rows(found, "status") == {"EHC plan": 1, "SEN support": 8}
    assert rows(found, "place") == {"Corridor or stairs": 8, "Hall or gym": 1}
    assert rows(found, "time") == {"9:00 to 11:59": 8, "12:00 to 13:29": 1}


def test_the_hours_are_medians_from_the_end(held):
    found = figures(held, exact=True)
    assert found.hours_to_parents == 1.9  # 1 hour 55 minutes
    assert found.hours_to_record > 24


def test_a_governor_sees_no_small_number_and_none_that_gives_one_away(held):
    found = figures(held, exact=False)
    assert rows(found, "place") == {"Corridor or stairs": HIDDEN, "Hall or gym": HIDDEN}
    assert (found.pupils.count, found.repeat.count) == (HIDDEN, HIDDEN)


def test_many_events_of_few_pupils_stay_hidden_by_status_and_need(held):
    """Eight records of SEN support are all of one pupil."""
    found = figures(held, exact=False)
    assert set(rows(found, "status").values()) == {HIDDEN}
    assert set(rows(found, "need").values()) == {HIDDEN}


def test_few_records_say_nothing_of_their_hours_to_a_governor(cast):
    safety.force(cast.ann, by=cast.sendco, when=at(5))
    assert figures(cast, exact=False).hours_to_record is None


def test_another_school_year_counts_apart(held):
    calendar = school_year_of(held.school, 2025)
    assert not ForceFigures(YEAR.previous, calendar, exact=True).has_any


@pytest.mark.parametrize("role", [Role.SENDCO, Role.HEAD, Role.DSL])
def test_those_who_answer_for_it_see_true_numbers(held, visit, role):
    answer = visit(held.person(role), "/figures/force/")
    assert answer.context["figures"].exact
    assert "hidden" not in [row.words for _, _, _, rows in _tables(answer) for row in rows]


def _tables(answer):
    return answer.context["figures"].tables


def test_the_governor_reads_no_name(held, visit):
    answer = visit(held.governor, "/figures/force/?year=2026")
    text = answer.content.decode()
    assert not answer.context["figures"].exact
    assert "Counts from 1 to 4 are hidden" in text
    assert "Archer" not in text


@pytest.mark.parametrize("role", [Role.TEACHER, Role.TA, Role.BOARD, Role.LEADER, Role.DATA])
def test_nobody_else_sees_them(held, visit, role):
    assert visit(held.person(role), "/figures/force/").status_code == 403


@pytest.mark.parametrize("asked", ["", "abcd", "2999", "0000", "²²²²"])
def test_a_year_that_cannot_be_is_answered_with_one_that_can(cast, visit, asked):
    assert visit(cast.sendco, f"/figures/force/?year={asked}").status_code == 200


def test_a_school_without_a_record_says_so(cast, visit):
    text = visit(cast.head, "/figures/force/").content.decode()
    assert "No record in this school year" in text


def test_a_record_of_august_belongs_to_the_year_before(cast):
    when = timezone.make_aware(datetime(2026, 8, 31, 10))
    safety.force(cast.ann, by=cast.sendco, when=when)
    assert not figures(cast, exact=True).has_any
    assert date(2026, 8, 31) + timedelta(days=1) == YEAR.starts_on
