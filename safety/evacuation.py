"""Who must be helped out of which building, from where, by whom, at each time of the week?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import groupby

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from register.models import Pupil
from safety.models import Building, Duty, EvacuationPlace, PartOfDay, SafetyPlan, WeekDay
from safety.standing import Standing, State, standings

SCHOOL_DAYS = [day for day in WeekDay if day is not WeekDay.EVERY_DAY]
PARTS = [part for part in PartOfDay if part is not PartOfDay.ALL_DAY]
# Usual hours, to show first what is likely; where a school keeps others, people choose the part.
ENDS = (
    (time(8, 45), PartOfDay.BEFORE),
    (time(12, 0), PartOfDay.MORNING),
    (time(13, 15), PartOfDay.LUNCH),
    (time(15, 30), PartOfDay.AFTERNOON),
)
# Every pupil is somewhere in these; before and after school only some are.
ALWAYS = (PartOfDay.MORNING, PartOfDay.LUNCH, PartOfDay.AFTERNOON)


@dataclass(frozen=True)
class TimeOfWeek:
    """A part of a school day."""

    day: WeekDay
    part: PartOfDay

    def __str__(self):
        return f"{self.day.label}, {self.part.label.lower()}"


def time_of_week(moment: datetime) -> TimeOfWeek:
    """The part of the week that a moment falls in; at a weekend, the next school morning."""
    moment = timezone.localtime(moment)
    if moment.isoweekday() > len(SCHOOL_DAYS):
        return TimeOfWeek(WeekDay.MONDAY, PartOfDay.MORNING)
    ahead = (part for end, part in ENDS if moment.time() < end)
    return TimeOfWeek(WeekDay(moment.isoweekday()), next(ahead, PartOfDay.AFTER))


# One plan -----------------------------------------------------------------------------------------
def places_of(version) -> list[EvacuationPlace]:
    """The places of a version in the order of the week, each with its floor and its people."""
    prefetch_related_objects([version], _places())
    return list(version.places.all())


def places_at(places, when: TimeOfWeek) -> list[EvacuationPlace]:
    """Where the pupil is then. A place of this very part of the day goes before one of all day, one
    of this very day before one of every day; several where the plan names several."""
    fitting = [place for place in places if _fits(place, when)]
    closest = max(map(_closeness, fitting), default=None)
    return [place for place in fitting if _closeness(place) == closest]


def remarks_on(places) -> Iterator[str]:
    """Parts of the week in which nobody helps, nobody stands in, or no place is written. Worth a
    look and no obstacle: a pupil may need no more than a buddy."""
    for place in places:
        if not place.helpers:
            yield f"{place.when}: no helper is named in {place.where}"
        if not place.deputies:
            yield f"{place.when}: nobody stands in for the helper in {place.where}"
    for part in ALWAYS if places else ():
        bare = [day for day in SCHOOL_DAYS if not places_at(places, TimeOfWeek(day, part))]
        if bare:
            yield f"{_days(bare)}, {part.label.lower()}: no place is written"


def _fits(place, when):
    is_day = place.day in (WeekDay.EVERY_DAY, when.day)
    return is_day and place.part in (PartOfDay.ALL_DAY, when.part)


def _closeness(place):
    return place.part != PartOfDay.ALL_DAY, place.day != WeekDay.EVERY_DAY


def _days(days):
    return "Every day" if days == SCHOOL_DAYS else ", ".join(day.label for day in days)


def _places():
    duties = Duty.objects.select_related("user").order_by("position", "user__name")
    places = EvacuationPlace.objects.select_related("floor__building").defer("floor__picture")
    return Prefetch("places", places.prefetch_related(Prefetch("duties", duties)))


# All plans ----------------------------------------------------------------------------------------
@dataclass
class Peep:
    """One pupil's plan in force for a building. `standing` says whether it can be relied on."""

    standing: Standing

    @property
    def plan(self):
        return self.standing.plan

    @property
    def version(self):
        return self.standing.version

    @property
    def pupil(self):
        return self.plan.pupil

    @property
    def places(self):
        return list(self.version.places.all())

    @property
    def remarks(self):
        return list(remarks_on(self.places))

    @property
    def steps(self):
        """How adults help, a step a line."""
        return steps_of(self.version)

    def at(self, when):
        return places_at(self.places, when)


@dataclass
class BuildingPeeps:
    """A building and the PEEPs in force for it, by the names of the pupils. `unsigned` are pupils
    whose plan for it is still being written or signed."""

    building: Building
    peeps: list[Peep] = field(default_factory=list)
    unsigned: list[Standing] = field(default_factory=list)


def peeps_by_building(*, on) -> list[BuildingPeeps]:
    """Every PEEP of the pupils on the roll, by building, for those who may run drills."""
    return _by_building(_running_peeps(on), on)


def peeps_in(building, *, on) -> list[Peep]:
    """The PEEPs in force for one building."""
    found = _by_building(_running_peeps(on).filter(building=building), on)
    return found[0].peeps if found else []


def _by_building(plans, on):
    found = standings(plans, on=on)
    in_force = [one.version for one in found if one.version]
    prefetch_related_objects(in_force, _places())
    by_building = groupby(found, key=lambda one: one.plan.building)
    return [_of_building(building, list(ones)) for building, ones in by_building]


def _running_peeps(on):
    plans = SafetyPlan.objects.filter(kind="peep", pupil__in=Pupil.objects.on_roll(on)).running()
    names = ("building__name", "pupil__surname", "pupil__forename")
    return plans.select_related("pupil", "building").order_by(*names)


def _of_building(building, found):
    peeps = [Peep(one) for one in found if one.version]
    return BuildingPeeps(building, peeps, [one for one in found if one.state == State.DRAFT])


def steps_of(version):
    """How adults help, a step a line, as the plan says it."""
    lines = version.answers.get("method", "").splitlines()
    return [line.strip() for line in lines if line.strip()]
