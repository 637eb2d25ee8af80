"""Cells in the many spellings that exports use: day first, census codes, plain reasons."""

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.imports import sen_values, values
from register.imports.sheets import Formula
from register.imports.values import Unclear


@pytest.mark.parametrize(
    "cell",
    [
        "3/10/2017", "03/10/2017", "03-10-2017", "3.10.2017", "2017-10-03", "2017-10-03T00:00:00",
        "03/10/2017 00:00:00", "3 Oct 2017", "3-Oct-17", "3 October 2017", "3rd October 2017",
        "03/10/17", datetime.date(2017, 10, 3), " 3/10/2017 ",
    ],
)  # fmt: skip
def test_a_date_is_read_day_first(cell):
    assert values.date(cell) == datetime.date(2017, 10, 3)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("10/13/2017", "has the month first"),
        ("31/02/2017", "is no day of the calendar"),
        (43012, "is a number, not a date"),
        ("next week", "is not a date"),
        ("3 Octember 2017", "3 Octember 2017"),
        (Formula("=TODAY()"), "formula"),
        ("#N/A", "error of the spreadsheet"),
    ],
)
def test_a_date_that_cannot_be_read_says_why(cell, reason):
    with pytest.raises(Unclear, match=reason):
        values.date(cell)


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2035, 12, 31)))
def test_a_date_written_in_english_order_comes_back_the_same(day):
    for written in (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat()):
        assert values.date(written) == day


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("Year 4", "4"), ("Y4", "4"), ("Yr 4", "4"), ("4", "4"), (4, "4"), (4.0, "4"), ("04", "4"),
        ("NC Year 10", "10"), ("Year  13", "13"), ("Reception", "R"), ("R", "R"), ("YR", "R"),
        ("Nursery", "N2"), ("N1", "N1"), ("X", "X"), ("Y6 - Oak", "6"), ("", None),
    ],
)  # fmt: skip
def test_a_year_group_has_many_spellings(cell, year):
    assert values.year_group(cell) == year


@pytest.mark.parametrize("cell", ["Year 15", "Sixth form", "2026"])
def test_a_year_group_that_is_none_is_refused(cell):
    with pytest.raises(Unclear):
        values.year_group(cell)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("Y", True), ("yes", True), ("T", True), (1, True), (True, True), ("No", False), (0, False),
     ("", None), ("-", None), (None, None)],
)  # fmt: skip
def test_yes_and_no_and_not_known(cell, answer):
    assert values.yes_or_no(cell) is answer


def test_free_meals_are_yes_no_or_a_category():
    assert values.free_meals("Y") == "YES"
    assert values.free_meals("N") == ""
    assert values.free_meals("TFSM") == "TFSM"
    assert values.free_meals("Expanded free school meals") == "EFSM"
    assert values.free_meals("") is None


@pytest.mark.parametrize(
    ("reader", "cell", "code"),
    [
        (values.sex, "Female", "F"),
        (values.sex, "boy", "M"),
        (values.ethnicity, "WBRI", "WBRI"),
        (values.ethnicity, "White - British", "WBRI"),
        (values.ethnicity, "White and Asian", "MWAS"),
        (values.language, "English", "ENG"),
        (values.language, "urd", "URD"),
        (values.language, "TIG", "TIG"),
        (values.service_child, "No", "N"),
        (values.enrolment, "C - Current, this school only", "C"),
    ],
)
def test_codes_are_read_by_code_or_label(reader, cell, code):
    assert reader(cell) == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("K", "K"), ("SEN Support", "K"), ("K - SEN Support", "K"), ("SEN support (K)", "K"),
        ("E", "E"), ("EHCP", "E"), ("E - Education, Health and Care Plan", "E"), ("N", "N"),
        ("No Special Educational Need", "N"), ("Monitoring", "M"), ("", "N"), (None, "N"),
        ("S", "E"), ("A", "K"), ("P", "K"), ("Q", "K"), ("School Action Plus", "K"),
        ("Statement", "E"),
    ],
)  # fmt: skip
def test_a_status_is_read_in_any_spelling(cell, code):
    assert sen_values.status(cell).code == code


def test_the_words_of_a_retired_status_are_kept():
    assert sen_values.status("School Action Plus").raw == "School Action Plus"


@pytest.mark.parametrize("cell", ["Y", "K / E", "K - EHCP", "perhaps"])
def test_a_status_that_names_none_or_two_is_refused(cell):
    with pytest.raises(Unclear):
        sen_values.status(cell)


@pytest.mark.parametrize(
    ("cell", "types"),
    [
        ("SLCN", "SLCN"),
        ("SLCN, SEMH", "SLCN SEMH"),
        ("SpLD/MLD", "SPLD MLD"),
        ("ASD;SLCN;ASD", "ASD SLCN"),
        ("Speech, language and communication needs, Autism", "SLCN ASD"),
        ("Social, Emotional and Mental Health; Vision impairment", "SEMH VI"),
        ("SLCN - Speech, language and communication needs", "SLCN"),
        ("Other difficulty/disability", "OTH"),
        ("Primary: SLCN; Secondary: SEMH", "SLCN SEMH"),
        ("1. ASD, 2. MLD", "ASD MLD"),
        ("SEN support, type of need not yet assessed by a specialist", "NSA"),
        ("Visual impairment", "VI"),
        ("ASD (diagnosed 2021)", "ASD"),
        ("BESD", "SEMH"),
        ("", ""),
        ("None", ""),
    ],
)
def test_needs_are_read_as_codes_labels_or_several(cell, types):
    assert [need.code for need in sen_values.needs(cell)] == types.split()


def test_the_words_of_a_retired_need_are_kept():
    assert sen_values.needs("BESD, MLD")[0].raw == "BESD"


@pytest.mark.parametrize("cell", ["Wibble", "SLCN, Wibble", "1) SLCN 2) SEMH"])
def test_a_need_that_is_not_known_is_never_dropped_in_silence(cell):
    with pytest.raises(Unclear):
        sen_values.needs(cell)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text):
    readers = (values.date, values.year_group, values.sex, values.ethnicity, values.language,
               values.yes_or_no, values.free_meals, sen_values.status, sen_values.needs,
               sen_values.rank, values.name)  # fmt: skip
    for reader in readers:
        with contextlib.suppress(Unclear):
            reader(text)


EVERY_TYPE = [*sen_values.codes.SEN_TYPES]


@given(st.lists(st.sampled_from(EVERY_TYPE), unique=True), st.sampled_from([", ", ";", " / ", "|"]))
def test_any_needs_joined_by_any_separator_come_back_by_code_and_by_label(types, joined_by):
    labels = [sen_values.codes.SEN_TYPES[code].label for code in types]
    for written in (types, labels):
        read = sen_values.needs(joined_by.join(written))
        assert [need.code for need in read] == types
