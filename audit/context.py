"""Who is acting, and in which request: written beside every change."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

request_id: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def acting(by):
    """Sign every row change made inside with this person's id (None: the system itself).

    The database's triggers read the signature, so raw SQL and bulk changes carry it too.
    """
    _sign(str(by.pk) if by else "")
    try:
        yield
    finally:
        if connection.connection and not connection.needs_rollback:
            _sign("")


def _sign(actor):
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('audit.actor', %s, false), set_config('audit.request', %s, false)",
            [actor, request_id.get()],
        )
