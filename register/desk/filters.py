"""By what can the register be sifted? Every filter stands in the address, so it can be shared.

A value that no filter knows (an old link, a class that is gone) is left out, and the page says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from register import codes
from register.desk.columns import FLAG_LABELS, STATUS_LABELS
from register.desk.entries import folded

SOON = timedelta(weeks=4)
NOBODY = "none"


@dataclass(frozen=True)
class Filter:
    """`choices(entries)` lists (group of the list or "", [(value, words)…]); `fits(entry, value,
    today)` decides. `unknown` names a value in the address that is no choice; `chip` shows the
    filter in use."""

    name: str
    label: str
    anything: str
    choices: Callable
    fits: Callable
    unknown: str
    chip: str = "{}"

    def words(self, value, entries):
        """What a value is called; None where it is no choice."""
        choices = (choice for _, group in self.choices(entries) for choice in group)
        return next((words for known, words in choices if known == value), None)


def _fixed(*choices):
    return lambda entries: [("", list(choices))]


# Status and the day to look again: the quick views use them too ----------------------------------
def _fits_again(entry, value, today):
    if value == "none":
        return entry.look_again_on is None
    until = today if value == "past" else today + SOON
    return entry.look_again_on is not None and entry.look_again_on <= until


STATUS = Filter(
    "status",
    "Status",
    "Any status",
    _fixed(*((code, STATUS_LABELS[code]) for code in ("E", "K", "M"))),
    lambda entry, value, today: entry.status == value,
    "a status that the register does not have",
)
AGAIN = Filter(
    "again",
    "Look again",
    "Any date",
    _fixed(("past", "Date has come"), ("soon", "Within 4 weeks"), ("none", "No date")),
    _fits_again,
    "a date to look again that we do not have",
    "Look again: {}",
)


# Need --------------------------------------------------------------------------------------------
def _need_choices(entries):
    """The broad areas of the Code of Practice, each with its SEN types; an area can be chosen."""
    yield "", [(NOBODY, "No main need recorded")]
    for area in codes.AREAS.values():
        types = [(t.code, t.label) for t in codes.SEN_TYPES.values() if t.area == area]
        yield area.label, [(f"area-{area.code}", f"{area.label}, all"), *types]


def _fits_need(entry, value, today):
    if value == NOBODY:
        return entry.need is None
    if value.startswith("area-"):
        return entry.need is not None and entry.need.area.code == value.removeprefix("area-")
    return entry.main_need == value


# What the pupils of this desk have ---------------------------------------------------------------
def _years(entries):
    here = {entry.year_group for entry in entries}
    yield "", [(year.code, year.label) for year in codes.YEAR_GROUPS.values() if year.code in here]


def _classes(entries):
    order = {e.class_name: codes.YEAR_GROUPS[e.year_group].order for e in entries if e.class_name}
    names = sorted(order, key=lambda name: (order[name], folded(name)))
    yield "", [*((name, name) for name in names), (NOBODY, "No class")]


def _fits_class(entry, value, today):
    return entry.class_name == value or (value == NOBODY and not entry.class_name)


def _key_adults(entries):
    names = {e.adult_key: e.adult_name for e in entries if e.adult_key}
    yield (
        "",
        [*sorted(names.items(), key=lambda adult: folded(adult[1])), (NOBODY, "Nobody yet")],
    )


def _fits_key_adult(entry, value, today):
    return (entry.adult_key or NOBODY) == value


FILTERS = (
    STATUS,
    Filter(
        "need",
        "Main need",
        "All needs",
        _need_choices,
        _fits_need,
        "a need that the register does not have",
    ),
    Filter(
        "year",
        "Year",
        "All years",
        _years,
        lambda entry, value, today: entry.year_group == value,
        "a year that no pupil here is in",
    ),
    Filter(
        "class",
        "Class",
        "All classes",
        _classes,
        _fits_class,
        "a class that is not here",
        "Class: {}",
    ),
    Filter(
        "adult",
        "Key adult",
        "Anyone",
        _key_adults,
        _fits_key_adult,
        "a key adult whom no pupil here has",
        "Key adult: {}",
    ),
    Filter(
        "flag",
        "Flag",
        "Any",
        _fixed(*FLAG_LABELS.items()),
        lambda entry, value, today: value in entry.flags + entry.background,
        "a flag that we do not have",
    ),
    AGAIN,
)
BY_NAME = {one.name: one for one in FILTERS}


# Search ------------------------------------------------------------------------------------------
LONGEST_SEARCH = 80


def matches(entry, words, with_upn):
    """True where each word is part of a name, legal or preferred, or of the UPN."""
    names = (entry.forename, entry.surname, entry.legal_forename, entry.legal_surname)
    text = folded(" ".join([*names, (entry.upn or "") if with_upn else ""]))
    return all(word in text for word in words)


# All together ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sieve:
    """The filters in use: `values` by name, the search `q`."""

    q: str
    values: dict
    today: object
    with_upn: bool

    def sift(self, entries, **instead):
        """The entries that fit, with some filters set otherwise ("" for off)."""
        for name, value in {**self.values, **instead}.items():
            if value:
                fits = BY_NAME[name].fits
                entries = [entry for entry in entries if fits(entry, value, self.today)]
        words = folded(self.q).replace(",", " ").split()
        if words:
            entries = [entry for entry in entries if matches(entry, words, self.with_upn)]
        return entries


def address(**parts):
    """The query of an address, without what is empty."""
    return "?" + urlencode({name: value for name, value in parts.items() if value})
