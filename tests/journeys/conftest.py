"""A real browser against real servers: granian, a Celery worker, a database of their own.

Browser tests must commit, so they take a fresh copy of the template database and never share one
with the tests that roll back. Sign-in by form has its own journey; the others start signed in.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from playwright.sync_api import sync_playwright

from tests.conftest import ROOT, copy_of_template, drop_database, use_database

# Playwright keeps an event loop in this thread; nothing of Django's runs inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = os.environ.get("TRUST_SEND_CHROMIUM", "/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


class Served:
    """The product as it runs: its address, and a way into its database."""

    def __init__(self, url, blocker):
        self.url, self.blocker = url, blocker

    @contextmanager
    def inside(self, slug="alder"):
        """Work on the served database, inside a school. Everything is committed."""
        from schools.across import inside
        from schools.models import School

        with self.blocker.unblock():
            with inside(School.objects.get(domains__domain=slug)) as school:
                yield school
            connection.close()

    def session_of(self, user):
        """A session cookie of this person, as a sign-in would have left it."""
        with self.blocker.unblock():
            session = SessionStore()
            session[SESSION_KEY] = str(user.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = user.get_session_auth_hash()
            session.create()
            connection.close()
        return {
            "name": settings.SESSION_COOKIE_NAME,
            "value": session.session_key,
            "url": self.url,
        }


@pytest.fixture(scope="module")
def served(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """The product, started anew for each file of journeys."""
    before = connection.settings_dict["NAME"]
    name = f"served_{os.getpid()}_{request.module.__name__.rpartition('.')[2]}"
    with django_db_blocker.unblock():
        copy_of_template(name)
        use_database(name)
    folder = tmp_path_factory.mktemp("served")
    port = _free_port()
    processes = _start(name, port, folder)
    try:
        _wait_for(f"http://localhost:{port}/health/live", processes, folder)
        yield Served(f"http://localhost:{port}", django_db_blocker)
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(timeout=20)
        with django_db_blocker.unblock():
            drop_database(name)
            use_database(before)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def width(request):
    """The two widths at which every page must be right."""
    return request.param


@pytest.fixture
def open_as(served, chromium):
    """open_as(person, width=1280) → a page of a browser in which this person is signed in."""
    contexts = []

    def opened(person=None, width=1280, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, base_url=served.url, **options
        )
        context.set_default_timeout(10_000)
        if person is not None:
            context.add_cookies([served.session_of(person)])
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def _start(database_name, port, folder):
    database = connection.settings_dict
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "trust_send.settings",
        "TRUST_SEND_DEMO": "yes",
        "TRUST_SEND_HTTPS": "no",
        "TRUST_SEND_SECRET_KEY": settings.SECRET_KEY,
        "TRUST_SEND_ALLOWED_HOSTS": "localhost",
        "TRUST_SEND_STATE_DIR": str(folder),
        "TRUST_SEND_STATIC_DIR": str(folder / "static"),
        "DATABASE_URL": "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{name}".format(
            name=database_name, **{k: database[k] for k in ("USER", "PASSWORD", "HOST", "PORT")}
        ),
    }
    python = sys.executable
    subprocess.run(
        [python, "manage.py", "collectstatic", "--noinput", "-v0"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    commands = [
        [python, "-m", "granian", "--interface", "wsgi", "trust_send.wsgi:application"]
        + ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4"],
        [python, "-m", "celery", "-A", "trust_send", "worker", "--pool", "solo", "-l", "warning"]
        + ["-Q", database_name],
    ]
    environment["TRUST_SEND_QUEUE"] = database_name
    with (folder / "log").open("w") as log:
        return [
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            for command in commands
        ]


def _wait_for(url, processes, folder):
    for _ in range(200):
        if any(process.poll() is not None for process in processes):
            break
        try:
            with urlopen(url, timeout=1) as answer:  # noqa: S310 - an address of this machine
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text())


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
