"""A SENDCo brings the roll in from her school's system, and mends what the file got wrong."""

from datetime import date

import pytest
from playwright.sync_api import expect

from register.upn import upn_check_letter
from tests.journeys.hands import Mouse
from tests.look.axe import assert_fit_for_everybody
from tests.register.imports.files import ALBA, CTF_EXAMPLE, HEADINGS, csv_of, xlsx_of

# As SIMS writes them, but for a report in which somebody called the class a band.
SIMS = ("Adno", "UPN", "Legal Surname", "Legal Forename", "DOB", "Year", "Band", "SEN Status")
SIMS += ("SEN Need Type",)
SIMS_ROWS = [
    ("101", "T999400126001", "Sample", "Alba", "03/10/2017", "4", "4B", "K - SEN Support", "SLCN"),
    ("102", "G999400126002", "Muster", "Ravi", "11/02/2018", "3", "3A", "N", ""),
]
# As Arbor writes them. Alba's number has a wrong letter, Tom is new.
ARBOR = ("UPN", "First name", "Last name", "Date of birth", "Year group", "Registration form")
ARBOR += ("SEN status", "SEN need types")
ARBOR_ROWS = [
    ("A999400126001", "Alba", "Sample", date(2017, 10, 3), "Year 4", "4C", "SEN support", "SLCN"),
    ("W999200221117", "Tom", "Third", date(2018, 4, 3), "Year 3", "3A", "EHC plan", "ASD, SEMH"),
]
ON_REGISTER = "table.reg tbody th a"


@pytest.fixture
def file_of(tmp_path):
    """file_of("roll.csv", content) → its path"""

    def written(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


def bring(sendco, path):
    """From the list of imports to the page after this file was read."""
    sendco.goto("/imports/add/")
    sendco.upload("The file", path)
    sendco.press("Read this file")


def save(sendco, button):
    sendco.press(button)
    sendco.sees("The import is saved.")


def register_shows(sendco, *names):
    sendco.goto("/register/")
    expect(sendco.page.locator(ON_REGISTER)).to_have_text(list(names))


def test_a_csv_file_whose_columns_are_corrected_by_hand_and_which_comes_twice(
    hands_of, cast, file_of
):
    roll = file_of("roll.csv", csv_of(SIMS, *SIMS_ROWS))
    sendco = hands_of(cast.sendco)
    bring(sendco, roll)
    sendco.is_at("What does each column hold?")
    sendco.choose("Band", "Class or form")
    sendco.press("Check every row")
    sendco.sees("Nothing is saved yet")
    save(sendco, "Save 2 pupils")
    register_shows(sendco, "Sample, Alba")
    expect(sendco.page.get_by_role("row").nth(1)).to_contain_text("4B")

    bring(sendco, roll)
    sendco.sees("This very file was saved on")
    expect(sendco.field("Band").locator("option:checked")).to_have_text("Class or form")
    sendco.press("Check every row")
    sendco.sees("Everything in this file is on the roll already. There is nothing to save.")


def test_a_workbook_with_a_held_row_is_settled_on_the_page_and_taken_back(hands_of, cast, file_of):
    sendco = hands_of(cast.sendco)
    bring(sendco, file_of("roll.csv", csv_of(HEADINGS, ALBA)))
    sendco.press("Check every row")
    save(sendco, "Save 1 pupil")

    bring(sendco, file_of("roll.xlsx", xlsx_of(ARBOR, *ARBOR_ROWS)))
    sendco.press("Check every row")
    sendco.follow("Decide about Sample, Alba")
    sendco.pick("What should happen to this row?", "It is Alba Sample")
    sendco.press("Save this decision")
    sendco.sees("Every row is decided.")
    save(sendco, "Save 2 pupils")
    register_shows(sendco, "Sample, Alba", "Third, Tom")
    expect(sendco.page.get_by_role("row").nth(1)).to_contain_text("4C")

    sendco.goto("/imports/")
    sendco.follow("roll.xlsx")
    sendco.follow("Take back this import")
    sendco.press("Take back this import")
    sendco.sees("The roll is as it was before")
    register_shows(sendco, "Sample, Alba")
    expect(sendco.page.get_by_role("row").nth(1)).to_contain_text("4B")


def test_a_transfer_file_brings_the_history_of_the_status(hands_of, cast, file_of):
    sendco = hands_of(cast.sendco)
    bring(sendco, file_of("CTF.xml", CTF_EXAMPLE.read_bytes()))
    sendco.is_at("Check what will change")
    save(sendco, "Save 3 pupils")
    register_shows(sendco, "Muster, Ravi", "Sample, Alba")
    sendco.follow("Sample, Alba")
    sendco.follow("Needs and status")
    sendco.sees("8 Jan 2024")


def test_a_long_list_is_worked_on_behind_a_bar(hands_of, cast, file_of):
    """2,100 rows are checked and saved by the worker; the page shows how far it is."""

    def row(number):
        digits = f"9994001{number:05}"
        return (upn_check_letter("A" + digits) + digits, f"Name {number}", "X", *ALBA[3:])

    sendco = hands_of(cast.sendco)
    bring(sendco, file_of("long.csv", csv_of(HEADINGS, *map(row, range(2100)))))
    sendco.press("Check every row")
    sendco.sees("You may leave this page; the work goes on.")
    worked_on(sendco)
    sendco.press("Save 2,100 pupils")
    worked_on(sendco)
    sendco.goto("/register/")
    sendco.sees("1–50")


def worked_on(sendco):
    """The bar has come to its end."""
    sendco.link("Go on").wait_for(timeout=60_000)
    sendco.follow("Go on")


def test_every_step_is_fit_for_everybody(open_as, cast, file_of):
    sendco = Mouse(open_as(cast.sendco))
    bring(sendco, file_of("first.csv", csv_of(SIMS, *SIMS_ROWS)))
    sendco.press("Check every row")
    save(sendco, "Save 2 pupils")
    assert_fit_for_everybody(sendco.page)
    sendco.follow("Take back this import")
    assert_fit_for_everybody(sendco.page)
    wrong_letter = ("A999400126001", *ALBA[1:], "Red")
    bring(sendco, file_of("second.csv", csv_of((*HEADINGS, "House"), wrong_letter)))
    assert_fit_for_everybody(sendco.page)
    sendco.press("Check every row")
    assert_fit_for_everybody(sendco.page)
    sendco.page.get_by_role("link", name="Not in the file").click()
    assert_fit_for_everybody(sendco.page)
    sendco.page.get_by_role("link", name="To decide").click()
    sendco.follow("Decide about Sample, Alba")
    assert_fit_for_everybody(sendco.page)
