"""Programs that run beside each other for as long as a command does: web server, worker, beat.

Each carries a mark in its environment, so that what an abrupt end left running is found at the
next start, children included, and nothing else is ever touched.
"""

import os
import signal
import subprocess
import time
from pathlib import Path

from . import say
from .folders import LOGS, ROOT

MARK = "TRUST_SEND_RUN"


class Programs:
    """The programs of one run; `mark` is the same for every run of this copy of the project."""

    def __init__(self, mark, environment):
        self.mark = mark
        self.environment = environment | {MARK: mark}
        self.running = {}

    def start(self, name, *command):
        LOGS.mkdir(parents=True, exist_ok=True)
        with log_of(name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=self.environment,
                cwd=ROOT,
                start_new_session=True,  # the terminal's Ctrl-C is ours to pass on, in order
            )

    def check(self):
        """Stop with its last words when one of them has ended."""
        for name, program in self.running.items():
            if program.poll() is not None:
                raise say.Stop(f"The {name} has ended. Its last words:\n{say.tail(log_of(name))}")

    def stop(self, patience=20):
        """The last started first; each may finish what it is doing, then whatever is left goes."""
        for program in reversed(self.running.values()):
            if program.poll() is None:
                program.terminate()
        deadline = time.monotonic() + patience
        for program in self.running.values():
            try:
                program.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        stop_marked(self.mark, patience)


def stop_marked(mark, patience=10):
    """End every process that carries the mark, politely first."""
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5)):
        for pid in marked(mark):
            _tell(pid, number)
        deadline = time.monotonic() + seconds
        while marked(mark) and time.monotonic() < deadline:
            time.sleep(0.05)


def marked(mark):
    """The processes that were started with this mark and have not ended."""
    wanted = f"{MARK}={mark}".encode()
    return [pid for pid in _processes() if wanted in _environment_of(pid)]


def log_of(name):
    return LOGS / f"{name.replace(' ', '-')}.log"


def _processes():
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _environment_of(pid):
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:  # ended meanwhile, or somebody else's
        return []


def _tell(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
