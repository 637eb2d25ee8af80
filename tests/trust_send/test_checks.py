"""A copy that faces people does not start with a setting that lets the wrong ones in."""

import psycopg2
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from trust_send import checks

RANDOM = "qT7w9Zr2xVb4Nn6mLk8Jh1Gf3Ds5Aa0Pp-Oo_IiUuYyTtRrEeWwQqZz2Xx4Cc6Vv"
SAFE = {
    "DEMO": False,
    "DEBUG": False,
    "SECRET_KEY": RANDOM,
    "ALLOWED_HOSTS": ["send.example.org"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "CELERY_BROKER_URL": "redis://:2f9c1d77@broker/0",
}


@pytest.fixture
def safe(settings):
    """Settings as a careful operator makes them."""
    for name, value in SAFE.items():
        setattr(settings, name, value)
    return settings


def refusals(databases=()):
    found = checks.run_checks(tags=[checks.PRODUCTION], databases=databases)
    return [error.id for error in found]


def test_careful_settings_are_accepted(safe):
    assert refusals() == []


@pytest.mark.parametrize(
    ("name", "value", "refusal"),
    [
        ("DEBUG", True, "trust_send.E001"),
        ("SECRET_KEY", "short", "trust_send.E002"),
        ("SECRET_KEY", "x" * 64, "trust_send.E002"),
        ("SECRET_KEY", f"django-insecure-{RANDOM}", "trust_send.E002"),
        ("ALLOWED_HOSTS", ["*"], "trust_send.E003"),
        ("ALLOWED_HOSTS", [".example.org"], "trust_send.E003"),
        ("ALLOWED_HOSTS", [], "trust_send.E003"),
        ("SESSION_COOKIE_SECURE", False, "trust_send.E005"),
        ("CELERY_BROKER_URL", "redis://:password@broker/0", "trust_send.E006"),
    ],
)
def test_one_careless_setting_is_refused(safe, name, value, refusal):
    setattr(safe, name, value)
    assert refusals() == [refusal]


def test_the_demo_is_let_off_on_its_own_computer_only(safe):
    safe.DEMO, safe.DEBUG, safe.SECRET_KEY = True, True, "short"
    safe.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert refusals() == []
    safe.ALLOWED_HOSTS = ["localhost", "send.example.org"]
    assert refusals() == ["trust_send.E004"]


@pytest.mark.django_db
def test_every_reason_is_named_when_it_does_not_start(safe):
    safe.DEBUG, safe.ALLOWED_HOSTS = True, ["*"]
    with pytest.raises(ImproperlyConfigured, match=r"(?s)E001.*E003"):
        checks.refuse_to_start()


@pytest.mark.django_db
def test_a_database_login_without_special_powers_is_accepted(safe):
    with connection.cursor() as cursor:
        cursor.execute("create role plain role current_user")
        cursor.execute("set local role plain")
    assert refusals(["default"]) == []


@pytest.mark.django_db
def test_a_superuser_of_the_database_is_refused(safe, monkeypatch):
    """The login of the tests is none, so the question is put to the server's own superuser."""
    with connection.cursor() as cursor:
        cursor.execute("select rolname from pg_roles where rolsuper order by oid limit 1")
        superuser = cursor.fetchone()[0]
    asked = checks.SPECIAL_POWERS.replace("current_user", f"'{superuser}'")
    monkeypatch.setattr(checks, "SPECIAL_POWERS", asked)
    assert refusals(["default"]) == ["trust_send.E007"]


def test_a_database_that_does_not_answer_is_refused(safe, django_db_blocker, monkeypatch):
    def gone():
        raise psycopg2.OperationalError("gone")

    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setattr(connection, "get_new_connection", lambda _parameters: gone())
        assert refusals(["default"]) == ["trust_send.E008"]
