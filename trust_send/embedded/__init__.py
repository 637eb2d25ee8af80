"""PostgreSQL and Valkey from wheels, for the demo, the tests and the benchmarks: no installed
database, no container engine, no port that is already taken.

    with running(folder) as servers:
        servers.database_url, servers.redis_url, servers.pg_bindir

All that the servers keep lies in `folder`: their data, their logs, and one file for its owner's
eyes with the ports and the passwords. DATABASE_URL or REDIS_URL in the environment puts a server
of your own in the place of either; such a server is neither started nor stopped here.

What a crash left running is stopped at the next start. A process counts as left by us only when
its number *and* the moment it began are those that were written down, since numbers come round
again (`processes`). PostgreSQL refuses to run as root, so root starts both as `postgres` or
`nobody` (`accounts`).
"""

import fcntl
import os
import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .accounts import Place
from .notes import Notes
from .postgres import Postgres
from .valkey import Valkey

__all__ = ["InUse", "Servers", "remove", "running"]


class InUse(Exception):
    """Somebody else is running servers from this folder at this moment."""


@dataclass(frozen=True)
class Servers:
    """Where the two servers answer. `pg_bindir` (pg_dump) is None with a database of your own."""

    database_url: str
    redis_url: str
    pg_bindir: Path | None


@contextmanager
def running(folder, *, durable=True):
    """Both servers, from the entrance of the `with` to its exit.

    `durable=False` lets PostgreSQL forget on a power cut what it had promised to keep: right for
    tests, which build their data anew, and for nothing else.
    """
    folder = Path(folder).resolve()
    with ExitStack() as exits:
        exits.enter_context(_alone_in(folder))
        notes = Notes(folder / "servers.json")
        place = Place(folder, notes)
        database_url, bindir = os.environ.get("DATABASE_URL"), None
        if not database_url:
            postgres = Postgres(place, notes, durable=durable)
            database_url, bindir = exits.enter_context(postgres.running()), postgres.bindir
        redis_url = os.environ.get("REDIS_URL")
        if not redis_url:
            redis_url = exits.enter_context(Valkey(place, notes, durable=durable).running())
        yield Servers(database_url, redis_url, bindir)


def remove(folder):
    """Stop what a crash left running from `folder` and delete everything that it keeps."""
    folder = Path(folder).resolve()
    if not folder.exists():
        return
    with _alone_in(folder):
        notes = Notes(folder / "servers.json")
        place = Place(folder, notes)
        Postgres(place, notes).stop_what_was_left()
        Valkey(place, notes).stop_what_was_left()
        place.remove()
        shutil.rmtree(folder)


@contextmanager
def _alone_in(folder):
    """One user of a folder at a time; the system gives the lock back however that user ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(f"The servers in {folder} are in use.") from None
        yield
