"""Opening a school and bringing a hundred up to date, against django-tenants' own ways."""

import statistics
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.utils import schema_context

from bench.frame import Figure, benchmark, interleaved, seconds_of
from schools.migrating import migrate_schools as migrate_all
from schools.models import Domain, LocalAuthority, School
from schools.services import open_school as open_one
from schools.template_schema import dumped_template

MANY = 100


@benchmark
def open_school(schools):
    """Opening a school from the template's dump, against replaying every migration."""
    numbers = iter(range(910000, 919999))
    dumped_template()
    ours, theirs = interleaved(
        lambda: _open(next(numbers)), lambda: _replay(next(numbers)), rounds=5
    )
    yield Figure("open_school", ours, "s", "replaying migrations", theirs, goal=0.15)


@benchmark
def migrate_schools(schools):
    """One added column in a hundred schools, in one batch, against `migrate_schemas`."""
    many = max(schools, MANY)
    _open_until(many)
    ours = statistics.median(seconds_of(lambda: _with_new_column(migrate_all)) for _ in range(3))
    theirs = seconds_of(lambda: _with_new_column(_django_tenants_command))
    yield Figure("migrate_schools", ours, "s", "migrate_schemas", theirs, goal=0.25)
    yield Figure("migrate_schools_nothing_to_do", seconds_of(migrate_all), "s")


def _open(number):
    open_one(
        by=None,
        name=f"School {number}",
        slug=f"school-{number}",
        phase="primary",
        urn=str(number),
        laestab=f"9{number}",
        local_authority=_authority(),
    )


def _replay(number):
    school = School(
        schema_name=f"s_{number}",
        name=f"School {number}",
        phase="primary",
        urn=str(number),
        laestab=f"9{number}",
        local_authority=_authority(),
    )
    school.save()
    school.create_schema(verbosity=0)
    Domain.objects.create(domain=f"school-{number}", tenant=school, is_primary=True)


def _authority():
    return LocalAuthority.objects.get_or_create(number="999", defaults={"name": "Ashshire"})[0]


def _open_until(many):
    """Open schools until there are so many, whichever numbers other benchmarks have taken."""
    taken = set(School.objects.values_list("urn", flat=True))
    free = (number for number in range(920000, 930000) if str(number) not in taken)
    for _ in range(many - len(taken)):
        _open(next(free))


def _with_new_column(migrate):
    with _one_more_migration():
        migrate()
        _take_back()


@contextmanager
def _one_more_migration():
    """A migration that adds a column to the register, known to this process alone."""
    load = MigrationLoader.load_disk
    latest = max(name for app, name in MigrationLoader(None).graph.nodes if app == "register")

    class Migration(migrations.Migration):
        dependencies = [("register", latest)]
        operations = [
            migrations.AddField("contact", "bench", models.CharField(max_length=5, default=""))
        ]

    def load_with_one_more(loader):
        load(loader)
        key = ("register", "9999_bench")
        loader.disk_migrations[key] = Migration("9999_bench", "register")

    MigrationLoader.load_disk = load_with_one_more
    try:
        yield
    finally:
        MigrationLoader.load_disk = load


def _django_tenants_command():
    call_command("migrate_schemas", tenant=True, verbosity=0)


def _take_back():
    """Put every schema back as it was, so that the next round has the same to do."""
    schemas = ["school_template", *School.objects.values_list("schema_name", flat=True)]
    for schema in schemas:
        with schema_context(schema), connection.cursor() as cursor:
            cursor.execute("alter table register_contact drop column if exists bench")
            MigrationRecorder(connection).migration_qs.filter(name="9999_bench").delete()
