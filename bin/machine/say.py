"""What the commands print: a long step by name with its seconds, a failure in one sentence."""

import subprocess
import sys
import threading
import time
from contextlib import contextmanager

from .folders import LOGS, ROOT, shown


class Stop(Exception):
    """Why it cannot go on and what the reader can do, in plain words."""


def line(words=""):
    print(words, flush=True)


@contextmanager
def step(what, about=None):
    """Name a step while it runs, and its seconds at the end; on a terminal the seconds count up."""
    name = f"{what} (about {about})" if about else what
    began, over = time.monotonic(), threading.Event()
    live = sys.stdout.isatty()
    if live:
        ticker = threading.Thread(target=_tick, args=(name, began, over), daemon=True)
        ticker.start()
    else:
        line(f"{name} …")
    try:
        yield
    except BaseException:
        _end(live, over, f"{what}: stopped after {time.monotonic() - began:.0f} s")
        raise
    _end(live, over, f"{what}: {time.monotonic() - began:.1f} s")


def run(command, *, log, what, environment=None, folder=ROOT):
    """Run a program with its output in a log; when it fails, Stop with the log's last lines."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    with path.open("wb") as output:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=folder,
        )
    if done.returncode:
        raise Stop(f"{what} did not work. The end of {shown(path)}:\n{tail(path)}")


def tail(path, lines=15):
    words = path.read_text(errors="replace") if path.exists() else ""
    return "\n".join(f"    {words}" for words in words.splitlines()[-lines:])


def _tick(name, began, over):
    while not over.wait(0.2):
        print(f"\r\033[K{name} … {time.monotonic() - began:.0f} s", end="", flush=True)


def _end(live, over, words):
    over.set()
    line(f"\r\033[K{words}" if live else f"  {words}")
