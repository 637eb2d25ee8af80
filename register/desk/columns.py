"""Which columns can the register show? Their headings, order, and what an export writes.

An export writes what the page shows, and one thing more: beside the level of support, the code
that the school census takes. Monitoring is the trust's own level, so its code is N (policy 2.2).
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from access.checks import reaches
from access.policy import Permission, Reach
from register import codes
from register.desk.entries import Entry, folded
from register.models import Status

STATUS_LABELS = dict(Status.choices)
STATUS_ORDER = {status: place for place, status in enumerate(("E", "K", "M", "N"))}
FLAG_LABELS = {
    "risk": "Risk assessment",
    "peep": "PEEP",
    "care_plan": "Healthcare plan",
    "looked_after": "Looked after",
    "pupil_premium": "Pupil premium",
    "fsm": "Free school meals",
    "eal": "EAL",
    "service_child": "Service child",
}


@dataclass(frozen=True)
class Column:
    """`value` is what a cell says and an export writes; `order` what it is sorted by (the value,
    where there is none); `drawn` what is drawn in its place, such as a tag. `exported_as` names it
    in an export, where `beside` follows it. `css` places the cell when rows become cards."""

    key: str
    heading: str
    value: Callable[[Entry], Any]
    order: Callable[[Entry], Any] | None = None
    drawn: Callable[[Entry], Any] | None = None
    css: str = ""
    exported_as: str = ""
    beside: tuple = ()
    shown_at_first: bool = False

    @property
    def is_labelled(self):
        """True where a card must say what the value is."""
        return self.css in ("", "col-date")

    def sorted(self, entries, descending):
        """The entries in the order of this column, then by name; those without a value last."""
        order = self.order or self.value
        placed = [(order(entry), entry) for entry in sorted(entries, key=_name)]
        known = [(place, entry) for place, entry in placed if place not in (None, "")]
        known.sort(key=itemgetter(0), reverse=descending)
        return [e for _, e in known] + [e for place, e in placed if place in (None, "")]


def _name(entry):
    return folded(entry.surname), folded(entry.forename), entry.born_on


def _year(entry):
    return codes.YEAR_GROUPS[entry.year_group].order


def _class(entry):
    return entry.class_name and (_year(entry), folded(entry.class_name))


def _need(entry):
    return entry.need.label if entry.need else ""


def census_code(entry):
    """K, E or N: never K or a code of our own for monitoring."""
    return Status(entry.status).exported_as


def census_type(entry):
    """The type of rank 1, but for monitoring: the census takes none with N (rule 2125)."""
    return (entry.main_need or "") if entry.status in codes.ON_REGISTER else ""


def _date(key, heading, value, **more):
    return Column(key, heading, value, drawn=value, css="col-date", **more)


def _flags(key, heading, flags, **more):
    def words(entry):
        return tuple(FLAG_LABELS[flag] for flag in flags(entry))

    def value(entry):
        return ", ".join(words(entry))

    return Column(key, heading, value, drawn=words, css="col-flags", **more)


NAME = Column("name", "Pupil", lambda e: e.listed_name, _name)
UPN = Column("upn", "UPN", lambda e: e.upn or "")
COLUMNS = (
    UPN,
    Column("year", "Year", lambda e: codes.YEAR_GROUPS[e.year_group].label, _year),
    Column("class", "Class", lambda e: e.class_name, _class, shown_at_first=True),
    Column(
        "status",
        "Status",
        lambda e: STATUS_LABELS[e.status],
        order=lambda e: STATUS_ORDER[e.status],
        drawn=lambda e: e.status,
        css="col-tag",
        exported_as="Level of support",
        beside=(("Census code", census_code),),
        shown_at_first=True,
    ),
    _date("since", "Since", lambda e: e.status_since),
    Column(
        "need",
        "Main need",
        _need,
        css="col-muted",
        beside=(("SEN type", census_type),),
        shown_at_first=True,
    ),
    Column("area", "Area of need", lambda e: e.need.area.label if e.need else "", css="col-muted"),
    _flags("flags", "Flags", lambda e: e.flags, shown_at_first=True),
    _flags("background", "Background", lambda e: e.background),
    Column("adult", "Key adult", lambda e: e.adult_name or "", css="col-edit", shown_at_first=True),
    _date("again", "Look again", lambda e: e.look_again_on, shown_at_first=True),
    _date("born", "Date of birth", lambda e: e.born_on),
    Column("sex", "Sex", lambda e: codes.SEXES.get(e.sex, "")),
)
BY_KEY = {column.key: column for column in (NAME, *COLUMNS)}


def sees_upn(user):
    """A UPN is no public number: it is for those who keep or read the whole register."""
    return Reach.ALL in reaches(user, Permission.VIEW_REGISTER)


def columns_for(user):
    """The columns that this person may choose from."""
    return [column for column in COLUMNS if column is not UPN or sees_upn(user)]


def chosen_columns(user, keys):
    """The columns to show: those chosen, in our order, or the first choice."""
    open_to_them = columns_for(user)
    chosen = [column for column in open_to_them if column.key in keys]
    return chosen or [column for column in open_to_them if column.shown_at_first]


def exported(columns):
    """(heading, value) of every column of an export, the pupil's name in two of them."""
    yield "Surname", lambda entry: entry.surname
    yield "Forename", lambda entry: entry.forename
    for column in columns:
        yield column.exported_as or column.heading, column.value
        yield from column.beside
