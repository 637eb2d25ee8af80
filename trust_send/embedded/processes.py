"""Which process is which, so that nothing is ever stopped that we did not start."""

import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path


class CannotStart(Exception):
    """A server did not come up; the message says which one and ends with its last words."""


def moment_of_birth(pid):
    """When this process began, as its machine counts; None when no such process runs.

    The kernel gives a process number out again, but never twice at the same tick of one boot.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    state, *fields = stat.rpartition(")")[2].split()
    if state in "ZX":  # over, and only waiting to be counted by its parent
        return None
    boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    return f"{boot} {fields[18]}"


def command_of(pid):
    """The words with which this process was started; empty when there is none."""
    try:
        return (
            Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        )
    except OSError:
        return ""


@dataclass(frozen=True)
class Process:
    """One process that we started: its number and the moment at which it began."""

    pid: int
    born: str
    child: subprocess.Popen | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, pid):
        born = moment_of_birth(pid)
        return cls(pid, born) if born else None

    @property
    def runs(self):
        still = moment_of_birth(self.pid) == self.born
        if self.child and not still:
            self.child.wait()  # takes note of its end, so that its number is free
        return still

    def tell(self, number):
        if self.runs:
            os.kill(self.pid, number)

    def ends_within(self, seconds):
        deadline = time.monotonic() + seconds
        while self.runs and time.monotonic() < deadline:
            time.sleep(0.02)
        return not self.runs

    def stop(self, *ways):
        """Tell it to end in each of these ways, as (signal, seconds to wait), until it has."""
        for number, seconds in (*ways, (signal.SIGKILL, 10)):
            self.tell(number)
            if self.ends_within(seconds):
                return


def start(command, *, log, **options):
    """Start a server out of reach of the terminal's Ctrl-C: we stop it ourselves, and in order."""
    with log.open("wb") as output:
        child = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **options,
        )
    return Process(child.pid, moment_of_birth(child.pid) or "ended at once", child)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def last_words(log, lines=12):
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
