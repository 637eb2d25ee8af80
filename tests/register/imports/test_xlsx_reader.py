"""Workbooks: dates as dates, results instead of formulas, and nothing that could do harm."""

import datetime
import io
import zipfile

import pytest

from register.imports.reading import read
from register.imports.sheets import MEGABYTE, Formula, UnreadableFile

from .files import ALBA, HEADINGS, csv_of, with_parts, xlsx_of


def refusal(content):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    return str(refused.value)


def test_a_date_cell_is_a_date_whatever_its_format():
    def as_us_date(workbook):
        workbook.active["B2"].number_format = "mm-dd-yy"

    born = datetime.datetime(2017, 10, 3)
    sheet = read(xlsx_of(("UPN", "DOB"), (ALBA[0], born), change=as_us_date))
    assert sheet.rows[0].cells[1] == datetime.date(2017, 10, 3)


def test_numbers_stay_numbers_and_empty_cells_are_none():
    sheet = read(xlsx_of(("UPN", "Year", "Reg"), (ALBA[0], 4, None)))
    assert sheet.rows[0].cells == (ALBA[0], 4, None)


def test_a_formula_whose_result_was_not_saved_does_not_pass_for_an_empty_cell():
    sheet = read(xlsx_of(("UPN", "Surname"), (ALBA[0], "=UPPER(A1)"), ("T2", "Plain")))
    assert sheet.rows[0].cells[1] == Formula("=UPPER(A1)")
    assert sheet.rows[1].cells[1] == "Plain"


def test_a_formula_with_its_result_is_its_result():
    content = xlsx_of(("UPN", "Surname"), (ALBA[0], "=UPPER(A1)"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    saved = xml.replace(
        b'<c r="B2"><f>UPPER(A1)</f><v></v></c>',
        b'<c r="B2" t="str"><f>UPPER(A1)</f><v>SAMPLE</v></c>',
    )
    saved = saved.replace(
        b'<c r="B2"><f>UPPER(A1)</f><v /></c>',
        b'<c r="B2" t="str"><f>UPPER(A1)</f><v>SAMPLE</v></c>',
    )
    assert saved != xml
    sheet = read(with_parts(content, **{"xl__worksheets__sheet1.xml": saved}))
    assert sheet.rows[0].cells[1] == "SAMPLE"


def test_the_sheet_that_holds_the_pupils_is_read_and_the_others_are_named_unread():
    def add_table(workbook):
        sheet = workbook.create_sheet("SEN register")
        sheet.append(HEADINGS)
        sheet.append(ALBA)

    sheet = read(xlsx_of(("How to use",), ("Read me first",), change=add_table))
    assert sheet.rows[0].cells == ALBA
    assert sheet.warnings == ("This workbook has 2 sheets. Only “SEN register” was read.",)


def test_a_hidden_sheet_is_not_read():
    def hide(workbook):
        hidden = workbook.create_sheet("Old")
        hidden.append(HEADINGS)
        hidden.append(ALBA)
        hidden.sheet_state = "hidden"

    assert "Export it again" in refusal(xlsx_of(("Notes",), change=hide))


def test_a_packed_file_that_is_no_workbook_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pupils.csv", csv_of(HEADINGS, ALBA))
    assert "not an Excel workbook" in refusal(packed.getvalue())


def test_macros_are_refused():
    content = with_parts(xlsx_of(HEADINGS, ALBA), **{"xl__vbaProject.bin": b"x"})
    assert "holds macros" in refusal(content)


def test_a_zip_bomb_is_measured_and_never_unpacked():
    bomb = with_parts(xlsx_of(HEADINGS, ALBA), **{"xl__media__a.bin": b"\0" * (60 * MEGABYTE)})
    assert len(bomb) < MEGABYTE
    assert "times its size" in refusal(bomb)
    big = with_parts(xlsx_of(HEADINGS, ALBA), **{"xl__media__a.bin": b"\0" * (101 * MEGABYTE)})
    assert "more than 100 MB" in refusal(big)


def test_a_part_that_lies_about_its_size_is_cut_off_as_damaged():
    content = xlsx_of(HEADINGS, ALBA)
    bomb = with_parts(content, **{"xl__sharedStrings.xml": b"<sst>" + b" " * MEGABYTE + b"</sst>"})
    true_size = (MEGABYTE + 11).to_bytes(4, "little")
    assert true_size in bomb
    assert "damaged" in refusal(bomb.replace(true_size, (10).to_bytes(4, "little")))


def test_a_thousand_parts_are_too_many():
    parts = {f"xl__media__{number}.bin": b"" for number in range(1001)}
    assert "1,000 parts" in refusal(with_parts(xlsx_of(HEADINGS, ALBA), **parts))


def test_entities_in_a_part_are_refused_before_it_is_parsed():
    strings = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'
    for encoded in (strings, strings.decode().encode("utf-16")):
        content = with_parts(xlsx_of(HEADINGS, ALBA), **{"xl__sharedStrings.xml": encoded})
        assert "harmful files" in refusal(content)


def test_a_workbook_cut_short_is_damaged():
    assert "damaged" in refusal(xlsx_of(HEADINGS, ALBA)[:-200])


def test_more_than_two_hundred_columns_are_refused():
    assert "more than 200 columns" in refusal(
        xlsx_of(("UPN", "Surname", *map(str, range(200))), ALBA)
    )


def test_ten_thousand_rows_and_one_are_refused():
    assert "more than 10,000 rows" in refusal(xlsx_of(HEADINGS, *[ALBA] * 10_001))
