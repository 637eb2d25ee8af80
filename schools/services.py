"""Opening and closing schools; the trust's own details; when school is on."""

from django.core.validators import validate_slug
from django.db import transaction
from django.utils import timezone

from audit.context import acting
from audit.record import record
from schools.across import inside, shared
from schools.models import ClosureDay, Domain, LocalAuthority, School, Term
from schools.template_schema import create_schema, dumped_template

# Schools ----------------------------------------------------------------------------------------


def open_school(*, by, name, slug, phase, urn, laestab, local_authority, brand="", say=None):
    """Open a school of the trust: its row, its address and its own schema.

    `say` is called with a line of plain English before each step (OPENING_STEPS of them). Raises
    ValidationError where the URN, the DfE number or the address is taken or malformed; nothing is
    left behind then.
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
    say("Preparing the tables")
    dumped_template()  # before the transaction: pg_dump sees only what is committed
    with shared(), transaction.atomic():
        validate_slug(slug)
        school.full_clean(exclude=["schema_name"])
        say(f"Writing down {name}")
        school.save()
        address = Domain(domain=slug, tenant=school, is_primary=True)
        address.full_clean()
        address.save()
        say("Making the tables of the school")
        create_schema(school.schema_name)
        with inside(school), acting(by):
            for step in _first_steps:
                step(by=by)
        record("school.opened", school, by=by, urn=urn)
    say(f"{name} is open at /schools/{slug}/")
    return school


OPENING_STEPS = 4
_first_steps: list = []


def in_every_new_school(step):
    """Register `step(by=…)` of a floor above: what a school has from its first day. It runs inside
    the new school, as a part of its opening."""
    _first_steps.append(step)
    return step


@transaction.atomic
def change_school(school, *, by, **answers):
    """Change what is written down about a school: `answers` are fields of School."""
    _change(school, answers)
    record("school.changed", school, by=by, fields=sorted(answers))


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


# The trust and its authorities ------------------------------------------------------------------


@transaction.atomic
def change_trust(trust, *, by, **answers):
    """Change the trust's name, initials or colour."""
    _change(trust, answers)
    record("trust.changed", trust, by=by, fields=sorted(answers))


@transaction.atomic
def add_local_authority(*, by, number, name, **links):
    """`links` are where its local offer and its advice service for parents are found."""
    authority = LocalAuthority(number=number, name=name, **links)
    authority.full_clean()
    authority.save()
    record("local_authority.added", authority, by=by)
    return authority


@transaction.atomic
def change_local_authority(authority, *, by, **answers):
    _change(authority, answers)
    record("local_authority.changed", authority, by=by, fields=sorted(answers))


def _change(row, answers):
    for field, value in answers.items():
        setattr(row, field, value)
    row.full_clean()
    row.save()


# When school is on ------------------------------------------------------------------------------


@transaction.atomic
def set_terms(terms, *, by, starting_year, local_authority, school=None):
    """Set the three terms of one school year: {"autumn": {"starts_on": …, …}, …}.

    Those of an authority hold for its schools; those of a school take their place there.
    """
    for name, dates in terms.items():
        Term.objects.update_or_create(
            local_authority=local_authority,
            school=school,
            starting_year=starting_year,
            name=name,
            defaults=dates,
        )
    record("terms.set", school or local_authority, by=by, year=starting_year)


@transaction.atomic
def give_up_own_terms(school, starting_year, *, by):
    """Let the authority's terms of this school year hold in the school again."""
    Term.objects.filter(school=school, starting_year=starting_year).delete()
    record("terms.given_up", school, by=by, year=starting_year)


@transaction.atomic
def add_closure_day(day, *, by, reason, local_authority=None, school=None):
    """Keep pupils at home on a day of term: in one school, or in all schools of an authority."""
    closure = ClosureDay(day=day, reason=reason, local_authority=local_authority, school=school)
    closure.full_clean()
    closure.save()
    record("closure_day.added", closure, by=by, day=day.isoformat())
    return closure


@transaction.atomic
def remove_closure_day(closure, *, by):
    record("closure_day.removed", closure, by=by, day=closure.day.isoformat())
    closure.delete()
