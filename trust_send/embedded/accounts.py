"""Whom the servers run as, and where that account can read their programs and keep their data."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from importlib import metadata
from pathlib import Path

# Unlike /tmp it outlives a restart of the machine.
KEPT_LONGER = "/var/tmp"  # noqa: S108 - the name of our folder in it cannot be guessed


class Account:
    """This very person; for root, whom PostgreSQL refuses to serve, `postgres` or `nobody`."""

    def __init__(self):
        self.entry = None if os.geteuid() else _first_known("postgres", "nobody")

    @property
    def options(self):
        """What `subprocess` must be told to start a program as this account."""
        if not self.entry:
            return {}
        return {"user": self.entry.pw_uid, "group": self.entry.pw_gid, "extra_groups": []}

    def reaches(self, path):
        """True when the account can enter this folder, or run this program."""
        test = subprocess.run(["test", "-x", str(path)], cwd="/", **self.options)
        return test.returncode == 0

    def give(self, path):
        if self.entry:
            os.chown(path, self.entry.pw_uid, self.entry.pw_gid)


class Place:
    """Where the servers live: the state folder, or, where their account cannot enter it (a project
    in root's closed home), a folder of their own among the system's temporary ones. Nobody's
    rights outside are changed."""

    def __init__(self, folder, notes):
        self.folder, self.notes, self.account = folder, notes, Account()

    def room(self, name):
        """A folder that belongs to the servers' account alone."""
        home = self.folder if self.account.reaches(self.folder) else self._away()
        path = home / name
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        self.account.give(path)
        return path

    def program(self, package, inside):
        """The path of a program from a wheel, copied to where the account can run it."""
        home = _folder_of(package)
        if self.account.reaches(home / inside):
            return home / inside
        copies = self._away() / f"{package}-{metadata.version(package.replace('_', '-'))}"
        if not copies.exists():
            unfinished = copies.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            # The libraries of a wheel lie in a folder beside it, found by their relative place.
            for part in (home, home.with_name(f"{package}.libs")):
                if part.exists():
                    shutil.copytree(part, unfinished / part.name, symlinks=True)
            unfinished.rename(copies)
        return copies / package / inside

    def remove(self):
        away = self.notes.get("away")
        if away and _is_ours(Path(away)):
            shutil.rmtree(away)

    def _away(self):
        away = self.notes.get("away")
        if not (away and _is_ours(Path(away))):
            parent = KEPT_LONGER if os.path.isdir(KEPT_LONGER) else None
            away = tempfile.mkdtemp(prefix="trust-send-", dir=parent)
            os.chmod(away, 0o711)  # noqa: S103 - the servers' account passes through, and reads nothing
            self.notes.keep(away=away)
        return Path(away)


def _is_ours(folder):
    return folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.geteuid()


def _folder_of(package):
    found = importlib.util.find_spec(package)
    if not (found and found.origin):
        raise LookupError(f"{package} is not installed")
    return Path(found.origin).parent


def _first_known(*names):
    for name in names:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError(f"none of the accounts {', '.join(names)} exists")
