"""The product as it runs: granian, a Celery worker, and a database of its own.

It is started once a run. A story that needs an untouched school gets a new database under the same
name (a second), to which the processes connect again by themselves.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from tests.conftest import ROOT, copy_of_template, drop_database, use_database

LINES_OF_THE_LOG = 30
START_WITHIN = 60  # seconds, on two busy cores


class Product:
    """Its address, and a way into its database."""

    def __init__(self, folder, blocker):
        self.database = f"served_{os.getpid()}"
        self.folder, self.blocker = folder, blocker
        self.url = f"http://localhost:{_free_port()}"
        self.processes = []
        self.is_used = False
        self.log_from = 0

    # Starting and stopping -----------------------------------------------------------------------
    def start(self):
        with self.blocker.unblock():
            copy_of_template(self.database)
        self._run("manage.py", "collectstatic", "--noinput", "-v0").wait()
        self.processes = [
            self._web(),
            self._run("-m", "celery", "-A", "trust_send", "worker", "--pool", "solo",
                      "-l", "warning", "-Q", self.database),
        ]  # fmt: skip
        self._wait()

    def kill_web(self):
        """The web server is gone at once, as in a power cut: the process and its workers."""
        web = self.processes[0]
        workers = Path(f"/proc/{web.pid}/task/{web.pid}/children").read_text().split()
        for pid in (web.pid, *map(int, workers)):
            os.kill(pid, signal.SIGKILL)
        web.wait(timeout=20)

    def start_web(self):
        """The web server once more, at the same address, after a story killed it."""
        self.processes[0] = self._web()
        self._wait()

    def _web(self):
        port = self.url.rpartition(":")[2]
        return self._run(
            "-m", "granian", "--interface", "wsgi", "trust_send.wsgi:application",
            "--host", "127.0.0.1", "--port", port, "--blocking-threads", "4",
        )  # fmt: skip

    def stop(self):
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        for process in self.processes:
            process.wait(timeout=20)
        with self.blocker.unblock():
            drop_database(self.database)

    def log(self):
        """The last lines that the server and the worker wrote since `begin_log`."""
        said = (self.folder / "log").read_bytes()[self.log_from :].decode()
        return "\n".join(said.splitlines()[-LINES_OF_THE_LOG:])

    def begin_log(self):
        self.log_from = (self.folder / "log").stat().st_size

    def _run(self, *arguments):
        with (self.folder / "log").open("a") as log:
            command = [sys.executable, *arguments]
            return subprocess.Popen(command, cwd=ROOT, env=self._env, stdout=log, stderr=log)

    @property
    def _env(self):
        server = {k: connection.settings_dict[k] for k in ("USER", "PASSWORD", "HOST", "PORT")}
        address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}".format(**server)
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "trust_send.settings",
            "TRUST_SEND_DEMO": "yes",
            "TRUST_SEND_HTTPS": "no",
            "TRUST_SEND_SECRET_KEY": settings.SECRET_KEY,
            "TRUST_SEND_ALLOWED_HOSTS": "localhost",
            "TRUST_SEND_STATE_DIR": str(self.folder),
            "TRUST_SEND_STATIC_DIR": str(self.folder / "static"),
            "TRUST_SEND_QUEUE": self.database,
            "DATABASE_URL": f"{address}/{self.database}",
        }

    def _wait(self):
        until = time.monotonic() + START_WITHIN
        while time.monotonic() < until and all(one.poll() is None for one in self.processes):
            try:
                with urlopen(f"{self.url}/health/live", timeout=1):  # noqa: S310 - this machine
                    return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"The product did not start:\n{self.log()}")

    # Its database --------------------------------------------------------------------------------
    def as_new(self):
        """Both schools as they are at first, whatever a story did with them or the server."""
        if self.processes[0].poll() is not None:
            self.start_web()
        if self.is_used:
            with self.blocker.unblock():
                connection.close()
                copy_of_template(self.database)
        self.is_used = False

    @contextmanager
    def in_its_database(self):
        """What this process asks goes to the product's database."""
        before = connection.settings_dict["NAME"]
        use_database(self.database)
        try:
            yield
        finally:
            use_database(before)

    @contextmanager
    def inside(self, slug="alder"):
        """Work on that database, inside a school. Everything is committed."""
        from schools.across import inside
        from schools.models import School

        self.is_used = True
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
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": session.session_key, "url": self.url}


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
