"""Opening, closing and describing schools, and when school is on."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from audit.models import AuditEvent
from schools import services
from schools.across import shared
from schools.models import ClosureDay, Domain, LocalAuthority, School, Term, Trust

TERM = {
    "starts_on": date(2027, 9, 1),
    "half_term_starts_on": date(2027, 10, 25),
    "half_term_ends_on": date(2027, 10, 29),
    "ends_on": date(2027, 12, 17),
}


@pytest.fixture
def open_cedar(db):
    """open_cedar(**changes) opens a third school of the trust."""

    def opened(**changes):
        answers = {
            "name": "Cedar Infants",
            "slug": "cedar",
            "phase": "primary",
            "urn": "900003",
            "laestab": "9992003",
            "local_authority": LocalAuthority.objects.get(number="999"),
        }
        return services.open_school(by=None, **{**answers, **changes})

    return opened


def schema_exists(name):
    with connection.cursor() as cursor:
        cursor.execute("select 1 from pg_namespace where nspname = %s", [name])
        return cursor.fetchone() is not None


def test_a_school_is_opened_with_its_address_and_its_tables(open_cedar):
    school = open_cedar()
    assert (school.is_open, school.slug) == (True, "cedar")
    assert schema_exists("s_900003")
    assert AuditEvent.objects.filter(action="school.opened", subject_id=str(school.pk)).exists()


def test_opening_says_each_step(open_cedar):
    said = []
    open_cedar(say=said.append)
    assert len(said) == services.OPENING_STEPS
    assert said[-1] == "Cedar Infants is open at /schools/cedar/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"urn": "900001"},
        {"urn": "12345"},
        {"laestab": "9992001"},
        {"slug": "alder"},
        {"slug": "not a slug"},
        {"brand": "green"},
    ],
)
def test_what_cannot_be_opened_leaves_nothing_behind(open_cedar, wrong):
    with pytest.raises(ValidationError):
        open_cedar(**wrong)
    assert School.objects.count() == 2
    assert Domain.objects.count() == 2
    assert not schema_exists("s_900003")


def test_closing_a_school_keeps_its_records(alder):
    with shared():
        services.close_school(alder, by=None)
    assert not alder.is_open
    assert schema_exists(alder.schema_name)


def test_each_change_of_the_trust_leaves_its_event(db):
    trust = Trust.objects.get()
    services.change_trust(trust, by=None, name="New Trust")
    event = AuditEvent.objects.get(action="trust.changed")
    assert event.detail == {"fields": ["name"]}


def test_terms_are_set_and_set_again_in_place(db):
    authority = LocalAuthority.objects.get(number="999")
    for last in (date(2027, 12, 17), date(2027, 12, 16)):
        services.set_terms(
            {"autumn": {**TERM, "ends_on": last}},
            by=None,
            starting_year=2027,
            local_authority=authority,
        )
    assert Term.objects.get(starting_year=2027).ends_on == date(2027, 12, 16)
    assert AuditEvent.objects.filter(action="terms.set").count() == 2


def test_own_terms_are_given_up_for_one_year_alone(alder):
    for year in (2026, 2027):
        services.set_terms(
            {"autumn": TERM},
            by=None,
            starting_year=year,
            local_authority=alder.local_authority,
            school=alder,
        )
    services.give_up_own_terms(alder, 2026, by=None)
    assert [term.starting_year for term in Term.objects.of_school(alder)] == [2027]


def test_a_closure_day_is_entered_once(alder):
    services.add_closure_day(date(2026, 12, 8), by=None, reason="Training day", school=alder)
    with pytest.raises(ValidationError):
        services.add_closure_day(date(2026, 12, 8), by=None, reason="Again", school=alder)


def test_a_closure_day_that_is_removed_stays_on_record(alder):
    closure = services.add_closure_day(date(2026, 12, 8), by=None, reason="Snow", school=alder)
    services.remove_closure_day(closure, by=None)
    assert not ClosureDay.objects.exists()
    assert AuditEvent.objects.get(action="closure_day.removed").detail == {"day": "2026-12-08"}
