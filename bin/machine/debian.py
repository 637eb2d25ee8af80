"""Packages of Debian and Ubuntu: installed where we are root, else unpacked into a folder of ours.

apt fetches without root when its lists and its store lie in folders of our own; `dpkg-deb`
unpacks without root. Nothing of the machine is changed that way.
"""

import os
import shutil
import subprocess

from . import say
from .folders import CACHE, PRIVATE

APT = CACHE / "apt"


def is_here():
    return all(shutil.which(program) for program in ("apt-get", "dpkg-deb"))


def by_hand(packages):
    """The sentence's last resort: the command that a person with the right can type."""
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"


def bring(packages):
    """Install these for the whole machine as root, or unpack them for this project alone."""
    if os.geteuid() == 0 and _install(packages):
        return
    unpack(packages)


def unpack(packages):
    """Fetch these and what they need beyond what the machine has, into `.local/system`."""
    for folder in ("lists/partial", "archives/partial"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    own = [
        f"-oDir::State={APT}", f"-oDir::State::lists={APT}/lists", f"-oDir::Cache={APT}",
        f"-oDir::Cache::archives={APT}/archives", "-oDir::State::status=/var/lib/dpkg/status",
        "-oDebug::NoLocking=1", f"-oAPT::Sandbox::User={_me()}", "-oDir::Log=/dev/null",
        "-oAPT::Keep-Downloaded-Packages=1", "-oAPT::Update::Post-Invoke-Success::=",
    ]  # fmt: skip
    _apt(own, "update")
    _apt(own, "install", "--download-only", *packages)
    for archive in sorted((APT / "archives").glob("*.deb")):
        say.run(["dpkg-deb", "-x", archive, PRIVATE], log="dpkg", what=f"Unpacking {archive.name}")
        archive.unlink()


def was_interrupted():
    """True where archives wait to be unpacked: what lies in `.local/system` is not whole."""
    return any((APT / "archives").glob("*.deb"))


def _install(packages):
    """True when apt installed them; False where even root may not (a system that is read only)."""
    for update in (False, True):
        try:
            if update:
                _apt([], "update")
            _apt(["-oDPkg::Lock::Timeout=120"], "install", *packages)
        except say.Stop:
            continue
        return True
    return False


def _apt(options, *arguments):
    quiet = ["-q", "-y", "--no-install-recommends", "-oDpkg::Use-Pty=0"]
    say.run(
        ["apt-get", *quiet, *options, *arguments],
        log=f"apt-{arguments[0]}",
        what="Fetching Debian's packages",
        environment=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"},
    )


def _me():
    return subprocess.run(["id", "-un"], capture_output=True, text=True).stdout.strip() or "root"
