"""Orchard Lane as the demo fills it, once for all tests of this file."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction

from access.grants import pupils_named_to
from access.models import Membership, User
from access.roles import SCHOOL_ROLES, Role
from apdr.models import Cycle, HourlyRate, Intervention, OutcomeProvision, Session
from audit.models import AuditEvent, RowChange
from register.models import (
    ClassReading,
    Contact,
    Group,
    Need,
    Note,
    Profile,
    Pupil,
    SavedView,
    Status,
    StatusPeriod,
)
from register.models.imports import ImportBatch
from schools.across import inside
from schools.models import ClosureDay
from schools.school_year import SchoolYear
from trust_send.demo.cast import CAST
from trust_send.demo.fill import invite_trust_people
from trust_send.demo.fill_school import Filling
from trust_send.demo.trust import ORCHARD_LANE

YEAR = SchoolYear(2026)
ON = date(2026, 11, 24)


@pytest.fixture(scope="module", autouse=True)
def filling(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        invite_trust_people(YEAR)
        filling = Filling(ORCHARD_LANE, YEAR, ON, tmp_path_factory.mktemp("files"))
        filling.run()
        with inside(filling.school):
            yield filling
        transaction.set_rollback(True)


def person(local):
    return User.objects.get(email=f"{local}@{ORCHARD_LANE.mail}")


def test_the_whole_roll_came_in_through_the_importer(filling):
    batch = ImportBatch.objects.get(state=ImportBatch.State.SAVED)
    assert batch.counts == {"new": len(filling.roll)}
    assert batch.saved_by == person("data")


def test_every_pupil_stands_where_the_story_leaves_them(filling):
    expected = Counter(pupil.status_on(ON) for pupil in filling.roll)
    assert Counter(pupil.status for pupil in Pupil.objects.with_status()) == expected


def test_some_stories_were_imported_and_some_entered_by_the_sendco():
    assert StatusPeriod.objects.filter(origin="imported").exists()
    entered = StatusPeriod.objects.filter(origin="entered")
    assert set(entered.values_list("decided_by", flat=True)) == {person("sendco").pk}
    assert not entered.filter(started_on__gt=ON).exists()


def test_the_history_reaches_back_three_years():
    assert StatusPeriod.objects.order_by("started_on").first().started_on < date(2023, 12, 1)


def test_a_pupil_without_sen_has_no_need_on_record():
    without = Pupil.objects.with_status().filter(status=Status.NONE)
    assert not Need.objects.current().filter(pupil__in=without.values("pk")).exists()


def test_everybody_on_the_register_has_a_profile_contacts_and_a_key_adult():
    desk = Pupil.objects.on_the_desk()
    assert not desk.filter(key_adult=None).exists()
    assert not desk.exclude(pk__in=Contact.objects.values("pupil")).exists()
    register = desk.exclude(status=Status.MONITORING)
    assert Profile.objects.count() == register.count()
    assert Note.objects.filter(happened_on__gte=ON).count() == 0


def test_every_role_of_a_school_is_held_and_the_cards_find_their_people(filling):
    here = Membership.objects.at(filling.school).on(ON)
    assert {Role(membership.role) for membership in here} == set(SCHOOL_ROLES)
    for star in (star for star in CAST if star.place == ORCHARD_LANE.slug):
        assert here.filter(user__email=star.email, role=star.role, user__name=star.name).exists()


def test_the_teacher_has_4b_and_news_since_reading_it():
    (group,) = Group.objects.taught_by(person("teacher"), on=ON)
    assert group.name == "4B"
    read_at = ClassReading.objects.get(group=group, user=person("teacher")).read_at
    assert Profile.objects.filter(changed_at__gt=read_at).count() == 2


def test_the_assistant_is_named_for_four_pupils():
    assert len(pupils_named_to(person("ta"), Pupil)) == 4


def test_a_second_import_waits_with_held_rows():
    waiting = ImportBatch.objects.get(state=ImportBatch.State.READY)
    assert waiting.counts["held"] == 5
    assert waiting.counts["gone"] == 2
    assert waiting.counts["new"] == 1
    assert waiting.counts["changed"] == 3
    assert "rejected" not in waiting.counts


def test_views_and_training_days_are_there(filling):
    assert SavedView.objects.filter(user=person("sendco")).count() == 2
    assert ClosureDay.objects.filter(school=filling.school).count() == 15


def test_every_event_and_every_changed_row_is_signed():
    assert not AuditEvent.objects.filter(actor_id=None).exists()
    assert not RowChange.objects.filter(actor_id=None).exists()


def test_pupils_on_the_register_have_plans_that_went_round_and_some_that_wait(filling):
    cycles = Cycle.objects.all()
    assert cycles.filter(closed_at__isnull=False).count() > 80
    assert cycles.due(ON).count() > 8
    assert cycles.due(ON).owned_by(person("teacher")).exists()
    assert not cycles.exclude(pupil__in=Pupil.objects.on_the_desk()).exists()


def test_support_runs_with_sessions_outcomes_and_a_known_cost():
    groups = Intervention.objects.running(ON)
    assert groups.filter(led_by=person("ta")).exists()
    assert Session.objects.filter(intervention__in=groups).count() > 300
    assert not OutcomeProvision.objects.filter(enrolment__starts_on__gt=ON).exists()
    assert set(groups.values_list("paid_as")) <= set(HourlyRate.objects.values_list("paid_as"))
