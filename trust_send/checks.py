"""What a copy that faces people must not have. Each finding is an error, and an error stops the
start: of the web server and of the worker (`refuse_to_start`), and of every command that checks.

The demo is let off, and may in return be reached from its own computer alone.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connections

PRODUCTION = "production"
KEY_LENGTH = 50
KEY_DIFFERENT_CHARACTERS = 12
KEYS_FROM_EXAMPLES = ("django-insecure-", "tests-only-", "dev-", "change", "example", "secret")
WELL_KNOWN_PASSWORDS = {"admin", "changeme", "change-me", "password", "postgres", "redis", "secret"}
SPECIAL_POWERS = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
THIS_COMPUTER = {"localhost", "127.0.0.1", "[::1]"}


def refuse_to_start():
    """Raise ImproperlyConfigured with every reason why this copy must not serve people."""
    found = run_checks(tags=[PRODUCTION], databases=list(connections))
    found.sort(key=lambda error: str(error.id))
    if found:
        reasons = "\n".join(
            f"{error.id}: {error.msg} {error.hint or ''}".rstrip() for error in found
        )
        raise ImproperlyConfigured(f"Trust SEND does not start like this.\n{reasons}")


def _error(number, message, hint=None):
    return [Error(message, hint=hint, id=f"trust_send.E{number:03}")]


@register(PRODUCTION)
def debug_is_off(app_configs, **kwargs):
    if settings.DEBUG and not settings.DEMO:
        return _error(1, "Debug is on: its error pages show what is in memory.")
    return []


@register(PRODUCTION)
def secret_key_is_secret(app_configs, **kwargs):
    key = settings.SECRET_KEY
    weak = len(key) < KEY_LENGTH or len(set(key)) < KEY_DIFFERENT_CHARACTERS
    if not settings.DEMO and (weak or key.lower().startswith(KEYS_FROM_EXAMPLES)):
        hint = "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        return _error(2, "TRUST_SEND_SECRET_KEY can be guessed.", hint)
    return []


@register(PRODUCTION)
def hosts_are_named(app_configs, **kwargs):
    """No wildcard: one host serves the trust, and a link in a letter must lead to it alone."""
    hosts = settings.ALLOWED_HOSTS
    wild = [host for host in hosts if "*" in host or host.startswith(".")]
    if not settings.DEMO and (wild or not hosts):
        return _error(3, "TRUST_SEND_ALLOWED_HOSTS must name each host, without a wildcard.")
    return []


@register(PRODUCTION)
def demo_stays_at_home(app_configs, **kwargs):
    """The demo's sign-in page lets anybody in as anybody."""
    if settings.DEMO and not set(settings.ALLOWED_HOSTS) <= THIS_COMPUTER:
        return _error(4, "The demo must not be reached from other computers.")
    return []


@register(PRODUCTION)
def connection_is_private(app_configs, **kwargs):
    if not settings.DEMO and not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        return _error(5, "TRUST_SEND_HTTPS is off: cookies would travel in the open.")
    return []


@register(PRODUCTION)
def passwords_are_secret(app_configs, **kwargs):
    broker = urlsplit(settings.CELERY_BROKER_URL).password
    if not settings.DEMO and {_password_of_the_database(), broker} & WELL_KNOWN_PASSWORDS:
        return _error(6, "The password of the database or of the broker is a well-known one.")
    return []


@register(Tags.database, PRODUCTION)
def database_login_is_no_superuser(app_configs, databases, **kwargs):
    """A superuser passes every wall between the schools, and may rewrite the audit record."""
    if settings.DEMO or "default" not in (databases or []):
        return []
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute(SPECIAL_POWERS)
            all_powerful = cursor.fetchone()[0]
    except DatabaseError:
        return _error(8, "The database does not answer, so its login cannot be checked.")
    if all_powerful:
        return _error(
            7, "The database login is a superuser.", "Give Trust SEND a login of its own."
        )
    return []


def _password_of_the_database():
    return settings.DATABASES["default"].get("PASSWORD", "")
