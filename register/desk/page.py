"""The register page of one person: what they asked for, and what they get."""

from collections import Counter
from functools import cached_property

from django.core.paginator import Paginator
from django.utils import timezone

from access.checks import may, reaches
from access.policy import Permission, Reach
from register import codes
from register.desk.columns import BY_KEY, STATUS_LABELS, chosen_columns, columns_for, sees_upn
from register.desk.entries import read_desk
from register.desk.filters import FILTERS, LONGEST_SEARCH, Sieve, address
from register.desk.rows import draw_choices
from register.models import RegisterColumns, SavedView

A_PAGE = 50
AT_MOST = 400
BY_NAME = "name"
FILTER_NAMES = [one.name for one in FILTERS]

# (words, the filters that the view sets); the count says how many the other filters leave.
QUICK_VIEWS = (
    ("Everyone", {"status": "", "again": ""}),
    ("EHC plan", {"status": "E", "again": ""}),
    ("SEN support", {"status": "K", "again": ""}),
    ("Monitoring", {"status": "M", "again": ""}),
    ("To look at again", {"status": "", "again": "past"}),
)
BULK_ACTS = (
    ("adult", "Change key adult", Permission.NAME_ADULTS),
    ("class", "Set class", Permission.MANAGE_CLASSES),
    ("print", "Print", Permission.EXPORT_REGISTER),
    ("xlsx", "Export to Excel", Permission.EXPORT_REGISTER),
    ("csv", "Export to CSV", Permission.EXPORT_REGISTER),
)


class Desk:
    """Made from the query of an address. Reads the desk once, when it is first asked."""

    def __init__(self, user, query):
        self.user, self.query = user, query
        self.today = timezone.localdate()

    # What was asked ------------------------------------------------------------------------------
    @cached_property
    def entries(self):
        """Everybody within reach, before any filter."""
        return read_desk(self.user)

    @cached_property
    def values(self):
        """The filters in use, by name. A value that is no choice is left out."""
        asked = ((one, self.query.get(one.name, "")) for one in FILTERS)
        return {
            one.name: value
            for one, value in asked
            if value and one.words(value, self.entries) is not None
        }

    @property
    def problems(self):
        """What the address asks for and this page cannot give, in plain words."""
        for one in FILTERS:
            if self.query.get(one.name) and one.name not in self.values:
                yield f"This address asks for {one.unknown}. We left that filter out."
        if self.query.get("sort", self.sort) not in ("", self.sort):
            yield "This address asks for an order that we do not have. The list is sorted by name."

    @cached_property
    def q(self):
        return self.query.get("q", "").strip()[:LONGEST_SEARCH]

    @cached_property
    def sort(self):
        """The key of the column that sorts, with a minus for down."""
        asked = self.query.get("sort", "")
        key = asked.removeprefix("-")
        is_open = key in BY_KEY and (key != "upn" or self.sees_upn)
        return asked if is_open else BY_NAME

    @cached_property
    def sees_upn(self):
        return sees_upn(self.user)

    @property
    def shows_all(self):
        return self.query.get("show") == "all"

    @cached_property
    def columns(self):
        chosen = RegisterColumns.objects.filter(user=self.user).values_list("columns", flat=True)
        return chosen_columns(self.user, next(iter(chosen), []))

    # What they get -------------------------------------------------------------------------------
    @cached_property
    def found(self):
        """The entries that fit, in order."""
        column = BY_KEY[self.sort.removeprefix("-")]
        return column.sorted(self._sieve.sift(self.entries), self.sort.startswith("-"))

    @property
    def _sieve(self):
        return Sieve(self.q, self.values, self.today, self.sees_upn)

    @cached_property
    def page(self):
        paginator = Paginator(self.found, AT_MOST if self.shows_all else A_PAGE)
        return paginator.get_page(self.query.get("page", 1))

    def chosen(self, keys):
        """The entries with these keys, in the order of the list."""
        keys = set(keys)
        return [entry for entry in self.found if entry.key in keys]

    # What stands around the table ----------------------------------------------------------------
    @property
    def views(self):
        """(words, address, count, whether it is in use) of the quick views."""
        others = self._sieve.sift(self.entries, status="", again="")
        plain = Sieve("", {}, self.today, False)
        for words, sets in QUICK_VIEWS:
            in_use = all(self.values.get(name, "") == value for name, value in sets.items())
            yield words, self.address(**sets), len(plain.sift(others, **sets)), in_use

    @property
    def fields(self):
        """(filter, its options as HTML) of every list of the filter form."""
        for one in FILTERS:
            yield one, draw_choices(one.choices(self.entries), self.values.get(one.name, ""))

    @cached_property
    def chips(self):
        """(words, address without it) of every filter in use."""
        chips = [(f"“{self.q}”", self.address(q=""))] if self.q else []
        for one in FILTERS:
            if one.name in self.values:
                words = one.words(self.values[one.name], self.entries)
                chips.append((one.chip.format(words), self.address(**{one.name: ""})))
        return chips

    @property
    def by_status(self):
        """(words, count) of the pupils found."""
        counts = Counter(entry.status for entry in self.found)
        return [(STATUS_LABELS[code], counts[code]) for code in "EKM" if counts[code]]

    @property
    def by_need(self):
        """(words, count) by main need, the most frequent first."""
        counts = Counter(entry.main_need for entry in self.found)
        for code, count in counts.most_common():
            need = codes.SEN_TYPES.get(code)
            yield need.label if need else "No main need recorded", count

    @property
    def column_choices(self):
        """(key, heading, whether it is shown)"""
        return [(c.key, c.heading, c in self.columns) for c in columns_for(self.user)]

    @property
    def saved_views(self):
        """(view, whether it is in use)"""
        here = self.address()
        return [(view, view.query == here) for view in SavedView.objects.of(self.user)]

    @cached_property
    def bulk_acts(self):
        """(value, words) of what this person may do with ticked pupils."""
        return [(value, words) for value, words, need in BULK_ACTS if may(self.user, need)]

    @cached_property
    def may_change_key_adult(self):
        return may(self.user, Permission.NAME_ADULTS)

    @cached_property
    def on_register(self):
        """How many have an EHC plan or SEN support. Monitoring is the trust's own level and is not
        on the register (policy 2.2)."""
        return sum(entry.status in codes.ON_REGISTER for entry in self.entries)

    @property
    def totals(self):
        """Everybody within reach in words, whatever the filters leave."""
        monitored = len(self.entries) - self.on_register
        return f"{self.on_register:,} on the register, {monitored:,} monitored"

    @property
    def whose(self):
        """Which pupils these are, where they are not the whole school's."""
        found = reaches(self.user, Permission.VIEW_REGISTER)
        if Reach.ALL in found:
            return ""
        parts = {Reach.TAUGHT: "you teach", Reach.NAMED: "you are named for"}
        return " or ".join(words for reach, words in parts.items() if reach in found)

    def address(self, **changes):
        """The address of this list with changes; the page number always goes back to the first."""
        sort = "" if self.sort == BY_NAME else self.sort
        asked = {"q": self.q, **dict.fromkeys(FILTER_NAMES, ""), **self.values, "sort": sort}
        return address(**{**asked, "show": "all" if self.shows_all else "", **changes})
