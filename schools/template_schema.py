"""The schema that a new school is a copy of.

Replaying every migration for each school takes seconds; running the dumped text of one migrated,
empty schema takes a fraction of that (`bin/bench open_school`). The dump is made with pg_dump and
kept by this process until the migrations change.
"""

import os
import re
import shutil
import subprocess

from django.db import connection, transaction

from schools.migrating import TEMPLATE, migrate_schema, newest_migrations

_dumps: dict[tuple, str] = {}


class NoPgDump(Exception):
    """pg_dump was not found or did not work; the message says what to do."""


def create_schema(schema_name):
    """Make one school's schema, tables, constraints and triggers, from the template."""
    text = _renamed(dumped_template(), schema_name)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(text)


def dumped_template():
    """SQL text of the empty, fully migrated template schema."""
    key = (connection.settings_dict["NAME"], newest_migrations())
    if key not in _dumps:
        migrate_schema(TEMPLATE)
        _dumps.clear()
        _dumps[key] = _pg_dump(TEMPLATE)
    return _dumps[key]


def _pg_dump(schema_name):
    database = connection.settings_dict
    server = ["-h", database["HOST"] or "localhost", "-p", str(database["PORT"] or 5432)]
    who = ["-U", database["USER"], "-d", database["NAME"]]
    environment = {**os.environ, "PGPASSWORD": database["PASSWORD"] or ""}
    result = subprocess.run(  # noqa: S603 - a fixed program; no argument comes from a request
        [_program(), *server, *who, "-n", schema_name, "--no-owner", "--inserts"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        raise NoPgDump(f"pg_dump could not read the template: {result.stderr.strip()}")
    return result.stdout


def _program():
    folder = os.environ.get("PG_BINDIR")
    program = os.path.join(folder, "pg_dump") if folder else shutil.which("pg_dump")
    if not program or not os.path.exists(program):
        raise NoPgDump(
            "pg_dump was not found. Install postgresql-client or set PG_BINDIR to its folder."
        )
    return program


def _renamed(text, schema_name):
    quoted = connection.ops.quote_name(schema_name)
    text = re.sub(r"^\\(un)?restrict.*$", "", text, flags=re.M)
    text = text.replace("SELECT pg_catalog.set_config('search_path', '', false);", "")
    text = text.replace(f"CREATE SCHEMA {TEMPLATE};", f"CREATE SCHEMA {quoted};")
    return re.sub(rf"\b{TEMPLATE}\.", f"{quoted}.", text)
