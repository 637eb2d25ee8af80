"""Filling the demo: everything enters by the services that the product's own pages use.

A school is filled in one transaction, so after an interruption it is there whole or not at all,
and the next start goes on with the first that is missing.
"""

import tempfile
from pathlib import Path

from django.db import transaction

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
    """The trust, its authorities with their terms, and the people who work for all schools."""
    Trust.objects.create(**TRUST)
    for number, name in AUTHORITIES.items():
        authority = add_local_authority(by=None, number=number, name=name)
        for each in years_of_terms(year):
            dates = as_answers(terms(number, each))
            set_terms(dates, by=None, starting_year=each.start, local_authority=authority)
    for star in (star for star in CAST if not star.place):
        since = year.previous.starts_on
        invite(by=None, email=star.email, name=star.name, role=star.role, starts_on=since)
