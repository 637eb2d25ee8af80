"""Bringing every school's schema up to date, in one batch.

django-tenants' own command builds the migration graph anew for each school. Here one query says
which schemas lack which migrations, the graph and the project's states are built once, and each
school is brought up in a transaction of its own, so that a failure in one leaves the others
finished and a second run takes up where the first stopped.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.utils import get_public_schema_name, schema_context

from schools.models import School

TEMPLATE = "school_template"  # the empty schema that every new school is a copy of


@dataclass(frozen=True)
class Step:
    """One migration and the state of the models just before it."""

    key: tuple[str, str]
    migration: object
    before: object


def newest_migrations():
    """The leaves of the graph: what a schema that lacks nothing has applied."""
    return tuple(sorted(MigrationLoader(None).graph.leaf_nodes()))


def lacks_migrations():
    """True while the shared schema has not every migration that this code knows."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    return not set(newest_migrations()) <= applied


def migrate_schools(say=lambda line: None):
    """Bring every school and the template up to date. Returns how many schemas changed."""
    schemas = list(School.objects.order_by("urn").values_list("schema_name", flat=True))
    existing = _existing_schemas([TEMPLATE, *schemas])
    changed = 0
    plan = MigrationPlan(existing)
    for schema_name in existing:
        count = plan.apply_to(schema_name)
        changed += bool(count)
        if count:
            say(f"{schema_name}: {count} steps")
    return changed


def migrate_schema(schema_name):
    """Make the schema if it is missing, and bring it up to date."""
    with connection.cursor() as cursor:
        cursor.execute(f"create schema if not exists {connection.ops.quote_name(schema_name)}")
    with schema_context(schema_name):
        MigrationRecorder(connection).ensure_schema()
    MigrationPlan([schema_name]).apply_to(schema_name)


class MigrationPlan:
    """Which of these schemas lack which migrations, and the steps to take, built once."""

    def __init__(self, schemas):
        with schema_context(get_public_schema_name()):
            self.applied = _applied(schemas)
            self.executor = MigrationExecutor(connection)
        graph = self.executor.loader.graph
        order = graph._generate_plan(graph.leaf_nodes(), at_end=True)
        lacking = [k for k in order if any(k not in self.applied[s] for s in schemas)]
        self.steps = [self._step(key) for key in lacking]

    def _step(self, key):
        before = self.executor.loader.project_state(key, at_end=False)
        before.apps  # noqa: B018 - rendering the models once here saves it for every school
        return Step(key, self.executor.loader.graph.nodes[key], before)

    def apply_to(self, schema_name):
        """Bring one schema up to date in one transaction. Returns the number of steps taken."""
        mine = [step for step in self.steps if step.key not in self.applied[schema_name]]
        if not mine:
            return 0
        with schema_context(schema_name), transaction.atomic():
            for step in mine:
                with connection.schema_editor(atomic=False) as editor:
                    step.migration.apply(step.before.clone(), editor)
                MigrationRecorder(connection).record_applied(*step.key)
        return len(mine)


def _applied(schemas):
    if not schemas:
        return {}
    quote = connection.ops.quote_name
    applied = {schema: set() for schema in schemas}
    parts = [
        f"select %s, app, name from {quote(s)}.django_migrations"  # noqa: S608 - names are quoted
        for s in schemas
    ]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), list(schemas))
        for schema, app, name in cursor.fetchall():
            applied[schema].add((app, name))
    return applied


def _existing_schemas(wanted):
    with connection.cursor() as cursor:
        cursor.execute(
            "select schema_name from information_schema.schemata where schema_name = any(%s)",
            [list(wanted)],
        )
        found = {row[0] for row in cursor.fetchall()}
    return [schema for schema in wanted if schema in found]
