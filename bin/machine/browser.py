"""Chromium, in which the browser tests run: the machine's own, or Debian's."""

import os
import shutil
import subprocess
from pathlib import Path

from . import debian, libraries, say
from .folders import NODE, PRIVATE

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
UNPACKED = PRIVATE / "usr/lib/chromium/chromium"
ADVICE = "Or run bin/test --no-browser; then the pages are not tested in a browser."


def make():
    """The path of a Chromium that starts; Stop with the command to type where none can be had."""
    found = find()
    if found:
        return found
    if not debian.is_here():
        raise say.Stop(f"There is no Chromium here, and no apt-get to bring it. {ADVICE}")
    with say.step("Bringing Chromium for the browser tests", "60 s"):
        try:
            debian.bring(["chromium"])
        except say.Stop as reason:
            raise say.Stop(f"{reason}\nThere is no Chromium here. {_by_hand()}") from None
    found = find()
    if not found:
        raise say.Stop(f"There is no Chromium here that starts. {_by_hand()}")
    return found


def find():
    told = os.environ.get("TRUST_SEND_CHROMIUM")
    candidates = [told] if told else [*map(shutil.which, NAMES), UNPACKED]
    return next((Path(path) for path in candidates if path and _starts(path)), None)


def environment(chromium):
    """Which browser the tests drive, and with which node: Playwright's own needs one library more
    than a plain Debian has."""
    told = {"TRUST_SEND_CHROMIUM": str(chromium)}
    node = NODE / "bin" / "node"
    return told | ({"PLAYWRIGHT_NODEJS_PATH": str(node)} if node.exists() else {})


def _starts(path):
    """Ubuntu's package of that name only points to a shop: a name alone proves nothing."""
    try:
        told = subprocess.run(
            [path, "--version"],
            capture_output=True,
            text=True,
            timeout=30,
            env=os.environ | libraries.environment(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0 and "Chrom" in told.stdout


def _by_hand():
    return f"Type: {debian.by_hand(['chromium'])}\n{ADVICE}"
