"""CSV in the dialects that spreadsheets and schools' systems write."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.imports.csv_reader import read_csv
from register.imports.reading import read
from register.imports.sheets import Formula, UnreadableFile

from .files import ALBA, HEADINGS, RAVI, csv_of


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found_by_trying(separator):
    sheet = read(csv_of(HEADINGS, ALBA, RAVI, separator=separator))
    assert sheet.headers == HEADINGS
    assert sheet.rows[0].cells == ALBA


def test_excels_own_line_about_the_separator_is_no_heading():
    assert read(b"sep=;\r\n" + csv_of(HEADINGS, ALBA, separator=";")).headers == HEADINGS


def test_a_comma_inside_quotation_marks_stays_in_its_cell():
    sheet = read_csv('UPN,SEN Need\nT999400126001,"SLCN, SEMH"\n')
    assert sheet.rows[0].cells == ("T999400126001", "SLCN, SEMH")


def test_titles_above_the_table_are_passed_over():
    sheet = read_csv("SEN register\nMade on 24/11/2026\n\nUPN,Surname\nT999400126001,Sample\n")
    assert sheet.headers == ("UPN", "Surname")
    assert sheet.rows[0].number == 5


def test_blank_rows_are_no_pupils_and_numbers_stay_those_of_the_file():
    sheet = read_csv("UPN,Surname\n\nT1,Sample\n,\nT2,Muster\n")
    assert [row.number for row in sheet.rows] == [3, 5]


def test_a_row_with_too_many_cells_is_marked_since_its_values_may_have_slipped():
    sheet = read_csv("UPN,Surname\nT1,Sample\nT2,Muster,Ravi\nT3,Probe,,\n")
    assert [row.is_too_long for row in sheet.rows] == [False, True, False]


def test_a_quotation_mark_never_closed_names_its_row():
    with pytest.raises(UnreadableFile, match="Row 3 cannot be read"):
        read_csv('UPN,Surname\nT1,Sample\nT2,"Muster\nT3,Probe\n')


def test_a_formula_is_kept_as_one_and_never_as_a_value():
    sheet = read_csv('UPN,Surname\nT1,"=HYPERLINK(""http://a.invalid"",""x"")"\n')
    assert isinstance(sheet.rows[0].cells[1], Formula)


def test_the_formula_that_only_keeps_a_leading_nought_is_its_text():
    assert read_csv('UPN,Adno\nT1,"=""00123"""\n').rows[0].cells[1] == "00123"


plain_cells = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")),
    min_size=1,
    max_size=12,
).filter(lambda text: not text.startswith(("=", "\ufeff")))


def says_something(row):
    """A row of separators alone is an empty row, as a spreadsheet leaves at the end of a file."""
    return any(character.isalnum() for cell in row for character in cell)


@given(st.lists(st.tuples(plain_cells, plain_cells).filter(says_something), min_size=1, max_size=8))
def test_what_a_csv_writer_writes_is_what_we_read(rows):
    written = io.StringIO()
    csv.writer(written).writerows([("UPN", "Surname"), *rows])
    sheet = read_csv(written.getvalue())
    assert [row.cells for row in sheet.rows] == [(a.strip(), b.strip()) for a, b in rows]
