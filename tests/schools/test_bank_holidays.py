from datetime import date

import pytest

from schools.bank_holidays import bank_holiday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 26), "Good Friday"),
        (date(2027, 12, 28), "Boxing Day (substitute day)"),
        (date(2028, 1, 3), "New Year's Day (substitute day)"),
        (date(2023, 5, 8), "Coronation of Charles III"),
        (date(2027, 3, 17), None),
        (date(2027, 1, 4), None),
    ],
    ids=[
        "Easter moves", "two substitutes in a row", "a substitute in January", "a day given once",
        "Saint Patrick's Day is no holiday in England", "2 January is Scotland's",
    ],
)  # fmt: skip
def test_bank_holidays_of_england(day, name):
    assert bank_holiday(day) == name
