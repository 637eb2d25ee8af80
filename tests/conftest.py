"""Two schools, made once a run. Every test works in a transaction that is rolled back.

A template database is built once for each state of the migrations and kept on the test server;
each worker gets a copy of it (a third of a second instead of several). Browser and fault tests,
which must commit, take a fresh copy of their own (`served_database`).
"""

import fcntl
import hashlib
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def _template_name():
    digest = hashlib.sha256()
    sources = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("audit/*.py"),
        *ROOT.glob("*/models/**/*.py"),
        *ROOT.glob("schools/data/*.json"),
        ROOT / "apdr" / "services" / "bank.py",  # what a school begins with
    ]
    for path in sorted([*sources, ROOT / "schools" / "models.py", Path(__file__)]):
        digest.update(path.read_bytes())
    return f"template_{digest.hexdigest()[:12]}"


def _server():
    database = connection.settings_dict
    server = psycopg2.connect(
        host=database["HOST"],
        port=database["PORT"],
        user=database["USER"],
        password=database["PASSWORD"],
        dbname="postgres",
    )
    server.autocommit = True
    return server.cursor()


def use_database(name):
    """Point Django at another database of the same server."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def copy_of_template(name):
    """A fresh database with both schools in it."""
    cursor, template = _server(), _template_name()
    port = connection.settings_dict["PORT"]
    with open(Path(tempfile.gettempdir()) / f"trust-send-template-{port}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        cursor.execute("select 1 from pg_database where datname = %s", [template])
        if not cursor.fetchone():
            _build(cursor, template)
    _drop(cursor, name)
    cursor.execute(f"create database {name} template {template} strategy file_copy")


def drop_database(name):
    connection.close()
    _drop(_server(), name)


def _drop(cursor, name):
    """Not `with (force)`: that stumbles over an autovacuum, which is not ours to end."""
    ours = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s"
    cursor.execute(f"{ours} and usename = current_user", [name])
    cursor.execute(f"drop database if exists {name}")


def _build(cursor, template):
    from tests.factories.schools import build_two_schools

    _drop(cursor, f"{template}_new")
    cursor.execute(f"create database {template}_new")
    use_database(f"{template}_new")
    call_command("migrate_schemas", shared=True, verbosity=0)
    build_two_schools()
    connection.close()
    cursor.execute(f"alter database {template}_new rename to {template}")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    name = f"test_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        copy_of_template(name)
        use_database(name)
    yield
    with django_db_blocker.unblock():
        drop_database(name)


@pytest.fixture
def alder(db):
    """Alder Primary: the school that most tests work in. The connection is inside it."""
    from schools.models import School

    school = School.objects.get(urn="900001")
    connection.set_tenant(school)
    yield school
    connection.set_schema_to_public()


@pytest.fixture
def birch(db):
    """Birch Secondary: the other school, whose records nobody of Alder may see."""
    from schools.models import School

    return School.objects.get(urn="900002")


@pytest.fixture
def cast(alder):
    """The people of Alder: one adult a role, and a few pupils (tests.factories.cast)."""
    from tests.factories.cast import Cast

    return Cast(alder)


@pytest.fixture
def visit(client):
    """visit(person, "/path/") → the answer, as that person, below the address of Alder."""

    def as_person(person, path, data=None, school="alder", **extra):
        if person is not None:
            person.refresh_from_db(fields=["session_round"])  # a change of roles ends sessions
            client.force_login(person)
        address = f"/schools/{school}{path}" if school else path
        here = connection.tenant  # a request leaves the connection in the trust's own schema
        try:
            if data is None:
                return client.get(address, **extra)
            return client.post(address, data, **extra)
        finally:
            connection.set_tenant(here)

    return as_person


@pytest.fixture
def at_most():
    """`with at_most(15):` the database is asked no more questions than that. Not counted are the
    school's search path, set before each of them, and the marks of transactions."""
    from django.test.utils import CaptureQueriesContext

    marks = ("SET search_path", "SAVEPOINT", "RELEASE")

    @contextmanager
    def counting(most):
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [q["sql"] for q in captured if not q["sql"].startswith(marks)]
        assert len(asked) <= most, f"{len(asked)} queries:\n" + "\n".join(asked)

    return counting
