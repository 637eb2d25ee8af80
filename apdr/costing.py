"""What do the places in these interventions cost? Reads the rates, the groups and the school's
days, and lets `apdr.costs` reckon. The year is the academy's: 1 September to 31 August."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from apdr.costs import Meter, Span, Split, hours_a_week, pence, top_up_pence
from apdr.models import Enrolment, HourlyRate, Intervention, NotionalBudget, TopUp
from register import codes
from register.models import StatusPeriod
from schools.calendars import calendar_of, school_year_of
from schools.school_year import SchoolYear, TermDatesMissing, each_day

USUAL_LINE = 600000  # pence: the threshold where the school has set none
UNREAD = object()
FREE = "none"  # paid as: costs the school nothing


def rates_by_work():
    """{kind of work: [(from a day, pence an hour)]}"""
    found = defaultdict(list)
    for rate in HourlyRate.objects.all():
        found[rate.paid_as].append((rate.from_on, rate.pence_an_hour))
    return found


@dataclass(frozen=True)
class PlaceCost:
    """What a pupil's place costs in a year: so far, and in all. None: no rate is known."""

    to_date: int | None
    total: int | None

    @property
    def to_come(self):
        return None if self.total is None or self.to_date is None else self.total - self.to_date


def school_days_of(school, year):
    """The school days of a school year in order; None while its term dates are missing."""
    return _days_of(school_year_of(school, year.start), year)


def school_days_by_year(school, years):
    """{school year: the same}, from one reading of the calendar."""
    calendar = calendar_of(school)
    return {year: _days_of(calendar, year) for year in years}


def _days_of(calendar, year):
    try:
        return [d for d in each_day(year.starts_on, year.ends_on) if calendar.is_school_day(d)]
    except TermDatesMissing:
        return None


def span_of(year):
    return Span(year.starts_on, year.ends_on)


class Costing:
    """The costs of one school year in one school, up to today and in all."""

    def __init__(self, school, *, today, year=None, school_days=UNREAD):
        self.year = year or SchoolYear.of(today)
        self.span, self.today = span_of(self.year), today
        self.school_days = school_days
        if school_days is UNREAD:
            self.school_days = school_days_of(school, self.year)

    @cached_property
    def rates(self):
        return rates_by_work()

    @classmethod
    def of_years(cls, school, years, *, today):
        """{school year: its Costing}, from one reading of the calendar and of the rates."""
        rates, days = rates_by_work(), school_days_by_year(school, years)
        found = {}
        for year in years:
            found[year] = cls(school, today=today, year=year, school_days=days[year])
            found[year].rates = rates
        return found

    @property
    def is_known(self):
        return self.school_days is not None

    def places(self, interventions):
        """{key of an enrolment: PlaceCost} of everybody who takes part in these."""
        return self.of_groups(interventions, groups_of(interventions))

    def of_groups(self, interventions, groups):
        """The same where the groups, {key of an intervention: [(key, Span)]}, are read already."""
        costs = {}
        for intervention in interventions:
            costs.update(self._of_group(intervention, groups.get(intervention.pk, [])))
        return costs

    def _of_group(self, intervention, places):
        if not self.is_known:
            return {key: PlaceCost(None, None) for key, _ in places}
        in_year = [(key, span.within(self.span)) for key, span in places]
        meter = self._meter(intervention, [span for _, span in in_year])
        extra = self._one_off(intervention, len(places))
        spans = {span for _, span in in_year}
        known = {span: self._cost(intervention, meter, span, extra) for span in spans}
        return {key: known[span] for key, span in in_year}

    def _cost(self, intervention, meter, span, extra):
        """Of one place; those with the same days cost the same."""
        until = Span(self.span.first, self.today)
        has_begun = intervention.starts_on <= self.today
        return PlaceCost(
            _whole(meter.cost(span.within(until)), extra if has_begun else 0),
            _whole(meter.cost(span), extra),
        )

    def _meter(self, intervention, spans):
        is_free = intervention.paid_as == FREE
        return Meter(
            hours_a_week=hours_a_week(intervention.minutes, intervention.sessions_a_week),
            places=spans,
            rates=[(self.span.first, 0)] if is_free else self.rates[intervention.paid_as],
            school_days=self.school_days,
        )

    def _one_off(self, intervention, size):
        """Material and the like falls on the first day, shared by all who ever take part."""
        if not size or intervention.starts_on not in self.year:
            return 0
        return pence(intervention.one_off_pence / size) if intervention.one_off_pence else 0


def groups_of(interventions):
    """{key of an intervention: [(key of an enrolment, Span)]} of everybody, within reach or not:
    a cost is shared by the whole group."""
    found = Enrolment.objects.filter(intervention__in=[one.pk for one in interventions])
    return grouped(found.only("intervention", "starts_on", "ends_on"))


def grouped(places):
    groups = defaultdict(list)
    for place in places:
        span = Span(place.starts_on, place.ends_on or _FAR)
        groups[place.intervention_id].append((place.pk, span))
    return groups


_FAR = SchoolYear(2998).ends_on  # a place without a last day


def _whole(amount, extra):
    return None if amount is None else pence(amount) + extra


# The line, top-up, the school ---------------------------------------------------------------------
def line_of(year):
    """The line of a school year: its own, or that of the last year that has one."""
    budget = NotionalBudget.objects.filter(starting_year__lte=year.start).first()
    return budget.line_pence if budget else USUAL_LINE


def budget_of(year):
    """The notional budget of a school year; None where none is set."""
    return NotionalBudget.objects.filter(starting_year=year.start).first()


def budgets():
    """Of every year, newest first."""
    return NotionalBudget.objects.all()


def list_of_rates():
    """[(kind of work, its rates, newest first)], for those who set them."""
    found = {}
    for rate in HourlyRate.objects.all():
        found.setdefault(rate.paid_as, []).append(rate)
    return list(found.items())


def top_ups_of(year, pupils=None):
    """{key of a pupil: pence of top-up that falls in the year}"""
    rows = TopUp.objects.filter(starts_on__lte=year.ends_on)
    if pupils is not None:
        rows = rows.filter(pupil__in=pupils)
    spans = defaultdict(list)
    for pupil, amount, first, last in rows.values_list(
        "pupil", "pence_a_year", "starts_on", "ends_on"
    ):
        spans[pupil].append((Span(first, last or year.ends_on), amount))
    return {pupil: top_up_pence(several, span_of(year)) for pupil, several in spans.items()}


def register_status_in(year):
    """{key of a pupil: K or E, the last of them in a school year}. Whoever had neither on any day
    of the year is not in it."""
    periods = StatusPeriod.objects.touching(year.starts_on, year.ends_on)
    on_register = periods.filter(status__in=codes.ON_REGISTER).order_by("started_on")
    return dict(on_register.values_list("pupil", "status"))


@dataclass(frozen=True)
class SchoolCost:
    """What support costs a school in a year, against its notional budget. No pupil stands in it.

    The budget is meant for pupils with SEN support or an EHC plan (`school_view` of the cost
    model, domain/staffing-and-funding.md): what the others cost who take part stands apart.
    """

    to_date: int
    total: int
    school_share: int
    above: int
    top_up: int
    unfunded: int
    surplus: int
    pupils: int
    pupils_above: int
    others: int
    other_pupils: int
    without_rate: int
    budget: int | None

    @property
    def left(self):
        return None if self.budget is None else self.budget - self.school_share

    @property
    def overspent(self):
        return max(0, -self.left) if self.left is not None else 0

    @property
    def percent(self):
        return round(100 * self.school_share / self.budget) if self.budget else 0

    @property
    def width(self):
        """Of the bar, in per cent."""
        return min(100, self.percent)


def cost_of_school(costing, *, statuses=codes.ON_REGISTER):
    """The totals of the pupils with one of these statuses, each against the line of the year; and
    apart from them what those cost who have neither SEN support nor an EHC plan."""
    of_pupils = _cost_by_pupil(costing)
    status = register_status_in(costing.year)
    line, top_ups = line_of(costing.year), top_ups_of(costing.year)
    counted = {key for key in {*of_pupils, *top_ups} if status.get(key) in statuses}
    others = [cost for key, cost in of_pupils.items() if key not in status]
    costs = [of_pupils[key] for key in counted if key in of_pupils]
    splits = [
        Split(of_pupils[key].total if key in of_pupils else 0, line, top_ups.get(key, 0))
        for key in counted
    ]
    budget = budget_of(costing.year)
    return SchoolCost(
        to_date=sum(cost.to_date for cost in costs),
        total=sum(split.cost for split in splits),
        school_share=sum(split.school_share for split in splits),
        above=sum(split.above for split in splits),
        top_up=sum(split.top_up for split in splits),
        unfunded=sum(split.unfunded for split in splits),
        surplus=sum(split.surplus for split in splits),
        pupils=len(costs),
        pupils_above=sum(split.above > 0 or split.top_up > 0 for split in splits),
        others=sum(cost.total for cost in others),
        other_pupils=len(others),
        without_rate=sum(cost.without_rate for cost in of_pupils.values()),
        budget=budget.pence if budget else None,
    )


@dataclass
class PupilCost:
    """All places of one pupil in a year."""

    to_date: int = 0
    total: int = 0
    without_rate: int = 0

    def add(self, cost):
        self.to_date += cost.to_date or 0
        self.total += cost.total or 0
        self.without_rate += cost.total is None


def _cost_by_pupil(costing):
    """{key of a pupil: PupilCost} of all who take part on some day of the year."""
    span = costing.span
    costs = costing.places(list(Intervention.objects.touching(span.first, span.last)))
    places = Enrolment.objects.filter(pk__in=costs).touching(span.first, span.last)
    found = defaultdict(PupilCost)
    for key, pupil in places.values_list("pk", "pupil"):
        found[pupil].add(costs[key])
    return found
