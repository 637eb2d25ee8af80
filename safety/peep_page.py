"""What stands beside a version of a PEEP: where the pupil is now, the week, the drills."""

from functools import cached_property

from django.utils import timezone

from safety.evacuation import places_at, places_of, remarks_on, steps_of, time_of_week
from safety.models import DrillResult

LATEST_DRILLS = 10


class PeepPage:
    """Made with the PlanPage of a version."""

    def __init__(self, look):
        self.plan, self.version = look.plan, look.version
        self.now = time_of_week(timezone.now())

    @property
    def meets_at(self):
        return self.plan.building.meets_at

    @property
    def places(self):
        return places_of(self.version)

    @cached_property
    def places_now(self):
        return places_at(self.places, self.now)

    @cached_property
    def floors(self):
        """The floors of the week, those of now first, each once."""
        places = [*self.places_now, *self.places]
        return list({place.floor_id: place.floor for place in places if place.floor_id}.values())

    @cached_property
    def remarks(self):
        return list(remarks_on(self.places))

    @property
    def steps(self):
        return steps_of(self.version)

    @property
    def bag(self):
        return self.version.answers.get("bag", "").strip()

    @cached_property
    def drills(self):
        """How the pupil got out, the newest first."""
        over = DrillResult.objects.filter(plan=self.plan).exclude(drill__ended_at=None)
        return list(over.select_related("drill", "helped_by").newest_first()[:LATEST_DRILLS])
