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
    """Name a step and its seconds among the error messages, so that figures and addresses stay
    alone in the output. On a terminal the seconds count up; elsewhere a long step is announced."""
    name = f"{what} (about {about})" if about else what
    began, over = time.monotonic(), threading.Event()
    ticker = threading.Thread(target=_count_up, args=(name, began, over), daemon=True)
    if sys.stderr.isatty():
        ticker.start()
    elif about:
        _progress(f"{name} …\n")
    ending = ": stopped"
    try:
        yield
        ending = ""
    finally:
        over.set()
        if ticker.is_alive():
            ticker.join()
        start = "\r\033[K" if sys.stderr.isatty() else ""
        _progress(f"{start}{what}{ending}: {time.monotonic() - began:.1f} s\n")


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


def _count_up(name, began, over):
    while not over.wait(0.2):
        _progress(f"\r\033[K{name} … {time.monotonic() - began:.0f} s")


def _progress(words):
    print(words, end="", file=sys.stderr, flush=True)
