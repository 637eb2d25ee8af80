"""Filling the demo: everything enters by the services that the product's own pages use.

A school is filled in one transaction, so after an interruption it is there whole or not at all,
and the next start goes on with the first that is missing.
"""

import tempfile
from pathlib import Path

from django.db import transaction

from access.roles import Role
from access.services import invite
from schools.models import School, Trust
from schools.school_year import SchoolYear
from schools.services import add_local_authority, set_terms
from schools.template_schema import dumped_template
from trust_send.demo.cast import CAST
from trust_send.demo.fill_school import Filling
from trust_send.demo.trust import AUTHORITIES, SCHOOLS, TRUST, as_answers, terms, years_of_terms


def fill(*, on, say):
    """Fill what is not there yet. `say` is called with a line of plain English for each school."""
    year = SchoolYear.of(on)
    if not Trust.objects.exists():
        with transaction.atomic():
            lay_foundations(year)
    there = set(School.objects.values_list("urn", flat=True))
    missing = [(place, demo) for place, demo in enumerate(SCHOOLS, 1) if demo.urn not in there]
    if missing:
        dumped_template()  # committed before the first school is copied from it
    for place, demo in missing:
        with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
            filling = Filling(demo, year, on, Path(folder))
            filling.run()
        say(f"{place} of {len(SCHOOLS)}: {demo.name}, {len(filling.roll):,} pupils")


def lay_foundations(year):
    """The trust, the people who work for all schools, and the authorities with their terms."""
    Trust.objects.create(**TRUST)
    operator = invite_trust_people(year)
    for number, name in AUTHORITIES.items():
        authority = add_local_authority(by=operator, number=number, name=name)
        for each in years_of_terms(year):
            dates = as_answers(terms(number, each))
            set_terms(dates, by=operator, starting_year=each.start, local_authority=authority)


def invite_trust_people(year):
    """The operator comes first, from nowhere, and invites the others."""
    operator = None
    for star in sorted((s for s in CAST if not s.place), key=lambda s: s.role != Role.OPERATOR):
        membership = invite(
            by=operator, email=star.email, name=star.name, role=star.role,
            starts_on=year.previous.starts_on,
        )  # fmt: skip
        operator = operator or membership.user
    return operator
