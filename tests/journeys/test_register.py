"""A SENDCo at her desk sifts, sorts, keeps a view, chooses columns, exports, and acts on many."""

import csv
import io

import openpyxl
import pytest
from playwright.sync_api import expect

from access.roles import Role
from tests.journeys.conftest import told_in_every_way

FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def desk(cast):
    """Ann (K, 3A), Ben (E, 4B), Dot (M, 3A), and Eve (K, 3A), in whose surname is a formula."""
    cast.status(cast.pupil("Eve", FORMULA, cast.class_3a), "K")
    return cast.ann, cast.ben, cast.dot, cast.teacher


def names(hands):
    """The pupils of the table, from above."""
    return hands.page.locator("table.reg tbody th a")


def of_register(hands, words):
    expect(hands.page.locator(".count-line")).to_contain_text(words)


def headings(hands):
    return hands.page.locator("table.reg thead").get_by_role("link").all_inner_texts()


@told_in_every_way
def test_a_list_is_sifted_sorted_and_kept_as_a_view(hands_of, cast, desk):
    sendco = hands_of(cast.sendco)
    sendco.goto("/register/")
    of_register(sendco, "4 pupils: 1 EHC plan, 2 SEN support, 1 Monitoring")
    sendco.write("Name or UPN", "archer")
    if not hands_of.have_scripts:
        sendco.press("Apply")
    of_register(sendco, "1 pupil: 1 SEN support")
    sendco.follow("Remove filter “archer”")

    sendco.choose("Status", "SEN support")
    if not hands_of.have_scripts:
        sendco.press("Apply")
    of_register(sendco, "2 pupils: 2 SEN support")
    sendco.follow("Pupil")
    expect(names(sendco)).to_have_text(["Archer, Ann", f"{FORMULA}, Eve"])
    sendco.open("Saved views")
    sendco.write("Save this list as", "Support, from Z to A")
    sendco.press("Save view")
    sendco.sees("The view “Support, from Z to A” is saved.")

    sendco.goto("/register/")
    of_register(sendco, "4 pupils")
    sendco.open("Saved views")
    sendco.follow("Support, from Z to A")
    expect(names(sendco)).to_have_text(["Archer, Ann", f"{FORMULA}, Eve"])


@told_in_every_way
def test_the_chosen_columns_go_into_the_files(hands_of, cast, desk):
    sendco = hands_of(cast.sendco)
    sendco.goto("/register/?status=K")
    sendco.open("Columns")
    sendco.tick("Flags")
    sendco.tick("Date of birth")
    sendco.press("Show these columns")
    of_register(sendco, "2 pupils")
    assert "Date of birth" in headings(sendco)
    assert "Flags" not in headings(sendco)

    sendco.open("Export")
    content, name = sendco.download("CSV file")
    assert name.endswith(".csv")
    first, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert first[:2] == ["Surname", "Forename"]
    assert [row[0] for row in rows] == [f"'{FORMULA}", "Archer"]
    assert rows[1][first.index("Date of birth")] == "03/03/2018"

    content, name = sendco.download("Excel file")
    assert name.endswith(".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet["A"]] == ["Surname", FORMULA, "Archer"]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


@told_in_every_way
def test_many_pupils_get_a_key_adult_and_one_another(hands_of, cast, desk):
    teacher, other = cast.teacher.name, cast.person(Role.LEADER, "Lena Lark").name
    sendco = hands_of(cast.sendco)
    sendco.goto("/register/")
    sendco.tick("Archer, Ann")
    sendco.tick("Dyer, Dot")
    sendco.press("Change key adult")
    sendco.is_at("Change key adult")
    sendco.choose("Key adult", teacher)
    sendco.press("Change key adult")
    sendco.sees(f"{teacher} is key adult of 2 pupils now.")

    sendco.follow("Archer, Ann: change key adult")
    if hands_of.have_scripts:
        sendco.choose("Key adult for Archer, Ann", other)
        sendco.press("Save")
    else:
        sendco.choose("Key adult", other)
        sendco.press("Save key adult")
    expect(row(sendco, "Archer, Ann")).to_contain_text(other)
    expect(row(sendco, "Dyer, Dot")).to_contain_text(teacher)


def row(hands, name):
    return hands.page.get_by_role("row").filter(has=hands.link(name))
