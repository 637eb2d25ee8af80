"""What does a class, a year group, become next September? Proposals; a person corrects them."""

import re

from register import codes

_ORDER = [code for code in codes.YEAR_GROUPS if code != "X"]
_NUMBERED = re.compile(r"(?P<before>(Year |Y)?)(?P<year>\d{1,2})(?P<rest>(?!\d).*)", re.IGNORECASE)
_RECEPTION = re.compile(r"R(?=$|[A-Z\W])(?P<rest>.*)")


def year_after(code):
    """The next year group. The last one and "curriculum not followed" stay what they are."""
    if code not in _ORDER[:-1]:
        return code
    return _ORDER[_ORDER.index(code) + 1]


def name_after(name):
    """The name that a class bears next year: 3A becomes 4A, R Oak becomes 1 Oak. A name without
    a year in it stays: only the school knows which class Hedgehogs become."""
    if found := _RECEPTION.fullmatch(name):
        return f"1{found['rest']}"
    if found := _NUMBERED.fullmatch(name):
        return f"{found['before']}{int(found['year']) + 1}{found['rest']}"
    return name


def last_year_of(codes_present):
    """The year group after which pupils leave: the highest in the school. "" where nobody leaves,
    as the youngest nursery pupils do not."""
    in_order = [code for code in _ORDER if code in set(codes_present)]
    return in_order[-1] if in_order and in_order[-1] not in ("E1", "E2", "N1") else ""


def have_moved_up(pupils, year):
    """True where most of these (born on, year group) are in the year that their age calls for in
    this school year: a roll of the new year was loaded before the classes moved up."""
    pupils = list(pupils)
    fits = sum(code == _year_for(born_on, year) for born_on, code in pupils)
    return fits * 2 > len(pupils)


def _year_for(born_on, year):
    """The usual year group of a child in a school year, by age on 31 August before it starts."""
    cutoff = year.previous.ends_on
    had_birthday = (cutoff.month, cutoff.day) >= (born_on.month, born_on.day)
    age = cutoff.year - born_on.year - (not had_birthday)
    return next((c for c, y in codes.YEAR_GROUPS.items() if y.age_on_31_august == age), None)
