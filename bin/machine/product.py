"""What the product's processes are told by their environment, and how its commands are run."""

import os
import secrets
import signal
import subprocess

from trust_send.embedded import InUse, running
from trust_send.embedded.notes import Notes
from trust_send.embedded.processes import CannotStart

from . import say
from .folders import LOCAL, LOGS, PYTHON, ROOT, shown

SECRETS = LOCAL / "secrets.json"


def secret(name):
    """A random secret of this copy of the project, kept where its owner alone can read it."""
    return Notes(SECRETS).once(name, lambda: secrets.token_urlsafe(48))


def environment(servers, **more):
    """The environment of everything that talks to these servers."""
    told = os.environ | {
        "DJANGO_SETTINGS_MODULE": "trust_send.settings",
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "TRUST_SEND_SECRET_KEY": secret("secret_key"),
        "TRUST_SEND_ALLOWED_HOSTS": "localhost,127.0.0.1",
        "PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONUNBUFFERED": "1",
    }
    if servers.pg_bindir:
        told["PG_BINDIR"] = str(servers.pg_bindir)
    return told | more


def manage(what, *arguments, environment, shown=False):
    """Run a management command: quietly with its seconds, or with what it prints shown."""
    command = [PYTHON, "manage.py", *arguments]
    log = arguments[0]
    if not shown:
        with say.step(what):
            say.run(command, log=log, what=what, environment=environment)
        return
    say.line(what)
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{log}.log").open("wb") as errors:
        done = subprocess.run(command, env=environment, cwd=ROOT, stderr=errors)
    if done.returncode:
        raise say.Stop(f"{what} did not work:\n{say.tail(LOGS / f'{log}.log')}")


def finish_in_peace():
    """A second Ctrl-C must not leave half of what was started running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


class ServersOf:
    """`running(folder)`, with what can go wrong said plainly."""

    def __init__(self, folder, whose, *, durable=True):
        self.folder, self.whose = folder, whose
        self.context = running(folder, durable=durable)

    def __enter__(self):
        try:
            with say.step("Starting PostgreSQL and Valkey"):
                return self.context.__enter__()
        except InUse:
            raise say.Stop(f"{self.whose} is running already in this folder.") from None
        except CannotStart as reason:
            hint = f"Deleting {shown(self.folder)} begins again, without its data."
            raise say.Stop(f"{reason}\n{hint}") from None

    def __exit__(self, *why):
        finish_in_peace()
        return self.context.__exit__(*why)
