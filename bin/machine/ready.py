"""Make the machine ready for a command, then go on inside the project's own Python."""

import fcntl
import os
import signal
import sys
from contextlib import contextmanager

from . import assets, browser, libraries, python, say
from .folders import LOCAL, ROOT

DONE = "TRUST_SEND_READY"  # holds the number of the process that is ready; it stays the same


def enter(*, with_browser=False):
    """Bring what is missing; returns in `.local/venv`'s Python, with the environment set."""
    sys.path.append(str(ROOT))
    if os.environ.get(DONE) == str(os.getpid()):
        return
    with plainly():
        with _one_at_a_time():
            python.make()
            libraries.make()
            assets.make()
            if with_browser:
                os.environ.update(browser.environment(browser.make()))
        os.environ.update(libraries.environment())
        os.environ[DONE] = str(os.getpid())
        python.enter(sys.argv)


@contextmanager
def plainly():
    """End in words, not in a traceback: what to do, or nothing when the person stopped it."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _as_ctrl_c)
    try:
        yield
    except say.Stop as reason:
        say.line()
        sys.exit(str(reason))
    except OSError as reason:
        if not reason.filename:
            raise
        hint = " It belongs to another account." if isinstance(reason, PermissionError) else ""
        sys.exit(f"\nCannot go on: {reason.strerror}: {reason.filename}.{hint}")
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def _one_at_a_time():
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say.line("Waiting for another command that is making this machine ready …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _as_ctrl_c(*_):
    raise KeyboardInterrupt
