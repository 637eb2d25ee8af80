"""The provision map of one person: what support the school gives, to whom, by whom, at what cost.

Every filter stands in the address, and the totals follow it. Costs are worked out for all places
and shown only to those who may see costs. A dozen questions to the database, whatever its size.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from math import ceil
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Subquery

from access.checks import reaches
from access.policy import Permission, Reach
from apdr.costing import Costing, grouped, groups_of, span_of
from apdr.costs import Span, planned_hours, weeks_of_school
from apdr.delivery import delivered_hours
from apdr.models import Enrolment, Intervention
from apdr.models.provision import AREA_CHOICES
from apdr.plan_parts import every_layer, layers_in_force
from register import codes
from register.models import Pupil
from schools.school_year import SchoolYear

EARLIEST = 2000  # school years that an address may ask for
A_PAGE, AT_MOST = 50, 400  # interventions at once
BEHIND = 80  # per cent of the hours planned
VIEWS = (("", "Running"), ("coming", "Coming"), ("over", "Ended"), ("all", "All this year"))
STATES = {"": "running", "coming": "coming", "over": "over"}
STATUS_LABELS = {"E": "EHC plan", "K": "SEN support", "M": "Monitoring", "N": "Not on the register"}


@dataclass
class Row:
    """One intervention as the map shows it: its places within the filter, hours and money."""

    intervention: Intervention
    places: list
    size: int
    weeks_left: int | None
    hours_planned: float
    hours_delivered: float
    state: str
    to_date: int = 0
    to_come: int = 0
    without_rate: int = 0

    @property
    def percent(self):
        return (
            round(100 * self.hours_delivered / self.hours_planned) if self.hours_planned else None
        )

    @property
    def is_behind(self):
        """Less than four fifths of what was planned by today was given."""
        return self.percent is not None and self.percent < BEHIND

    @property
    def has_no_cost(self):
        return bool(self.without_rate) and not self.to_date


@dataclass
class Totals:
    """What the rows in sight add up to."""

    interventions: int = 0
    pupils: set = field(default_factory=set)
    hours_planned: float = 0
    hours_delivered: float = 0
    to_date: int = 0
    to_come: int = 0
    without_rate: int = 0

    def add(self, row):
        self.interventions += 1
        self.pupils |= {place.pupil_id for place in row.places}
        for name in ("hours_planned", "hours_delivered", "to_date", "to_come", "without_rate"):
            setattr(self, name, getattr(self, name) + getattr(row, name))


@dataclass(frozen=True)
class Filter:
    """`of(place)` or, for what belongs to the intervention, `of(intervention)` gives the value
    that is compared; `choices(map)` lists (value, words)."""

    name: str
    label: str
    anything: str
    of: Callable
    choices: Callable
    by_pupil: bool = False


def _layers(provision):
    """Those in force, and those under which support of the year still stands."""
    here = {name for name, _ in layers_in_force()} | {one.layer for one in provision.interventions}
    return [(name, words) for name, words in every_layer() if name in here]


def _leaders(provision):
    names = {str(one.led_by_id): one.led_by.name for one in provision.interventions}
    return sorted(names.items(), key=lambda pair: pair[1])


def _years(provision):
    here = {pupil.year_group for pupil in provision.pupils.values()}
    return [(year.code, year.label) for year in codes.YEAR_GROUPS.values() if year.code in here]


def _classes(provision):
    here = {
        (codes.YEAR_GROUPS[p.year_group].order, p.class_name)
        for p in provision.pupils.values()
        if p.class_name
    }
    return [(name, name) for name in dict.fromkeys(name for _, name in sorted(here))]


FILTERS = (
    Filter("layer", "Layer", "All layers", lambda one: one.layer, _layers),
    Filter("area", "Area of need", "All areas", lambda one: one.area, lambda _: AREA_CHOICES),
    Filter("leader", "Led by", "Anyone", lambda one: str(one.led_by_id), _leaders),
    Filter("year", "Year", "All years", lambda pupil: pupil.year_group, _years, by_pupil=True),
    Filter(
        "class", "Class", "All classes", lambda pupil: pupil.class_name, _classes, by_pupil=True
    ),
    Filter(
        "status",
        "Status",
        "Any status",
        lambda pupil: pupil.status,
        lambda _: list(STATUS_LABELS.items()),
        by_pupil=True,
    ),
)


class ProvisionMap:
    """Made from the query of an address."""

    def __init__(self, user, query, *, school, today):
        self.user, self.query, self.school, self.today = user, query, school, today
        self.sees_costs = Reach.ALL in reaches(user, Permission.VIEW_COSTS)
        self.sees_all = Reach.ALL in reaches(user, Permission.VIEW_PROVISION)

    # What was asked ------------------------------------------------------------------------------
    @cached_property
    def school_year(self):
        this, asked = SchoolYear.of(self.today), self.query.get("in", "")
        if len(asked) == 4 and asked.isdecimal() and EARLIEST <= int(asked) < this.start:
            return SchoolYear(int(asked))
        return this

    @cached_property
    def school_years(self):
        """This year, and the earlier ones that have interventions."""
        this, starts = SchoolYear.of(self.today), {one.earliest for one in self.interventions}
        first = min({SchoolYear.of(day).start for day in starts} | {self.school_year.start})
        return [SchoolYear(n) for n in range(this.start, first - 1, -1)]

    @property
    def is_this_year(self):
        return self.school_year == SchoolYear.of(self.today)

    @cached_property
    def view(self):
        asked = self.query.get("view", "")
        if not self.is_this_year:
            return "all"
        return asked if asked in dict(VIEWS) else ""

    @cached_property
    def values(self):
        """The filters in use. A value that is no choice is left out."""
        asked = {one.name: self.query.get(one.name, "") for one in FILTERS}
        return {
            one.name: asked[one.name]
            for one in FILTERS
            if asked[one.name] in dict(one.choices(self))
        }

    # What there is ------------------------------------------------------------------------------
    @cached_property
    def interventions(self):
        span = span_of(self.school_year)
        mine = Intervention.objects.for_user(self.user, to=Permission.VIEW_PROVISION)
        earliest = Intervention.objects.order_by("starts_on").values("starts_on")[:1]
        rows = mine.touching(span.first, span.last).annotate(earliest=Subquery(earliest))
        return list(rows.select_related("led_by"))

    @cached_property
    def places(self):
        """Those within reach, by intervention."""
        span = span_of(self.school_year)
        mine = Enrolment.objects.for_user(self.user, to=Permission.VIEW_PROVISION)
        found = defaultdict(list)
        for place in mine.filter(intervention__in=self._keys).touching(span.first, span.last):
            found[place.intervention_id].append(place)
        return found

    @cached_property
    def pupils(self):
        keys = {place.pupil_id for several in self.places.values() for place in several}
        mine = Pupil.objects.for_user(self.user, to=Permission.VIEW_PROVISION)
        return mine.filter(pk__in=keys).with_status().with_class().in_bulk()

    # What they get ------------------------------------------------------------------------------
    @cached_property
    def fitting(self):
        """(intervention, its places) that fit the filters, before the quick view."""
        of_group = [one for one in FILTERS if one.name in self.values and not one.by_pupil]
        of_pupil = [one for one in FILTERS if one.name in self.values and one.by_pupil]
        found = []
        for intervention in self.interventions:
            if any(one.of(intervention) != self.values[one.name] for one in of_group):
                continue
            places = [p for p in self.places[intervention.pk] if self._fits(p, of_pupil)]
            if places or not of_pupil:
                found.append((intervention, places))
        return found

    @cached_property
    def rows(self):
        """By layer, and by name within it."""
        order = [name for name, _ in every_layer()]
        return sorted(self._rows, key=lambda row: order.index(row.intervention.layer))

    @property
    def _rows(self):
        shown = [pair for pair in self.fitting if self._is_in_view(pair[0], self.view)]
        interventions = [one for one, _ in shown]
        groups = self._groups(interventions)
        given = delivered_hours(interventions, span_of(self.school_year))
        costs = self.costing.of_groups(interventions, groups) if self.sees_costs else {}
        return [self._row(one, places, groups[one.pk], given, costs) for one, places in shown]

    @cached_property
    def costing(self):
        return Costing(self.school, today=self.today, year=self.school_year)

    @cached_property
    def totals(self):
        """Of all rows, on this page of the list and on the others."""
        return _totals(self.rows)

    @cached_property
    def page(self):
        at_once = AT_MOST if self.query.get("show") == "all" else A_PAGE
        return Paginator(self.rows, at_once).get_page(self.query.get("page", 1))

    @property
    def layers(self):
        """(layer in words, its rows on this page, the totals of the whole layer)"""
        whole = {name: list(rows) for name, rows in groupby(self.rows, _layer)}
        words = dict(every_layer())
        return [
            (words[name], list(rows), _totals(whole[name]))
            for name, rows in groupby(self.page, _layer)
        ]

    # What stands around the table ----------------------------------------------------------------
    @property
    def views(self):
        if not self.is_this_year:
            return []
        states = Counter(one.state(self.today) for one, _ in self.fitting)
        return [
            (value, words, states[STATES[value]] if value in STATES else len(self.fitting))
            for value, words in VIEWS
        ]

    @property
    def fields(self):
        """(filter, its choices, the value in use) of every list of the filter form."""
        return [(one, one.choices(self), self.values.get(one.name, "")) for one in FILTERS]

    @property
    def chips(self):
        """(words, address without it) of every filter in use."""
        return [
            (
                f"{one.label}: {dict(one.choices(self))[self.values[one.name]]}",
                self.address(**{one.name: ""}),
            )
            for one in FILTERS
            if one.name in self.values
        ]

    @property
    def clear(self):
        return self.address(**{one.name: "" for one in FILTERS})

    def address(self, **changes):
        here = "" if self.is_this_year else self.school_year.start
        asked = {"in": here, "view": self.query.get("view", ""), **self.values, **changes}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    # Behind it -----------------------------------------------------------------------------------
    @property
    def _keys(self):
        return [one.pk for one in self.interventions]

    def _groups(self, interventions):
        """The whole groups: a cost is shared also by those out of reach."""
        if self.sees_all:
            return grouped([place for several in self.places.values() for place in several])
        return groups_of(interventions)

    def _fits(self, place, filters):
        pupil = self.pupils[place.pupil_id]
        return all(one.of(pupil) == self.values[one.name] for one in filters)

    def _is_in_view(self, intervention, view):
        return view == "all" or intervention.state(self.today) == STATES[view]

    def _row(self, one, places, group, given, costs):
        days, year = self.costing.school_days or [], span_of(self.school_year)
        own = Span(one.starts_on, one.ends_on or year.last).within(year)
        by_today = Span(own.first, min(own.last, self.today))
        left = Span(max(own.first, self.today), own.last)
        of_places = [costs[place.pk] for place in places] if costs else []
        known = [cost for cost in of_places if cost.total is not None]
        return Row(
            intervention=one,
            places=places,
            size=_size(group, min(max(self.today, one.starts_on), one.ends_on or self.today)),
            weeks_left=ceil(weeks_of_school(left, days)) if one.ends_on and days else None,
            hours_planned=float(planned_hours(one.minutes, one.sessions_a_week, by_today, days)),
            hours_delivered=float(given.get(one.pk, 0)),
            state=one.state(self.today),
            to_date=sum(cost.to_date for cost in known),
            to_come=sum(cost.to_come for cost in known),
            without_rate=len(of_places) - len(known),
        )


def _layer(row):
    return row.intervention.layer


def _totals(rows):
    totals = Totals()
    for row in rows:
        totals.add(row)
    return totals


def _size(group, day):
    return sum(span.first <= day <= span.last for _, span in group)
