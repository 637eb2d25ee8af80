"""The demo: a made-up trust of eight schools on this computer alone."""

import argparse
import os
import shutil
import socket
import time
import urllib.error
import urllib.request

from trust_send import embedded
from trust_send.embedded.notes import Notes

from . import assets, product, programs, say
from .folders import LOCAL, LOGS, PYTHON, shown

SERVICES = LOCAL / "services"
ADDRESS = LOCAL / "demo.json"
STATE = [SERVICES, LOCAL / "media", LOCAL / "mail", LOGS]
PORT = 8000


def main(arguments):
    options = _options(arguments)
    mark = product.secret("run")
    if options.fresh:
        _begin_again(mark)
    with product.ServersOf(SERVICES, f"The demo ({_last_address()})") as servers:
        programs.stop_marked(mark)
        marked = {"TRUST_SEND_DEMO": "yes", programs.MARK: mark}
        environment = product.environment(servers, **marked)
        _fill(environment)
        port = options.port or free_port()
        everything = programs.Programs(mark, environment)
        try:
            _start(everything, port)
            _wait_for_the_site(everything, port)
            _tell(port)
            while True:
                everything.check()
                time.sleep(1)
        except KeyboardInterrupt:
            say.line("\nStopping the demo; its data stays for the next start.")
        finally:
            product.finish_in_peace()
            everything.stop()


def _options(arguments):
    parser = argparse.ArgumentParser(
        prog="bin/demo", description="Trust SEND with a made-up trust, on this computer alone."
    )
    parser.add_argument("--fresh", action="store_true", help="forget the demo's data, begin again")
    parser.add_argument("--port", type=int, help="the port of the web address (8000 where free)")
    return parser.parse_args(arguments)


def _begin_again(mark):
    """Delete the demo's data. A database of your own is yours to empty."""
    if os.environ.get("DATABASE_URL"):
        raise say.Stop("--fresh does not empty a database of your own (DATABASE_URL is set).")
    try:
        embedded.remove(SERVICES)
    except embedded.InUse:
        raise say.Stop(f"The demo ({_last_address()}) is running: stop it first.") from None
    programs.stop_marked(mark)
    for folder in STATE:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(environment):
    assets.collect(environment)
    manage = product.manage
    manage("Making the shared tables", "migrate_schemas", "--shared", environment=environment)
    manage("Bringing the schools up to date", "migrate_schools", environment=environment)
    manage("Filling the demo trust", "fill_demo", environment=environment, shown=True)


def _start(everything, port):
    celery = [PYTHON, "-m", "celery", "-A", "trust_send"]
    everything.start(
        "web server", PYTHON, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", port, "--workers", 2, "--blocking-threads", 2, "trust_send.wsgi:application",
    )  # fmt: skip
    everything.start(
        "worker", *celery, "worker", "--pool=prefork", "--concurrency=1", "--loglevel=INFO",
        "--without-gossip", "--without-mingle",
    )  # fmt: skip
    everything.start("beat", *celery, "beat", "--schedule", LOCAL / "beat", "--pidfile=")


def _wait_for_the_site(everything, port, seconds=60):
    """The site is there when it answers as ready; until then the reason it gave last is kept."""
    deadline, reason = time.monotonic() + seconds, "no reason given"
    with say.step("Starting the web server, the worker and beat"):
        while time.monotonic() < deadline:
            everything.check()
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5):
                    return
            except (urllib.error.URLError, OSError) as error:
                reason = str(error)
            time.sleep(0.1)
    log = programs.log_of("web server")
    raise say.Stop(f"The site does not answer ({reason}). {shown(log)}:\n{say.tail(log)}")


def _tell(port):
    address = f"http://localhost:{port}/"
    Notes(ADDRESS).keep(address=address)
    say.line(f"\nTrust SEND is ready: {address}\nIts logs are in {shown(LOGS)}. Stop with Ctrl-C.")


def _last_address():
    return Notes(ADDRESS).get("address") or "it is starting"


def free_port():
    """8000, or any other free one where somebody listens there."""
    for port in (PORT, 0):
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind(("127.0.0.1", port))
            except OSError:
                continue
            return listener.getsockname()[1]
    raise say.Stop("No port of this computer is free.")
