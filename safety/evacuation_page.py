"""Everybody who needs help to leave, at one time of the week: what a fire lead reads first."""

from collections import Counter
from functools import cached_property

from django.utils import timezone

from safety.evacuation import PARTS, SCHOOL_DAYS, TimeOfWeek, peeps_by_building, time_of_week
from safety.models import Building, Drill, PartOfDay, WeekDay
from safety.standing import URGENT

EARLIER_DRILLS = 10


class EvacuationPage:
    """The PEEPs in force by building, for now or for the part of the week that was asked for."""

    def __init__(self, asked, *, at):
        self.on, self.now = timezone.localdate(at), time_of_week(at)
        day = _one_of(SCHOOL_DAYS, asked.get("day")) or self.now.day
        part = _one_of(PARTS, asked.get("part")) or self.now.part
        self.time = TimeOfWeek(WeekDay(day), PartOfDay(part))

    @property
    def is_now(self):
        return self.time == self.now

    @cached_property
    def buildings(self):
        """(building, its rows, the pupils whose plan for it is not signed yet)."""
        return [(one.building, self._rows(one), one.unsigned) for one in self._found]

    @property
    def shown(self):
        """Keys of the pupils on the page."""
        return sorted({str(plan.pupil_id) for plan in self._plans})

    @cached_property
    def wanted_twice(self):
        """(who, how many pupils): helpers on whom more than one pupil counts at this time."""
        rows = [row for _, rows, _ in self.buildings for row in rows]
        helpers = Counter(user for row in rows for user in row["helpers"])
        return [(user, times) for user, times in helpers.items() if times > 1]

    @property
    def days(self):
        return [(day.value, day.label, day == self.time.day) for day in SCHOOL_DAYS]

    @property
    def parts(self):
        return [(part.value, part.label, part == self.time.part) for part in PARTS]

    @cached_property
    def under_way(self):
        return list(Drill.objects.select_related("building", "led_by").filter(ended_at=None))

    @cached_property
    def earlier(self):
        drills = Drill.objects.select_related("building", "led_by").exclude(ended_at=None)
        return list(drills[:EARLIER_DRILLS])

    @cached_property
    def has_buildings(self):
        return Building.objects.in_use().exists()

    @cached_property
    def _found(self):
        return peeps_by_building(on=self.on)

    @property
    def _plans(self):
        for one in self._found:
            yield from (peep.plan for peep in one.peeps)
            yield from (standing.plan for standing in one.unsigned)

    def _rows(self, of_building):
        return [row_of(peep, self.time) for peep in of_building.peeps]


def row_of(peep, time):
    """What one line says of a pupil at a time: where, who helps, the way out. A pupil who changes
    rooms within the part of the day has several places."""
    places = peep.at(time)
    return {
        "peep": peep,
        "places": places,
        "helpers": {user for place in places for user in place.helpers},
        "is_stale": peep.standing.state in URGENT,
    }


def _one_of(choices, asked):
    return next((one for one in choices if str(one.value) == asked), None)
