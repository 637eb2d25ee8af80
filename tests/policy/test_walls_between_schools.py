"""What one school holds stays in it: pages, sessions, grants, cache, files, jobs, exports."""

import inspect
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import ProgrammingError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.grants import name_adult, pupils_named_to
from access.models import Membership
from access.roles import Role
from register.models import Group, GroupMember, Pupil
from safety.kinds import KINDS
from schools import jobs
from schools.across import SchoolIsShut, current_school, inside, inside_schema
from schools.models import Job
from tests.factories.cast import DAY
from tests.policy.doors import (
    READ_BY,
    SCHOOL,
    arguments_of,
    arguments_of_nobody,
    concerns_a_child,
    door,
    doors,
    has_rows,
)
from tests.policy.world import (
    SAFETY,
    canary,
    leaver,
    rows_about,
    tables_of_a_school,
    texts_of,
)
from trust_send.celery import app

TOKEN = re.compile(rb'(csrf-token" content|csrfmiddlewaretoken" value)="[^"]*"')


def page(school, child):
    return f"/schools/{school}/pupils/{child.pupil.pk}/"


def named_for(adult):
    """Keys of the pupils whom this adult is named for, in the school we are in."""
    return set(pupils_named_to(adult, Pupil).values_list("content_object_id", flat=True))


def works_also_at(school, person, role):
    Membership.objects.create(user=person, school=school, role=role, starts_on=DAY)


# Grants and lists ---------------------------------------------------------------------------------
def test_being_named_in_one_school_opens_nothing_in_the_other(world):
    """Not even a pupil with the very same key, which a copied record would have."""
    assistant = world.alder.cast.assistant
    works_also_at(world.birch.school, assistant, Role.TA)
    with inside(world.birch.school):
        twin = Pupil.objects.create(
            pk=world.alder.ann.pupil.pk,
            legal_forename="Twin",
            legal_surname="Twin",
            born_on=DAY,
            year_group="3",
        )
        assert twin.pk not in pupils_named_to(assistant, Pupil).values_list(
            "content_object_id", flat=True
        )
    assert world.ask(assistant, page("alder", world.alder.ann)).status_code == 200
    assert world.ask(assistant, page("birch", world.alder.ann)).status_code == 404


def test_teaching_a_class_in_one_school_opens_none_in_the_other(world):
    """Not even a class with the very same key."""
    teacher = world.alder.cast.teacher
    works_also_at(world.birch.school, teacher, Role.TEACHER)
    with inside(world.birch.school):
        group = Group.objects.create(
            pk=world.alder.ann.group.pk, name="Twin", kind="teaching", starting_year=2026
        )
        GroupMember.objects.create(group=group, pupil=world.birch.ann.pupil, started_on=DAY)
    assert world.ask(teacher, page("birch", world.birch.ann)).status_code == 404
    assert world.ask(teacher, f"/schools/birch/my-classes/{group.pk}/").status_code == 404


def test_the_same_person_has_in_each_school_the_rights_of_their_role_there(world):
    person = world.alder.cast.sendco
    works_also_at(world.birch.school, person, Role.GOVERNOR)
    assert world.ask(person, page("alder", world.alder.ann)).status_code == 200
    assert world.ask(person, page("birch", world.birch.ann)).status_code == 403


def test_whoever_left_is_outside_at_the_next_request(world):
    gone = leaver(world)
    assert world.ask(gone, page("alder", world.alder.ann)).status_code == 404
    assert world.ask(gone, "/schools/alder/").status_code == 404


def test_a_role_to_come_opens_nothing_today(world):
    person = world.alder.cast.governor
    Membership.objects.create(
        user=person,
        school=world.birch.school,
        role=Role.SENDCO,
        starts_on=timezone.localdate() + timedelta(days=1),
    )
    assert world.ask(person, page("birch", world.birch.ann)).status_code == 404


def test_whoever_was_switched_off_is_outside_at_the_next_request(world):
    person = world.alder.cast.sendco
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    answer = world.ask(person, page("alder", world.alder.ann))
    assert answer.status_code == 302
    assert answer.url.startswith("/account/sign-in/")


# Answers ------------------------------------------------------------------------------------------
def same(answer):
    """All of an answer that could tell two apart, without what differs in every answer."""
    told = {k: v for k, v in answer.headers.items() if k != "X-Request-ID"}
    return answer.status_code, told, TOKEN.sub(b"", answer.content)


def asked_with(world, person, address):
    with CaptureQueriesContext(connection) as captured:
        answer = world.ask(person, address)
    return same(answer), len(captured)


def test_the_other_school_answers_like_one_that_does_not_exist(world):
    teacher = world.alder.cast.teacher
    there = world.ask(teacher, page("birch", world.birch.ann))
    nowhere = world.ask(teacher, page("nosuch", world.birch.ann))
    assert same(there) == same(nowhere)


@pytest.mark.parametrize("person", ["sendco", "teacher", "assistant"])
def test_a_row_out_of_reach_answers_like_one_that_does_not_exist(world, person):
    """The same bytes after the same work, so that neither tells that a child exists."""
    asker = getattr(world.alder.cast, person)
    for one in (d for d in doors() if d.site == SCHOOL and has_rows(d)):
        elsewhere = one.address(arguments_of(one, world.birch, world.birch.ann))
        nowhere = one.address(arguments_of_nobody(one, world.alder))
        found = asked_with(world, asker, elsewhere)
        assert found == asked_with(world, asker, nowhere), one
        if person != "sendco" and concerns_a_child(one, world.alder):
            out_of_reach = one.address(arguments_of(one, world.alder, world.alder.ben))
            assert found == asked_with(world, asker, out_of_reach), one


def test_every_text_about_a_child_is_a_canary(world):
    """Else the search of answers in test_who_may_do_what would look for nothing."""
    with inside(world.alder.school):
        for model in tables_of_a_school():
            rows = rows_about(model, world.alder.ann.pupil)
            if rows is None or not texts_of(model):
                continue
            table = model._meta.model_name
            if model in SAFETY:
                assert any(_is_canary(row) for row in rows), f"{table} in tests/policy/world.py"
                continue
            assert table in READ_BY, f"say in tests/policy/doors.py who may read {table}"
            row = rows.first()
            assert row, f"add a row of {table} to tests/policy/world.py"
            for one in texts_of(model):
                word = canary("alder", "ann", table)
                assert word in getattr(row, one.name), f"{table}.{one.name}"


def _is_canary(row):
    """A row of a safety plan, or of what is recorded beside it, bears the word of its kind."""
    words = [canary("alder", "ann", kind) for kind in (*KINDS, "restrictive")]
    texts = [str(getattr(row, one.name)) for one in texts_of(type(row))]
    return any(word in text for word in words for text in texts)


def test_an_export_holds_the_pupils_of_its_school_alone(world):
    one = door(SCHOOL, "register_csv")
    body = world.ask(world.alder.cast.sendco, one.address({})).getvalue().decode().casefold()
    assert canary("alder", "ann", "pupil") in body
    assert canary("birch") not in body


# Where the connection is --------------------------------------------------------------------------
def test_in_the_schema_of_the_trust_there_is_no_child(world):
    """A job, a thread or a command that names no school finds no table, and fails."""
    connection.set_schema_to_public()
    for model in tables_of_a_school():
        with pytest.raises(ProgrammingError), transaction.atomic():
            model._base_manager.exists()


def test_an_answer_leaves_the_connection_in_the_trust(world):
    connection.set_schema_to_public()
    world.ask(world.alder.cast.sendco, page("alder", world.alder.ann))
    world.client.get("/schools/alder/")
    assert connection.schema_name == "public"


def test_one_comes_out_of_a_school_even_after_an_error(world):
    with inside(world.alder.school):
        with pytest.raises(ZeroDivisionError), inside(world.birch.school):
            raise ZeroDivisionError
        assert current_school() == world.alder.school
    assert current_school() is None


@pytest.mark.parametrize("schema", ["s_000000", "public", "", 'x"; drop schema s_900001; --'])
def test_work_for_a_school_that_is_not_there_is_refused(world, schema):
    with pytest.raises(SchoolIsShut), inside_schema(schema):
        pass


# Jobs, cache, files -------------------------------------------------------------------------------
def test_a_job_does_its_work_in_its_own_school(world, monkeypatch):
    seen = []
    work = jobs.Kind(lambda progress, *, by: seen.append(current_school()), "", lambda job: None)
    monkeypatch.setitem(jobs._kinds, "look", work)
    job = jobs.ask_for("look", by=None, school=world.birch.school)
    with inside(world.alder.school):
        jobs.run(str(job.pk), person=lambda pk: None)
        assert current_school() == world.alder.school
    assert seen == [world.birch.school]


def test_a_job_of_a_closed_school_is_not_done(world, monkeypatch):
    monkeypatch.setitem(jobs._kinds, "look", jobs.Kind(lambda *a, **k: 1 / 0, "", lambda job: None))
    job = jobs.ask_for("look", by=None, school=world.birch.school)
    type(world.birch.school).objects.filter(urn="900002").update(closed_at=timezone.now())
    jobs.run(str(job.pk), person=lambda pk: None)
    assert Job.objects.get(pk=job.pk).message == "This school is closed."


def test_each_task_names_its_job_or_nothing_at_all():
    """A task is rung by the id of a job, whose row names the school; it carries no record."""
    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    assert ours
    for task in ours:
        assert set(inspect.signature(task.run).parameters) <= {"job_id", "school"}, task.name


def test_what_one_school_keeps_in_the_cache_the_other_does_not_find(world):
    with inside(world.alder.school):
        cache.set("figures", "of Alder")
    with inside(world.birch.school):
        assert cache.get("figures") is None
    assert cache.get("figures") is None
    with inside(world.alder.school):
        assert cache.get("figures") == "of Alder"
        cache.delete("figures")


def test_no_record_is_kept_in_a_file():
    """A file outside the database would need a folder of its school and a view that asks who may
    read it. Whoever adds the first field of this kind writes both, and their tests, here."""
    kept = [
        f"{model._meta.label}.{one.name}"
        for model in apps.get_models()
        for one in model._meta.get_fields()
        if isinstance(one, models.FileField)
    ]
    assert kept == []


# Keys ---------------------------------------------------------------------------------------------
def test_the_key_of_a_school_row_is_random():
    """So that no row of one school can be mistaken for another's, and no address be guessed."""
    guessable = [
        model._meta.label
        for model in tables_of_a_school()
        if not isinstance(model._meta.pk, models.UUIDField)
    ]
    assert guessable == ["register.PupilGrant"]  # guardian's own table; no address names its rows


def test_no_row_of_a_school_points_out_of_it_but_to_a_person(world):
    """Citus and a school's own backup need foreign keys into the shared schema few and stable."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct confrelid::regclass::text from pg_constraint "
            "where contype = 'f' and connamespace = 's_900001'::regnamespace "
            "and confrelid::regclass::text not like 's_900001.%'"
        )
        pointed_to = {name for (name,) in cursor.fetchall()}
    assert pointed_to == {"access_user", "auth_permission", "auth_group", "django_content_type"}


def test_every_grant_dies_with_its_pupil(world):
    with inside(world.alder.school):
        pupil = world.alder.cast.cal
        name_adult(pupil, world.alder.cast.assistant)
        pupil.delete()
        named = pupils_named_to(world.alder.cast.assistant, Pupil).values_list(
            "content_object_id", flat=True
        )
        assert list(named) == [world.alder.ann.pupil.pk]
