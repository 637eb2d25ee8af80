"""Importing a roll of 1,500 pupils, dry run and save, against a bare insert of the same rows."""

import copy
import csv
import io
from datetime import date

from django.db import transaction

from access.roles import Role
from bench.frame import Figure, benchmark, interleaved
from bench.register_roll import adult
from register.models import Group, GroupMember, Need, Pupil, StatusPeriod
from register.services import imports
from register.upn import upn_check_letter
from schools.across import inside
from schools.models import LocalAuthority, School
from schools.services import open_school

PUPILS = 1500
TODAY = date(2026, 11, 24)
HEADINGS = [
    "UPN", "Adno", "Legal Surname", "Legal Forename", "DOB", "Gender", "Year", "Reg",
    "Admission Date", "Ethnicity", "First Language", "FSM", "Pupil Premium", "In Care",
    "SEN Status", "SEN Start Date", "SEN Need Type",
]  # fmt: skip
SEN = [("K", "SLCN"), ("E", "ASD,SLCN"), ("K", "SEMH"), *[("N", "")] * 7]


@benchmark
def import_roll(schools):
    """From the bytes of a CSV file to the roll: read, match, check, plan again, save."""
    content = roll_file()
    with inside(_school()) as school:
        person = adult(school, Role.DATA, "Miss R. Clarke")
        rows = _rows_of(content, person)
        ours, bare = interleaved(lambda: _import(content, person), lambda: _insert(rows), rounds=5)
    yield Figure("import_roll", ours, "s", "a bare bulk insert of the same rows", bare, goal=10)


def roll_file():
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADINGS)
    writer.writerows(_line(number) for number in range(PUPILS))
    return written.getvalue().encode()


def _line(number):
    digits = f"9994001{number:05}"
    status, needs = SEN[number % len(SEN)]
    year = 7 + number % 5
    return [
        upn_check_letter("A" + digits) + digits, number, f"Surname{number}", f"Forename{number}",
        f"{1 + number % 28:02}/{1 + number % 12:02}/{2026 - year - 5}", "FM"[number % 2],
        f"Year {year}", f"{year}{'ABCDEFGHIJ'[number % 10]}", "01/09/2022", "WBRI", "ENG",
        "FT"[number % 4 == 0], "FT"[number % 4 == 0], "F", status,
        "08/01/2024" if needs else "", needs,
    ]  # fmt: skip


def _school():
    number = "930001"
    found = School.objects.open().filter(urn=number).first()
    authority, _ = LocalAuthority.objects.get_or_create(number="999", defaults={"name": "Ashshire"})
    return found or open_school(
        by=None,
        name=f"School {number}",
        slug=f"school-{number}",
        phase="secondary",
        urn=number,
        laestab=f"9{number}",
        local_authority=authority,
    )


@transaction.atomic
def _import(content, person):
    _save(content, person)
    transaction.set_rollback(True)


def _save(content, person):
    batch = imports.start_import(content, by=person, file_name="roll.csv")
    imports.check(batch, by=person, on=TODAY)
    imports.save_import(batch, by=person, on=TODAY)


@transaction.atomic
def _rows_of(content, person):
    """The very rows that the import writes, ready to be inserted."""
    tables = (Pupil, Group, StatusPeriod, Need, GroupMember)
    _save(content, person)
    rows = {table: list(table.objects.all()) for table in tables}
    transaction.set_rollback(True)
    return rows


@transaction.atomic
def _insert(rows):
    for table, instances in rows.items():
        table.objects.bulk_create(copy.copy(row) for row in instances)
    transaction.set_rollback(True)
