"""The UPN's check letter and shape, on every row of the published and synthetic examples."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.upn import (
    ALPHABET,
    is_temporary_upn,
    tidy_upn,
    upn_check_letter,
    why_not_uln,
    why_not_upn,
)

EXAMPLES = json.loads((Path(__file__).parent / "data" / "upn_examples.json").read_text())


@pytest.mark.parametrize("row", EXAMPLES["valid"], ids=lambda row: row["upn"])
def test_a_good_number_is_good_and_says_whether_it_is_temporary(row):
    assert why_not_upn(row["upn"]) is None
    assert upn_check_letter(row["upn"]) == row["check_letter"]
    assert is_temporary_upn(row["upn"]) == (row["kind"] == "temporary")


@pytest.mark.parametrize("row", EXAMPLES["invalid"], ids=lambda row: row["reason"])
def test_a_bad_number_gets_a_reason_in_words(row):
    assert why_not_upn(row["upn"]).endswith(".")


@pytest.mark.parametrize(
    ("upn", "reason"),
    [
        (
            "A801200005001",
            "The first letter does not fit the numbers: it should be B, not A.",
        ),
        ("T99940012600", "A UPN has 13 characters; this one has 12."),
        ("t999400126001", "A UPN is written in capital letters."),
        (
            "S999400126001",
            "A UPN begins with a letter, never I, O or S; this one begins with S.",
        ),
        (
            "T9994A0126001",
            "After the first letter a UPN has only digits, but for the last place.",
        ),
        (
            "R99940012601S",
            "A UPN ends in a digit, or a letter but never I, O or S; this one ends in S.",
        ),
    ],
)
def test_the_reason_names_the_slip(upn, reason):
    assert why_not_upn(upn) == reason


def test_a_typed_number_is_tidied_before_it_is_judged():
    assert tidy_upn(" t999 400 126001 ") == "T999400126001"


def test_digits_of_other_scripts_are_no_digits():
    assert why_not_upn("T99940012600\u0661") is not None


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_each_set_of_digits_has_one_letter_that_fits(digits):
    fitting = [letter for letter in ALPHABET if why_not_upn(letter + digits) is None]
    assert len(fitting) == 1


@given(st.text(alphabet="0123456789", min_size=12, max_size=12), st.data())
def test_one_wrong_digit_is_always_noticed(digits, data):
    upn = upn_check_letter("A" + digits) + digits
    place = data.draw(st.integers(1, 12))
    other = data.draw(st.sampled_from([c for c in "0123456789" if c != upn[place]]))
    assert why_not_upn(upn[:place] + other + upn[place + 1 :]) is not None


@given(st.text(max_size=20))
def test_any_text_is_answered_without_error(text):
    reason = why_not_upn(text)
    assert reason is None or reason.endswith(".")


@pytest.mark.parametrize("uln", ["1000000043", "9999000028", "9999000125"])
def test_a_good_learner_number_is_good(uln):
    assert why_not_uln(uln) is None


@pytest.mark.parametrize("uln", ["1000000044", "100000004", "1000000O43", "", "0000000000"])
def test_a_bad_learner_number_is_not(uln):
    assert why_not_uln(uln)
