"""Opening and closing schools."""

from django.db import transaction
from django.utils import timezone

from audit.record import record
from schools.across import shared
from schools.models import Domain, School
from schools.template_schema import create_schema, dumped_template


def open_school(*, by, name, slug, phase, urn, laestab, local_authority, brand="", say=None):
    """Open a school of the trust: its row, its address and its own schema.

    `say` is called with a line of plain English before each step. Raises ValidationError where
    the URN, the DfE number or the address is taken or malformed; nothing is left behind then.
    """
    say = say or (lambda line: None)
    school = School(
        schema_name=f"s_{urn}",
        name=name,
        phase=phase,
        urn=urn,
        laestab=laestab,
        local_authority=local_authority,
        brand=brand,
        opened_at=timezone.now(),
    )
    dumped_template()  # before the transaction: pg_dump sees only what is committed
    with shared(), transaction.atomic():
        school.full_clean(exclude=["schema_name"])
        say(f"Writing down {name}")
        school.save()
        Domain.objects.create(domain=slug, tenant=school, is_primary=True)
        say("Making the tables of the school")
        create_schema(school.schema_name)
        record("school.opened", school, by=by, urn=urn)
    say(f"{name} is open at /schools/{slug}/")
    return school


@transaction.atomic
def close_school(school, *, by):
    """Shut the doors: nobody gets in, no job runs, every record stays."""
    school.closed_at = timezone.now()
    school.save(update_fields=["closed_at"])
    record("school.closed", school, by=by)


@transaction.atomic
def reopen_school(school, *, by):
    """Open the doors of a closed school again, with its records as they were."""
    school.closed_at = None
    school.save(update_fields=["closed_at"])
    record("school.reopened", school, by=by)
