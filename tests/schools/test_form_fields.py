"""Dates as people type them."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from schools.form_fields import BirthDateField, DayField, DayInput, day_from

EIGHTEENTH = date(2027, 1, 18)


@pytest.mark.parametrize(
    "typed",
    [
        "18/1/2027", "18/01/2027", "18/1/27", "18.01.2027", "18-1-2027", "18 1 2027", "2027-01-18",
        "18 Jan 2027", "18 January 2027", "18th January 2027", "18 jan 27", "18-Jan-2027",
        "Monday 18 January 2027", "Mon 18th of January 2027", "  18  Jan.  2027 ", "18 Jan, 2027",
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_sensible_form(typed):
    assert day_from(typed) == EIGHTEENTH


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1/18/2027", "18 is not a month. Put the day first, like 18/1/2027"),
        ("31/2/2027", "There is no day 31 in February 2027"),
        ("29 February 2027", "There is no day 29 in February 2027"),
        ("18/1", "Enter a date with day, month and year, like 18/1/2027"),
        ("soon", "Enter a date with day, month and year, like 18/1/2027"),
        ("18 Foo 2027", "“foo” is not a month"),
        ("18/1/1027", "Check the year, 1027"),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(typed, words):
    with pytest.raises(ValidationError) as refused:
        day_from(typed)
    assert refused.value.messages == [words]


def test_the_day_comes_before_the_month():
    assert day_from("3/4/2027") == date(2027, 4, 3)


class Told(forms.Form):
    on = DayField(earliest=date(2027, 1, 4), latest=lambda: date(2027, 3, 25))


def test_a_day_must_lie_between_its_limits():
    assert Told({"on": "4/1/2027"}).is_valid()
    assert Told({"on": "3/1/2027"}).errors["on"] == ["Enter a date on or after 4 Jan 2027"]
    assert Told({"on": "26/3/2027"}).errors["on"] == ["Enter a date on or before 25 Mar 2027"]


def test_the_calendar_knows_the_limits_and_the_days_that_school_is_shut():
    box = DayInput(
        school_days=True, shut=[date(2027, 1, 4), (date(2027, 2, 15), date(2027, 2, 19))]
    )
    box.earliest = date(2027, 1, 4)
    assert box.limits == {
        "data-min-date": "4/1/2027",
        "data-excluded-days": "saturday sunday",
        "data-excluded-dates": "4/1/2027 15/2/2027-19/2/2027",
    }


def test_what_was_typed_wrong_is_kept():
    assert 'value="31/2/2027"' in str(Told({"on": "31/2/2027"})["on"])


def test_a_page_with_a_date_brings_the_script_of_the_calendar():
    assert "dates.js" in str(Told().media)


class Born(forms.Form):
    on = BirthDateField()


def born(day="", month="", year=""):
    return Born({"on_day": day, "on_month": month, "on_year": year})


@pytest.mark.parametrize("month", ["9", "09", "Sep", "september"])
def test_a_birth_date_is_read_from_three_boxes(month):
    form = born("14", month, "2018")
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2018, 9, 14)


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (("", "", ""), "Enter the date of birth"),
        (("14", "", "2018"), "Add the month"),
        (("", "", "2018"), "Add the day and month"),
        (("14", "9", "18"), "The year must have four numbers, like 2018"),
        (("x", "9", "2018"), "The day must be a number, like 14"),
        (("31", "9", "2018"), "There is no day 31 in September 2018"),
    ],
)
def test_a_birth_date_says_which_box_to_change(boxes, words):
    assert born(*boxes).errors["on"] == [words]


def test_a_birth_date_that_stays_the_same_is_no_change():
    same = Born(
        {"on_day": "14", "on_month": "9", "on_year": "2018"}, initial={"on": date(2018, 9, 14)}
    )
    assert not same.has_changed()
