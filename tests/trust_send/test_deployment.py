"""`.env.example` names every variable that is read, and the images are pinned by version."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
READ = re.compile(r"""(?:environ\.get|environ|required|flag)[(\[]\s*"([A-Z][A-Z_]+)\"""")
OF_OTHER_PROGRAMS = {"LD_LIBRARY_PATH", "PATH", "DJANGO_SETTINGS_MODULE", "PYTEST_XDIST_WORKER"}
OF_OURSELVES = {"TRUST_SEND_READY", "TRUST_SEND_RUN"}  # from one of our commands to its children


def explained():
    return set(re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_every_variable_that_the_product_reads_is_explained():
    sources = ROOT.glob("[a-z]*/**/*.py")
    product = [path for path in sources if not {"tests", "bench"} & set(path.parts)]
    read = {name for path in product for name in READ.findall(path.read_text())}
    ours = {name for name in read if not name.startswith(("PIP_", "UV_", "NODE_", "npm_"))}
    assert ours - OF_OTHER_PROGRAMS - OF_OURSELVES - explained() == set()


def test_every_variable_of_the_containers_is_explained():
    assert set(re.findall(r"\$\{([A-Z_]+)", COMPOSE)) - explained() == set()


def test_no_explained_variable_is_read_nowhere():
    settings = (ROOT / "trust_send" / "settings.py").read_text()
    machine = "".join(path.read_text() for path in (ROOT / "bin" / "machine").glob("*.py"))
    machine += (ROOT / "trust_send" / "embedded" / "postgres.py").read_text()
    assert {name for name in explained() if name not in settings + machine + COMPOSE} == set()


def test_no_secret_of_the_containers_has_a_default():
    secrets = re.findall(r"\$\{([A-Z_]*(?:KEY|PASSWORD))(:[?-])([^}]*)\}", COMPOSE)
    unsafe = [name for name, mark, default in secrets if mark == ":-" and default]
    assert secrets
    assert unsafe == []


def test_every_image_is_pinned_by_its_version():
    images = re.findall(r"^\s+image: (\S+)|^FROM (\S+)", COMPOSE + dockerfile(), re.MULTILINE)
    names = [first or second for first, second in images]
    assert [name for name in names if not re.search(r":v?\d+(\.\d+)+", name)] == []


def dockerfile():
    return (ROOT / "Dockerfile").read_text()
