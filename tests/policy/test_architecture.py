"""The drawing of the house, held true: who imports whom, and which word stands in which room."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FLOORS = (
    "trust_send",
    "reports",
    "apdr",
    "accessibility",
    "register",
    "access",
    "schools",
    "audit",
)


@cache
def sources():
    """{path in the project: syntax tree} of the product, without tests and migrations."""
    found = [path for floor in FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text())
        for path in found
        if "migrations" not in path.parts
    }


def views():
    return {p: tree for p, tree in sources().items() if "/views" in p}


def where(trees, sought):
    """ "file:line" of every node that `sought` takes, but for files on a list."""
    return [
        f"{path}:{node.lineno}"
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if sought(node)
    ]


def outside(*rooms):
    return {p: tree for p, tree in sources().items() if not p.startswith(rooms)}


def imports(node, *modules):
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    else:
        return False
    return any(name == m or name.startswith(f"{m}.") for name in names for m in modules)


def test_a_floor_imports_the_floors_below_it_and_no_other():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize("room", ["utils", "helpers", "common", "misc"])
def test_no_room_is_called_after_nothing(room):
    named = [path for path in sources() if room in Path(path).with_suffix("").parts]
    assert not named, "what fits no room shows that a room, or its name, is missing"


# Views --------------------------------------------------------------------------------------------
STARTS = {"all", "filter", "get", "exclude", "in_bulk"}
WRITES = {"create", "bulk_create", "update_or_create", "get_or_create", "save", "delete"}


def starts_from_everything(node):
    """`X.objects.filter(…)`: a view begins within the person's reach, never with all rows."""
    call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    manager = call and isinstance(node.func.value, ast.Attribute) and node.func.value.attr
    return bool(manager) and manager == "objects" and node.func.attr in STARTS


def test_a_view_starts_within_the_persons_reach():
    assert where(views(), starts_from_everything) == []


def test_a_view_leaves_writing_to_a_service():
    def writes(node):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        return called and node.func.attr in WRITES

    assert where(views(), writes) == []


def test_a_view_is_a_function():
    assert where(views(), lambda node: isinstance(node, ast.ClassDef)) == []


# Rights -------------------------------------------------------------------------------------------
def test_no_role_is_compared_outside_access():
    """Everybody else asks the checker; the demo names roles to make people of them."""
    trees = outside("access/", "trust_send/demo/")
    assert where(trees, lambda node: imports(node, "access.roles")) == []


def test_only_the_checks_read_the_table():
    """And what prints it for people."""
    trees = outside("access/checks.py", "access/views/policy.py", "access/management/")
    names = ("access.policy.TABLE", "access.policy.GIVES")
    assert where(trees, lambda node: imports(node, *names)) == []


def test_guardian_stays_behind_access():
    trees = outside("access/grants.py", "register/models/grants.py")
    assert where(trees, lambda node: imports(node, "guardian")) == []


# Schools ------------------------------------------------------------------------------------------
SWITCHES = {"set_tenant", "set_schema", "set_schema_to_public", "schema_context", "tenant_context"}


def test_schools_are_changed_in_one_place():
    """`across`, the middleware, and the three that make and migrate the schemas themselves."""
    rooms = ("across", "middleware", "template_schema", "migrating", "services")
    trees = outside(*(f"schools/{room}.py" for room in rooms))

    def switches(node):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        return name in SWITCHES or (isinstance(node, ast.alias) and node.name in SWITCHES)

    assert where(trees, switches) == []


def test_nothing_runs_in_a_thread_of_its_own():
    """A thread starts in the schema of the trust; only the driver of the embedded servers may."""
    modules = ("threading", "concurrent.futures", "asyncio", "multiprocessing")
    trees = outside("trust_send/embedded/")
    assert where(trees, lambda node: imports(node, *modules)) == []


# Dangerous things ---------------------------------------------------------------------------------
def test_only_one_room_knows_weasyprint():
    trees = outside("reports/pdf.py")
    assert where(trees, lambda node: imports(node, "weasyprint")) == []


def test_xml_is_read_by_the_careful_reader_alone():
    trees = outside("register/imports/", "trust_send/demo/")  # the demo writes XML
    modules = ("xml", "lxml", "defusedxml")
    assert where(trees, lambda node: imports(node, *modules)) == []


def test_no_form_goes_without_its_token():
    assert where(sources(), lambda node: getattr(node, "id", "") == "csrf_exempt") == []


def test_raw_sql_stands_where_it_is_reviewed():
    """The record of what happened, and the moving between schools and of schemas."""
    trees = outside("audit/", "schools/", "trust_send/embedded/", "trust_send/checks.py")

    def asks(node):
        if isinstance(node, ast.Name):
            return node.id == "RawSQL"
        calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        return calls and node.func.attr in ("cursor", "raw", "extra")

    assert where(trees, asks) == []


FIXED_MARKUP = re.compile(r"""mark_safe\((["'])[^"'{}%]*\1\)""")


def test_markup_that_is_not_escaped_has_its_reason_beside_it():
    for path in sources():
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1):
            if "mark_safe(" in line and not FIXED_MARKUP.search(line):
                assert re.search(r"# noqa: S308\s+\S", line), f"{path}:{number}"
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert "|safe" not in text, path
        assert "autoescape off" not in text, path
