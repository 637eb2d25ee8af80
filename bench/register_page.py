"""The register page with 400 pupils on it, against plainer and fuller ways to show that list."""

import gzip
from contextlib import contextmanager

from django.db import connection
from django.test import Client, override_settings

from bench.frame import Figure, benchmark, interleaved
from bench.register_roll import fill, school_of
from schools.across import inside

ROUNDS = 30
PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@benchmark
def register_page(schools):
    """All 400 rows, signed in, with everything that stands around them."""
    school = school_of("930011")
    with inside(school):
        sendco = fill(school)
        analyse()
    with both_sides():
        everybody = visitor(school, sendco, "/register/?show=all")
        plain = visitor(school, sendco, "/plain/")
        by_admin = visitor(school, sendco, "/by-admin/")
        fifty = visitor(school, sendco, "/register/")
        assert_same_rows(everybody(), plain(), by_admin())

        ours, theirs = interleaved(everybody, plain, rounds=ROUNDS, warm_up=5)
        yield Figure("register_page", ours, "s", "a plain Django template", theirs, goal=1.5)
        ours, theirs = interleaved(everybody, by_admin, rounds=ROUNDS // 2, warm_up=3)
        yield Figure("register_page", ours, "s", "Django admin's changelist", theirs, goal=0.4)
        ours, theirs = interleaved(fifty, everybody, rounds=ROUNDS, warm_up=5)
        yield Figure("register_page_of_50", ours, "s", "the page of 400", theirs, goal=0.4)
        asked = questions_of(everybody)
        yield Figure("register_page_queries", asked, "queries", "the limit", 12, goal=1)
        yield from _bytes(everybody(), fifty())


def _bytes(everybody, fifty):
    sent, of_fifty = (len(gzip.compress(answer.content, 6)) for answer in (everybody, fifty))
    yield Figure("register_page_sent", sent, "bytes", "the limit", 25 * 1024, goal=1)
    yield Figure("register_page_of_50_sent", of_fifty, "bytes", "the page of 400", sent, goal=0.4)


def assert_same_rows(*answers):
    """Nobody gains by showing less."""
    for answer in answers:
        assert answer.status_code == 200, answer.status_code
        table = answer.content.partition(b"<tbody")[2].partition(b"</tbody>")[0]
        rows = table.count(b"<tr>")
        assert rows == 400, rows


@contextmanager
def both_sides():
    """Django's admin beside the product, and names of files that need no collecting."""
    from django.conf import settings

    with override_settings(
        INSTALLED_APPS=[*settings.INSTALLED_APPS, "django.contrib.admin"],
        SCHOOL_URLCONF="bench.register_sides",
        STORAGES=PLAIN_FILES,
    ):
        yield


def visitor(school, person, path):
    """A function that opens a page of the school as this person, and gives the answer."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    address = f"/schools/{school.slug}{path}"
    return lambda: client.get(address)


def questions_of(work):
    """How often the database is asked; not counted is which school we are in, set each time."""
    asked = []

    def look(execute, sql, params, many, context):
        if not str(sql).startswith("SET search_path"):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        work()
    return len(asked)


def analyse():
    """Let the database see how much there is, as it does by itself within a minute."""
    with connection.cursor() as cursor:
        cursor.execute("analyze")
