"""The lock files are those of pyproject.toml, and name no host that packages came from."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
LOCKS = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["demo"], *EXTRAS["test"]],
    "requirements.production.lock": [*PROJECT["dependencies"], *EXTRAS["image"]],
}
ASKED_FOR = "trust-send (pyproject.toml)"


def entries(lock):
    """Each locked package: its version, its hashes, and who asked for it."""
    for entry in re.split(r"\n(?=[a-z0-9])", (ROOT / lock).read_text()):
        found = re.match(r"([a-z0-9-]+)==([^\s;]+)", entry)
        if found:
            yield found[1], found[2], entry.count("--hash=sha256:"), ASKED_FOR in entry


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_what_pyproject_asks_for_and_nothing_it_no_longer_does(lock):
    wanted = {req.name.lower(): req.specifier for req in map(Requirement, LOCKS[lock])}
    locked = {name: version for name, version, _, asked in entries(lock) if asked}
    advice = f"{lock} is stale: run bin/lock"
    assert locked.keys() == wanted.keys(), advice
    assert [name for name in wanted if locked[name] not in wanted[name]] == [], advice


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hash(lock):
    assert [name for name, _, hashes, _ in entries(lock) if not hashes] == []


def test_the_image_runs_the_versions_that_were_tested():
    tested = {name: version for name, version, *_ in entries("requirements.lock")}
    image = {name: version for name, version, *_ in entries("requirements.production.lock")}
    assert image.items() <= tested.items()


@pytest.mark.parametrize("lock", [*LOCKS, "bin/machine/uv.lock.txt"])
def test_no_python_lock_names_a_host(lock):
    assert "://" not in (ROOT / lock).read_text()


def test_the_lock_of_the_front_end_names_no_host_and_the_versions_of_package_json():
    lock = json.loads((ROOT / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    assert lock["packages"][""]["dependencies"] == wanted
    assert all(re.fullmatch(r"[\d.]+", version) for version in wanted.values())
    packages = [package for name, package in lock["packages"].items() if name]
    assert not any("resolved" in package for package in packages)
    assert all("integrity" in package for package in packages)
