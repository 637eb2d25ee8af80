"""Which days are bank holidays in England?"""

from functools import cache

import holidays


@cache
def bank_holidays(year):
    """Day to name for one calendar year, substitute days included.

    From the kept `holidays` package: one-off days, such as a coronation, arrive with its updates.
    """
    england = holidays.country_holidays("GB", subdiv="ENG", years=[year])
    return {day: name.replace(" (observed)", " (substitute day)") for day, name in england.items()}


def bank_holiday(day):
    """The holiday's name, or None."""
    return bank_holidays(day.year).get(day)
