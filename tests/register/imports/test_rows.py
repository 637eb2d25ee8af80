"""What a row says of a pupil, and which rows a person must look at first."""

import datetime

import pytest

from register.imports.columns import guess
from register.imports.csv_reader import read_csv
from register.imports.pupil_row import Severity
from register.imports.reading import read
from register.imports.rows import read_rows

from .files import CTF_EXAMPLE

TODAY = datetime.date(2026, 11, 24)
HEADINGS = "UPN,Surname,Forename,DOB,Year,SEN Status,SEN Start Date,SEN Need"
ALBA = "T999400126001,Sample,Alba,03/10/2017,4,K,08/01/2024,SLCN"
RAVI = "G999400126002,Muster,Ravi,11/02/2018,3,,,"


def readings(*lines, headings=HEADINGS):
    sheet = read_csv("\n".join([headings, *lines]))
    return read_rows(sheet, guess(sheet.headers).columns, on=TODAY)


def only(*lines, **options):
    (reading,) = readings(*lines, **options)
    return reading


def reasons(reading):
    return [(problem.field, problem.severity) for problem in reading.problems]


def test_a_clean_row_has_nothing_against_it():
    reading = only(ALBA)
    assert reading.severity is None
    assert (reading.pupil.surname, reading.pupil.born_on) == ("Sample", datetime.date(2017, 10, 3))
    assert [(s.code, s.starts_on) for s in reading.pupil.statuses] == [
        ("K", datetime.date(2024, 1, 8))
    ]
    assert [(n.code, n.rank) for n in reading.pupil.needs] == [("SLCN", 1)]


def test_an_empty_status_column_says_no_sen():
    assert [s.code for s in only(RAVI).pupil.statuses] == ["N"]


def test_a_file_without_a_status_column_says_nothing_of_status():
    reading = only("T999400126001,Sample", headings="UPN,Surname")
    assert reading.pupil.statuses == ()


def test_a_wrong_check_letter_holds_the_row_and_keeps_the_number():
    reading = only(ALBA.replace("T999", "A999"))
    assert reading.severity == Severity.HELD
    assert "it should be T" in reading.problems[0].reason
    assert reading.pupil.upn == "A999400126001"


def test_a_upn_in_small_letters_with_spaces_is_mended():
    assert only(ALBA.replace("T999400126001", "t999 4001 26001")).pupil.upn == "T999400126001"


def test_a_temporary_upn_is_taken_with_a_note():
    reading = only(ALBA.replace("T999400126001", "R99940012601A"))
    assert reasons(reading) == [("upn", Severity.NOTED)]


def test_whose_a_row_without_upn_is_the_roll_must_say():
    assert reasons(only(ALBA.replace("T999400126001", ""))) == []


@pytest.mark.parametrize("missing", ["Sample", "Alba", "03/10/2017"])
def test_a_row_without_upn_and_without_name_or_birth_is_rejected(missing):
    line = ALBA.replace("T999400126001", "").replace(missing, "")
    assert only(line).severity == Severity.REJECTED


@pytest.mark.parametrize(
    ("written", "severity"),
    [
        ("31/02/2017", Severity.REJECTED),
        ("10/13/2017", Severity.REJECTED),
        ("25/11/2026", Severity.REJECTED),
        ("03/10/1987", Severity.HELD),
    ],
    ids=["no such day", "month first", "tomorrow", "thirty-nine years old"],
)
def test_a_birth_date_that_cannot_be_right_stops_the_row(written, severity):
    assert only(ALBA.replace("03/10/2017", written)).severity == severity


def test_when_a_column_has_the_month_first_its_other_dates_are_not_trusted():
    first, second, third, fourth = readings(
        "T999400126001,Sample,Alba,10/13/2017,4,,,",
        "G999400126002,Muster,Ravi,02/28/2018,3,,,",
        "W999200221117,Third,Tom,03/04/2018,3,,,",
        "B801200005001,Fourth,Fay,05/05/2018,3,,,",
    )
    assert first.severity == second.severity == Severity.REJECTED
    assert "could be two days" in third.problems[0].reason
    assert third.severity == Severity.HELD
    assert fourth.severity is None


def test_a_status_nobody_knows_holds_the_row():
    assert reasons(only(ALBA.replace(",K,", ",Perhaps,"))) == [("sen_status", Severity.HELD)]


def test_a_need_nobody_knows_holds_the_row():
    assert reasons(only(ALBA.replace("SLCN", "Wibble"))) == [("need", Severity.HELD)]


def test_an_ethnicity_nobody_knows_is_left_out_and_the_row_goes_on():
    reading = only("T999400126001,Green", headings="UPN,Ethnicity")
    assert reasons(reading) == [("ethnicity", Severity.NOTED)]
    assert reading.pupil.ethnicity is None


def test_old_codes_are_mapped_and_the_original_is_kept():
    pupil = only(ALBA.replace(",K,", ",School Action Plus,").replace("SLCN", "BESD")).pupil
    assert (pupil.statuses[0].code, pupil.statuses[0].raw) == ("K", "School Action Plus")
    assert (pupil.needs[0].code, pupil.needs[0].raw) == ("SEMH", "BESD")


def test_needs_with_no_sen_are_left_out_with_the_rule():
    reading = only(ALBA.replace(",K,", ",N,"))
    assert reading.pupil.needs == ()
    assert "census rule 2125" in reading.problems[0].reason


def test_not_yet_assessed_with_an_ehc_plan_is_pointed_out():
    reading = only(ALBA.replace(",K,", ",E,").replace("SLCN", "NSA"))
    assert "NSA cannot go with E" in reading.problems[0].reason
    assert reading.severity == Severity.NOTED


def test_a_row_that_slipped_is_rejected():
    assert only(ALBA + ",more").severity == Severity.REJECTED


def test_two_pupils_with_one_number_are_both_held():
    both = readings(ALBA, RAVI.replace("G999400126002", "T999400126001"))
    assert [reading.severity for reading in both] == [Severity.HELD, Severity.HELD]
    assert "Rows 2 and 3" in both[0].problems[-1].reason


def test_two_rows_with_one_name_and_birthday_are_both_held():
    both = readings(ALBA, ALBA.replace("T999400126001", "W999200221117"))
    assert [reading.severity for reading in both] == [Severity.HELD, Severity.HELD]


def test_twins_with_numbers_and_names_of_their_own_are_two_pupils():
    twins = readings(ALBA, ALBA.replace("T999400126001", "W999200221117").replace("Alba", "Alfie"))
    assert [reading.severity for reading in twins] == [None, None]


def test_a_row_for_each_change_makes_one_pupil_with_a_history():
    reading = only(
        ALBA,
        "T999400126001,Sample,Alba,03/10/2017,4,E,16/03/2026,SEMH",
        "T999400126001,Sample,Alba,03/10/2017,4,E,16/03/2026,SLCN",
    )
    assert reading.pupil.numbers == (2, 3, 4)
    assert [(s.code, s.ends_on) for s in reading.pupil.statuses] == [
        ("K", datetime.date(2026, 3, 16)),
        ("E", None),
    ]
    assert [(n.code, n.rank) for n in reading.pupil.needs] == [("SLCN", 1), ("SEMH", 2)]
    assert reading.severity == Severity.NOTED


def test_two_statuses_from_one_day_need_a_person():
    assert only(ALBA, ALBA.replace(",K,", ",E,")).severity == Severity.HELD


def test_a_status_of_the_future_waits():
    reading = only(ALBA, ALBA.replace(",K,08/01/2024", ",E,01/01/2027"))
    assert [s.code for s in reading.pupil.statuses] == ["K"]


def test_a_name_in_one_column_is_split_at_the_comma():
    headings = "UPN,Full name"
    pupil = only('T999400126001,"Sample, Alba June"', headings=headings).pupil
    assert (pupil.surname, pupil.forename) == ("Sample", "Alba June")
    assert only("T999400126001,Alba Sample", headings=headings).severity == Severity.REJECTED


def test_a_preferred_name_stands_in_where_no_legal_name_is_given():
    pupil = only("T999400126001,Sample,Albie", headings="UPN,Surname,Preferred Forename").pupil
    assert (pupil.forename, pupil.any_forename) == (None, "Albie")


def test_in_a_column_of_ticks_an_empty_cell_means_no():
    ticked, blank = readings(
        "T999400126001,Y,Y", "G999400126002,,N", headings="UPN,Pupil Premium,FSM"
    )
    assert (ticked.pupil.pupil_premium, blank.pupil.pupil_premium) == ("YES", "")


def test_where_a_column_says_no_elsewhere_an_empty_cell_is_not_known():
    *_, blank = readings("T999400126001,Y", "W999200221117,N", "G999400126002,", headings="UPN,FSM")
    assert blank.pupil.fsm is None


def test_a_transfer_file_gives_history_and_needs_by_its_own_structure():
    sheet = read(CTF_EXAMPLE.read_bytes())
    alba, ravi, kim = read_rows(sheet, guess(sheet.headers).columns, on=TODAY)
    assert [s.code for s in alba.pupil.statuses] == ["K", "E"]
    assert [n.code for n in ravi.pupil.needs] == ["NSA"]
    assert [s.code for s in kim.pupil.statuses] == ["N"]
