"""A look at this machine: one line a thing, with what would be done about what is missing."""

import json
import os
import platform
import shutil
import sys

from . import assets, browser, debian, libraries, programs, python
from .folders import ASSETS, LOCAL, ROOT, VENV, shown

ROOM_GB = 3


def main():
    findings = [*_machine(), *_environment(), *_system(), *_running()]
    for state, what in findings:
        print(f"{state:8} {what}")
    sys.exit(any(state == "missing" for state, _ in findings))


def _machine():
    me = "root" if os.geteuid() == 0 else "an ordinary user"
    yield "ok", f"Python {platform.python_version()} on {platform.machine()}, as {me}"
    yield _state(debian.is_here()), "apt-get and dpkg-deb, with which system packages are brought"
    free = shutil.disk_usage(ROOT).free / 1e9
    yield _state(free >= ROOM_GB), f"{free:.0f} GB free ({ROOM_GB} are needed)"


def _environment():
    yield _later(python.is_current()), f"Python environment in {shown(VENV)}, as the lock says"
    yield _later(assets.is_current()), f"style sheets and scripts in {shown(ASSETS)}"


def _system():
    able = debian.is_here()
    yield _later(libraries.are_here(), able), "Pango, HarfBuzz and a font, for PDF pages"
    found = browser.find()
    yield _later(found, able), f"Chromium for the browser tests {f'({found})' if found else ''}"


def _running():
    """The demo's programs that run, wherever they were started from."""
    file = LOCAL / "secrets.json"
    mark = json.loads(file.read_text()).get("run") if file.exists() else None
    count = len(programs.marked(mark)) if mark else 0
    yield "ok", f"{count} processes of the demo run" if count else "the demo does not run"


def _state(good):
    return "ok" if good else "missing"


def _later(good, able=True):
    return "ok" if good else "later" if able else "missing"
