import csv
import hashlib
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree

import openpyxl
import pytest

from register.upn import why_not_upn
from schools.school_year import SchoolYear
from trust_send.demo.files import (
    SIMS_STATUS,
    steps_in_file,
    steps_left_to_enter,
    write_roll,
)
from trust_send.demo.roll import roll
from trust_send.demo.slips import write_next_export
from trust_send.demo.trust import ORCHARD_LANE, SCHOOL, SCHOOLS

YEAR = SchoolYear(2026)
ON = date(2026, 11, 24)

WRITE_ALL = """
import hashlib, sys, datetime, pathlib, tempfile
from schools.school_year import SchoolYear
from trust_send.demo import files, roll, trust
folder = pathlib.Path(tempfile.mkdtemp())
for school in trust.SCHOOLS:
    people = roll.roll(school, SchoolYear(2026))
    path = files.write_roll(people, folder, datetime.date(2026, 11, 24))
    print(hashlib.sha256(path.read_bytes()).hexdigest())
"""


def read_csv(path, delimiter=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def test_the_files_are_the_same_every_time(tmp_path):
    """In another process, with another seed of Python's own hashes."""
    here = [write_roll(roll(school, YEAR), tmp_path, ON) for school in SCHOOLS]
    there = subprocess.run(
        [sys.executable, "-c", WRITE_ALL],
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": "."},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert there.stdout.split() == [hashlib.sha256(p.read_bytes()).hexdigest() for p in here]


def test_every_format_that_the_importer_reads_is_among_the_files():
    assert {school.system for school in SCHOOLS} == {"sims", "arbor", "bromcom", "ctf"}
    assert sum(school.system == "ctf" for school in SCHOOLS) == 2


def test_a_sims_export_has_its_headers_and_dates_day_first(tmp_path):
    rows = read_csv(write_roll(roll(ORCHARD_LANE, YEAR), tmp_path, ON))
    assert len(rows) == sum(ORCHARD_LANE.cohorts.values())
    assert {"UPN", "Legal Surname", "Legal Forename", "DOB", "Reg", "SEN Status"} <= set(rows[0])
    twin = next(row for row in rows if row["Legal Forename"] == "Freya" and row["Reg"] == "2A")
    assert twin["DOB"] == "17/04/2020"
    assert {row["SEN Status"] for row in rows} >= {SIMS_STATUS["N"], SIMS_STATUS["K"]}


def test_a_bromcom_export_is_apart_by_semicolons(tmp_path):
    rows = read_csv(write_roll(roll(SCHOOL["kestrel-rise"], YEAR), tmp_path, ON), delimiter=";")
    assert {row["SEN Status"] for row in rows} == {"No SEN", "SEN Support", "EHCP"}


def test_an_arbor_export_holds_true_dates(tmp_path):
    path = write_roll(roll(SCHOOL["tansy-hill"], YEAR), tmp_path, ON)
    rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    header = next(rows)
    assert next(rows)[header.index("Date of birth")].year in range(2015, 2023)


def test_a_transfer_file_carries_the_history_and_no_monitoring(tmp_path):
    people = roll(SCHOOL["millrace"], YEAR)
    path = write_roll(people, tmp_path, ON)
    assert path.name == "9992012_CTF_9992012_001.xml"
    tree = ElementTree.parse(path)  # noqa: S314 - our own file
    assert len(tree.findall(".//Pupil")) == len(people)
    assert {e.text for e in tree.iter("SENprovision")} == {"N", "K", "E"}
    assert {e.text for e in tree.iter("SENtypeRank")} >= {"1", "2"}


@pytest.mark.parametrize("school", [ORCHARD_LANE, SCHOOL["sallowfield"]], ids=str)
def test_what_is_still_to_come_is_in_no_file(tmp_path, school):
    people = roll(school, YEAR)
    early = write_roll(people, tmp_path, date(2026, 9, 1)).read_text(encoding="utf-8")
    assert "/10/2026" not in early
    assert "2026-10" not in early


def test_the_next_export_has_one_of_each_slip_for_a_person_to_settle(tmp_path):
    people = roll(ORCHARD_LANE, YEAR)
    rows = read_csv(write_next_export(people, tmp_path, ON))
    assert sum(bool(row["UPN"]) and bool(why_not_upn(row["UPN"])) for row in rows) == 1
    assert sum(not row["UPN"] for row in rows) == 3
    assert [row["SEN Status"] for row in rows].count("Waiting for panel") == 1
    assert len({row["DOB"] for row in rows if row["Legal Surname"] == "Kozak"}) == 1
    assert len(rows) == len(people) - 2 + 3


@pytest.mark.parametrize("school", SCHOOLS, ids=lambda school: school.slug)
def test_file_and_sendco_together_tell_the_whole_story(school):
    for pupil in roll(school, YEAR):
        told = [*steps_in_file(pupil, YEAR, ON), *steps_left_to_enter(pupil, YEAR, ON)]
        assert told == [step for step in pupil.history if step.starts_on <= ON]


def test_a_spreadsheet_tells_nothing_that_came_after_the_pupil_and_the_three_years():
    for pupil in roll(ORCHARD_LANE, YEAR):
        for step in steps_in_file(pupil, YEAR, ON):
            assert step.starts_on <= max(date(2023, 9, 1), pupil.admitted_on)
