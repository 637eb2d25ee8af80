"""The Python environment: pip from wherever there is one, then uv by pip, then the locked packages.

A plain Debian has neither pip nor ensurepip; its package `python3-pip-whl` holds a pip that runs
from the wheel as it is. Mirrors and certificates that pip is set up with are passed on to uv.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from . import debian, say, stamps
from .folders import CACHE, PRIVATE, PYTHON, ROOT, TOOLS, VENV

LOCK = ROOT / "requirements.lock"
PRODUCTION_LOCK = ROOT / "requirements.production.lock"
UV_LOCK = Path(__file__).with_name("uv.lock.txt")
UV = TOOLS / "bin" / "uv"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

# pip's name of a setting and uv's.
MIRRORS = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
}


def make():
    """Make `.local/venv` hold exactly what the lock says. Quick when it does already."""
    if is_current():
        return
    pip = find_pip()
    with say.step("Making the Python environment", "30 s"):
        fetch_uv(pip)
        environment = settings_of(pip)
        if not _is_of_this_python():
            _uv(environment, "venv", "--clear", "--no-project", "--python", _this_python(), VENV)
        _uv(environment, "pip", "sync", "--python", PYTHON, "--require-hashes", LOCK)
    stamps.keep("python", _wanted())


def is_current():
    return PYTHON.exists() and stamps.is_current("python", _wanted())


def lock():
    """Write both lock files anew from `pyproject.toml`; a version moves only when it must."""
    pip = find_pip()
    fetch_uv(pip)
    environment = settings_of(pip)
    tested = ["--extra=demo", "--extra=test"]
    in_the_image = ["--extra=image", f"--constraints={LOCK.name}"]
    for path, options in ((LOCK, tested), (PRODUCTION_LOCK, in_the_image)):
        with say.step(f"Writing {path.name}", "10 s"):
            _uv(
                environment, "pip", "compile", "--quiet", "--universal", "--generate-hashes",
                "--no-emit-index-url", "--no-emit-find-links", "--python-version=3.11",
                "--custom-compile-command=bin/lock", *options,
                "pyproject.toml", "--output-file", path.name,
            )  # fmt: skip


def enter(arguments):
    """Go on in the environment's own Python, as the same process."""
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), *arguments])


def find_pip():
    """The command that runs a pip, and the environment that it needs."""
    if _works([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip"]
    if not pip_wheels():
        if not debian.is_here():
            raise say.Stop("There is no pip here. Install it, then start again.")
        with say.step("Fetching pip, which this Python has not", "15 s"):
            debian.unpack(["python3-pip-whl"])
    if not pip_wheels():
        raise say.Stop(f"There is no pip here. Type: {debian.by_hand(['python3-venv'])}")
    return [sys.executable, str(pip_wheels()[-1] / "pip")]


def pip_wheels():
    """Every pip that lies on this machine as a wheel: Python's own, Debian's, the fetched one."""
    folders = [Path(sysconfig.get_path("stdlib")) / "ensurepip" / "_bundled"]
    debians = sysconfig.get_config_var("WHEEL_PKG_DIR") or "/usr/share/python-wheels"
    folders += [Path(debians), PRIVATE / "usr/share/python-wheels"]
    return [wheel for folder in folders for wheel in sorted(folder.glob("pip-*.whl"))]


def fetch_uv(pip):
    wanted = stamps.hash_of(UV_LOCK)
    if UV.exists() and stamps.is_current("uv", wanted):
        return
    say.run(
        [
            *pip, "install", "--quiet", "--target", TOOLS, "--upgrade", "--no-deps",
            "--only-binary=:all:", "--require-hashes", "-r", UV_LOCK,
        ],
        log="pip",
        what="Fetching uv, which makes the Python environment,",
        environment=os.environ | {"PIP_USER": "0"} | certificates(),
    )  # fmt: skip
    stamps.keep("uv", wanted)


def certificates():
    """The machine's certificates, for programs that would otherwise trust only their own."""
    if CERTIFICATES.exists():
        return {}
    unpacked = sorted((PRIVATE / "usr/share/ca-certificates").rglob("*.crt"))
    if not unpacked:
        return {}
    bundle = PRIVATE / "certificates.pem"
    bundle.write_text("\n".join(path.read_text() for path in unpacked))
    return {"PIP_CERT": str(bundle), "SSL_CERT_FILE": str(bundle)}


def settings_of(pip):
    """uv's environment, with what pip is set up to use on this machine."""
    listed = subprocess.run([*pip, "config", "list"], capture_output=True, text=True).stdout
    told = pip_settings(listed)
    environment = {"UV_CACHE_DIR": f"{CACHE}/uv"} | certificates()
    if CERTIFICATES.exists() or "cert" in told:
        environment["UV_SYSTEM_CERTS"] = "1"
    return environment | in_uvs_words(told) | os.environ


def pip_settings(listed):
    """pip's settings by name, from `pip config list`: the environment's win over those of its
    `install` command, and these over those for every command."""
    found = {}
    for section in ("global.", "install.", ":env:."):
        for line in listed.splitlines():
            name, _, value = line.partition("=")
            if name.startswith(section):
                found[name.removeprefix(section)] = value.strip("'\"").replace("\\n", " ").split()
    return found


def in_uvs_words(told):
    """The mirrors and certificates of pip's settings as variables of uv."""
    variables = {MIRRORS[name]: " ".join(told[name]) for name in MIRRORS if name in told}
    if "find-links" in told:
        variables["UV_FIND_LINKS"] = ",".join(told["find-links"])
    if "extra-index-url" in told:
        # As pip does: the best version of all indexes. The hashes say which files are right.
        variables["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return variables


def _wanted():
    """What the environment is made from: the lock, this Python, and the folder it is made for."""
    return stamps.hash_of(LOCK, sys.version, str(ROOT), sys.base_prefix)


def _uv(environment, *arguments):
    what = "Making the Python environment"
    say.run([UV, *arguments], log="uv", what=what, environment=environment)


def _this_python():
    """The machine's own Python, also when this runs in an environment made from it."""
    return os.path.realpath(getattr(sys, "_base_executable", sys.executable))


def _is_of_this_python():
    """True where the environment is whole, was made by this version and still lies where it was."""
    told = VENV / "pyvenv.cfg"
    version = f"version_info = {sys.version_info.major}.{sys.version_info.minor}."
    return _works([PYTHON, "-c", ""]) and told.exists() and version in told.read_text()


def _works(command):
    try:
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    except OSError:
        return False
    return done.returncode == 0
