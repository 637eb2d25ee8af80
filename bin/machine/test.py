"""Linters, types, import floors, migrations, then pytest. All run, and any failure counts."""

import os
import subprocess
import time
from pathlib import Path

import psycopg2
from psycopg2 import sql

from . import product, say
from .folders import LOCAL, PYTHON, ROOT

SERVICES = LOCAL / "test-services"
BIN = PYTHON.parent
CHECKS: dict[str, list[str | Path]] = {
    "Style (ruff check)": [BIN / "ruff", "check", "."],
    "Format (ruff format)": [BIN / "ruff", "format", "--check", "."],
    "Types (mypy)": [BIN / "mypy", "."],
    "Floors (import-linter)": [BIN / "lint-imports"],
    "Migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "--skip-checks"],
}
WITHOUT_BROWSER = ["-m", "not browser"]
KEPT_TEMPLATES = 3


def main(arguments):
    no_browser, tests_only = (word in arguments for word in ("--no-browser", "--tests-only"))
    chosen = [word for word in arguments if word not in ("--no-browser", "--tests-only")]
    with product.ServersOf(SERVICES, "bin/test", durable=False) as servers:
        environment = product.environment(
            servers,
            DJANGO_SETTINGS_MODULE="trust_send.settings_test",
            TRUST_SEND_STATE_DIR=str(SERVICES / "state"),
        )
        if servers.pg_bindir:
            _forget_old_databases(servers.database_url)
        checks = {} if tests_only else CHECKS
        failed = [name for name in checks if not _passes(name, environment)]
        if not _tests_pass(chosen, environment, no_browser=no_browser):
            failed.append("Tests (pytest)")
    if failed:
        raise say.Stop(f"Not green: {', '.join(failed)}.")
    say.line("All green.")


def _forget_old_databases(database_url):
    """Drop what an abrupt end left, and templates of migrations that are no longer; nobody else
    is on our own server."""
    connection = psycopg2.connect(database_url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("select datname from pg_database where not datistemplate order by oid")
        names = [name for (name,) in cursor.fetchall()]
        templates = [name for name in names if name.startswith("template_")]
        left = [name for name in names if name.startswith(("test_", "served_"))]
        for name in left + templates[:-KEPT_TEMPLATES]:
            cursor.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))
    connection.close()


def _passes(name, environment):
    """Run one check; show what it says only when it finds something."""
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in CHECKS[name]],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    found = f"\n{done.stdout}" if done.returncode else ""
    word = "FAILED" if done.returncode else "passed"
    say.line(f"{name}: {word}, {time.monotonic() - began:.1f} s{found}")
    return not done.returncode


def _tests_pass(chosen, environment, *, no_browser):
    """pytest on both cores, unless the arguments say how many; no test at all is a failure."""
    command = [str(PYTHON), "-m", "pytest"]
    if not any(word.startswith(("-n", "--numprocesses")) for word in chosen):
        command += ["-n", str(min(2, os.cpu_count() or 1))]
    command += [*(WITHOUT_BROWSER if no_browser else []), *chosen]
    return subprocess.run(command, env=environment, cwd=ROOT).returncode == 0
