"""A SENDCo brings the roll in from her school's system, and mends what the file got wrong."""

import pytest

from tests.factories.cast import Cast
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width
from tests.register.imports.files import ALBA, CTF_EXAMPLE, HEADINGS, RAVI, csv_of, xlsx_of

TOM = ("W999200221117", "Third", "Tom", "03/04/2018", "M", "3", "3A", "E", "ASD, SEMH")
WRONG_LETTER = ("A999400126001", *ALBA[1:6], "4C", *ALBA[7:])


@pytest.fixture
def sendco(served):
    """The SENDCo of a school without pupils."""
    from register.models import Group, ImportBatch, Pupil

    with served.inside() as school:
        ImportBatch.objects.all().delete()
        Pupil.objects.all().delete()
        Group.objects.all().delete()
        yield Cast(school).sendco


@pytest.fixture
def files(tmp_path):
    def written(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


@pytest.fixture
def send(open_as, sendco, served):
    """send(path, page=None) → the page after this file was read."""

    def sent(path, page=None):
        page = page or open_as(sendco)
        page.goto("/schools/alder/imports/add/")
        page.set_input_files("input[type=file]", path)
        page.get_by_role("button", name="Read this file").click()
        return page

    return sent


def save(page):
    page.get_by_role("button", name="Save ").click()
    page.get_by_text("The import is saved.").wait_for()


def view(page, words):
    page.get_by_role("navigation", name="What becomes of the rows").get_by_text(words).click()


def test_a_csv_file_is_imported_by_keyboard_alone(open_as, sendco, files):
    page = open_as(sendco)
    page.goto("/schools/alder/imports/")
    page.get_by_role("link", name="Import a file").first.press("Enter")
    with page.expect_file_chooser() as chooser:
        page.locator("input[type=file]").press("Enter")
    chooser.value.set_files(files("roll.csv", csv_of(HEADINGS, ALBA, RAVI)))
    page.get_by_role("button", name="Read this file").press("Enter")
    page.get_by_role("button", name="Check every row").press("Enter")
    page.get_by_role("button", name="Save 2 pupils").press("Enter")
    page.get_by_text("The import is saved.").wait_for()
    page.goto("/schools/alder/register/")
    page.get_by_role("link", name="Sample, Alba", exact=True).wait_for()


def test_a_workbook_with_a_wrong_letter_is_mended_on_the_page(send, files):
    page = send(files("roll.csv", csv_of(HEADINGS, ALBA)))
    page.get_by_role("button", name="Check every row").click()
    save(page)
    send(files("roll.xlsx", xlsx_of(HEADINGS, WRONG_LETTER, TOM)), page)
    page.get_by_role("button", name="Check every row").click()
    page.get_by_role("link", name="Decide about Sample, Alba").click()
    page.get_by_text("It is Alba Sample").click()
    page.get_by_role("button", name="Save this decision").click()
    page.get_by_text("Every row is decided.").wait_for()
    view(page, "Changed")
    assert "4C" in page.get_by_role("row", name="Sample, Alba").inner_text()
    save(page)


def test_a_transfer_file_is_checked_at_once_and_taken_back(send, files):
    page = send(files("CTF.xml", CTF_EXAMPLE.read_bytes()))
    page.get_by_role("heading", name="Check what will change").wait_for()
    save(page)
    page.get_by_role("link", name="Take back this import").click()
    page.get_by_role("button", name="Take back this import").click()
    page.get_by_text("The roll is as it was before").wait_for()


def test_a_long_list_is_worked_on_behind_a_bar(send, files):
    from register.upn import upn_check_letter

    def row(number):
        digits = f"9994001{number:05}"
        return (upn_check_letter("A" + digits) + digits, f"Name {number}", "X", *ALBA[3:])

    page = send(files("long.csv", csv_of(HEADINGS, *map(row, range(2100)))))
    page.get_by_role("button", name="Check every row").click()
    page.get_by_role("link", name="Go on").click(timeout=40_000)
    page.get_by_role("heading", name="Check what will change").wait_for()


@pytest.mark.parametrize("step", ["list", "add", "columns", "check", "row", "gone", "take back"])
def test_axe_finds_nothing_at_any_step(send, files, step):
    page = send(files("roll.csv", csv_of(HEADINGS, ALBA, RAVI)))
    page.get_by_role("button", name="Check every row").click()
    save(page)
    reach(page, send, files, step)
    for _ in at_every_width(page):
        page.reload()
        assert_no_violations(page)
        assert_no_sideways_scroll(page)


def reach(page, send, files, step):
    """Go to the page of this step."""
    if step == "take back":
        page.get_by_role("link", name="Take back this import").click()
    elif step in ("list", "add"):
        page.goto("/schools/alder/imports/" + ("add/" if step == "add" else ""))
    else:
        send(files("next.csv", csv_of((*HEADINGS, "House"), (*WRONG_LETTER, "Red"))), page)
    if step in ("check", "row", "gone"):
        page.get_by_role("button", name="Check every row").click()
    if step == "row":
        page.get_by_role("link", name="Decide about Sample, Alba").click()
    elif step == "gone":
        view(page, "Not in the file")
