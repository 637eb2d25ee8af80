"""What came of support: who had it, how much of it, at what cost, and how the outcomes it worked
towards turned out. Three questions to the database, however many years.

What counts is what happened in a school year: the places that stood, the sessions that were held,
the outcomes that were reviewed. The effect is shown as a distribution and never as a mean alone,
and under five pupils with a review it is "too few to say".
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.db.models import Case, F, Sum, When
from django.db.models.functions import ExtractYear

from access.checks import reaches
from access.policy import Permission, Reach
from apdr.costing import Costing
from apdr.costs import Span
from apdr.delivery import with_worth
from apdr.models import Enrolment, Intervention, OutcomeProvision, Rating, Session
from apdr.models.provision import AREA_CHOICES
from schools.school_year import SchoolYear

FEWEST = 5  # pupils of whom an effect is said
ROOM_FOR_A_NUMBER = 12  # per cent of the bar
AREAS = dict(AREA_CHOICES)
BY = (("", "By intervention"), ("need", "By area of need"), ("year", "By school year"))
GOOD = frozenset({Rating.AS_EXPECTED, Rating.MORE, Rating.MUCH_MORE})


@dataclass(frozen=True)
class Part:
    """A piece of a bar, from `start` on, in per cent."""

    rating: int
    number: int
    start: str
    width: str
    middle: str
    has_room: bool


def parts_of(ratings):
    """The pieces of the bar, the lowest rating first. A narrow one has no room for its number,
    which stands in the words and in the table."""
    parts, start, outcomes = [], 0, sum(ratings.values())
    for rating in Rating.values:
        if ratings[rating]:
            width = 100 * ratings[rating] / outcomes
            at, wide, middle = (f"{n:.2f}" for n in (start, width, start + width / 2))
            room = width >= ROOM_FOR_A_NUMBER
            parts.append(Part(rating, ratings[rating], at, wide, middle, room))
            start += width
    return parts


@dataclass
class Effect:
    """One line: an intervention, an area of need or a school year."""

    label: str
    order: tuple
    places: set = field(default_factory=set)
    pupils: set = field(default_factory=set)
    dropped: int = 0
    hours: Fraction = Fraction(0)
    pence: int = 0
    without_rate: int = 0
    rated: set = field(default_factory=set)
    ratings: Counter = field(default_factory=Counter)

    @property
    def is_too_few(self):
        return len(self.rated) < FEWEST

    @property
    def hours_given(self):
        return float(self.hours)

    @property
    def has_no_cost(self):
        return bool(self.without_rate) and not self.pence

    @property
    def by_rating(self):
        """The number of outcomes by rating, the lowest first."""
        return [self.ratings[rating] for rating in Rating.values]

    @property
    def parts(self):
        return parts_of(self.ratings)

    @property
    def outcomes(self):
        return sum(self.ratings.values())

    @property
    def on_track(self):
        """Of a hundred outcomes, how many went as expected or better."""
        good = sum(self.ratings[rating] for rating in GOOD)
        return round(100 * good / self.outcomes) if self.outcomes else None

    @property
    def drop_out(self):
        return round(100 * self.dropped / len(self.places)) if self.places else None

    @property
    def pence_a_pupil(self):
        return self.pence // len(self.pupils) if self.pupils else None


def years_with_support(today):
    """The school years from the first intervention to this one, newest first."""
    this = SchoolYear.of(today)
    first = Intervention.objects.order_by("starts_on").values_list("starts_on", flat=True).first()
    start = min(SchoolYear.of(first).start, this.start) if first else this.start
    return [SchoolYear(n) for n in range(this.start, start - 1, -1)]


def effects(user, *, school, today, years, by="", with_costs=True):
    """The lines over these school years, within this person's reach, in the order of the page."""
    return Impact(user, school=school, today=today, years=years, by=by).lines(with_costs)


class Impact:
    def __init__(self, user, *, school, today, years, by=""):
        self.user, self.school, self.today, self.by = user, school, today, by
        self.years = sorted(years)
        self.span = Span(self.years[0].starts_on, self.years[-1].ends_on)
        self.found = {}

    def lines(self, with_costs=True):
        mine = Intervention.objects.for_user(self.user, to=Permission.VIEW_PROVISION)
        rows = mine.touching(self.span.first, self.span.last).order_by()
        self.interventions = {one.pk: one for one in rows}
        self._read_places(with_costs)
        self._read_hours()
        self._read_ratings()
        return sorted(self.found.values(), key=lambda line: line.order)

    # What happened -------------------------------------------------------------------------------
    def _read_places(self, with_costs):
        places = Enrolment.objects.filter(intervention__in=self.interventions)
        columns = ("pk", "intervention", "pupil", "starts_on", "ends_on", "ended_early")
        rows = list(places.order_by().values_list(*columns))
        mine = self._within_reach(places)
        costs = self._costs(rows) if with_costs else {}
        for key, group, pupil, first, last, why in rows:
            if mine is not None and key not in mine:
                continue
            for year in self._years_of(first, last):
                line = self._line(self.interventions[group], year)
                line.places.add(key)
                line.pupils.add(pupil)
                line.dropped += bool(why and last and last in year)
                self._add_cost(line, costs.get(year, {}).get(key))

    def _within_reach(self, places):
        """Keys of the places within reach; None where all are."""
        if Reach.ALL in reaches(self.user, Permission.VIEW_PROVISION):
            return None
        reached = places.for_user(self.user, to=Permission.VIEW_PROVISION)
        return set(reached.values_list("pk", flat=True))

    def _costs(self, rows):
        """{year: {key of a place: its cost}}"""
        groups = {}
        for key, group, _, first, last, _ in rows:
            groups.setdefault(group, []).append((key, Span(first, last or date.max)))
        costings = Costing.of_years(self.school, self.years, today=self.today)
        return {
            year: costing.of_groups(self._running_in(year), groups)
            for year, costing in costings.items()
        }

    def _running_in(self, year):
        return [
            one
            for one in self.interventions.values()
            if one.starts_on <= year.ends_on and (one.ends_on or date.max) >= year.starts_on
        ]

    @staticmethod
    def _add_cost(line, cost):
        if cost is not None and cost.to_date is not None:
            line.pence += cost.to_date
        elif cost is not None:
            line.without_rate += 1

    def _read_hours(self):
        sessions = Session.objects.filter(
            intervention__in=self.interventions,
            held_on__range=(self.span.first, min(self.span.last, self.today)),
        )
        halves = (
            with_worth(sessions)
            .annotate(starting=_starting_year("held_on"))
            .order_by()
            .values("intervention", "starting")
            .annotate(given=Sum(F("minutes") * F("worth")))
        )
        for group, start, given in halves.values_list("intervention", "starting", "given"):
            self._line(self.interventions[group], SchoolYear(start)).hours += Fraction(given, 120)

    def _read_ratings(self):
        """An outcome counts once for each intervention that worked towards it."""
        worked = OutcomeProvision.objects.filter(
            enrolment__intervention__in=self.interventions,
            outcome__review__reviewed_on__range=(self.span.first, self.span.last),
        )
        mine = worked.for_user(self.user, to=Permission.VIEW_PROVISION).order_by()
        for group, pupil, rating, on in mine.values_list(
            "enrolment__intervention",
            "pupil",
            "outcome__review__rating",
            "outcome__review__reviewed_on",
        ):
            line = self._line(self.interventions[group], SchoolYear.of(on))
            line.rated.add(pupil)
            line.ratings[rating] += 1

    # Where it counts -----------------------------------------------------------------------------
    def _years_of(self, first, last):
        return [y for y in self.years if first <= y.ends_on and (last or date.max) >= y.starts_on]

    def _line(self, intervention, year):
        label, order = self._place(intervention, year)
        if order not in self.found:
            self.found[order] = Effect(label, order)
        return self.found[order]

    def _place(self, intervention, year):
        if self.by == "year":
            return str(year), (-year.start,)
        if self.by == "need":
            label = AREAS[intervention.area]
            return label, (label,)
        return intervention.name, (intervention.name.casefold(),)


def _starting_year(name):
    """The calendar year in which the school year of a date starts."""
    year = ExtractYear(name)
    return Case(When(**{f"{name}__month__gte": 9}, then=year), default=year - 1)
