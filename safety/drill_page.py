"""A drill as it stands: who is out, who needs help, of whom nothing is known yet."""

from dataclasses import dataclass
from functools import cached_property
from uuid import uuid4

from django.utils import timezone

from access.policy import Permission
from register.versions import version_of
from safety.evacuation import TimeOfWeek, peeps_in, time_of_week
from safety.evacuation_page import row_of
from safety.models import DrillResult, PartOfDay, SafetyPlan
from safety.models.evacuation import minutes
from safety.services.drills import AWAY, HELP, OUT
from safety.standing import URGENT, standings


@dataclass
class Row:
    """One pupil: the result so far and what the PEEP says for this part of the day."""

    result: DrillResult
    says: dict | None
    standing: object = None
    may_keep: bool = False

    @property
    def mark(self):
        return mark_of(self.result)

    @property
    def state(self):
        return state_of(self.result)

    @property
    def needs_review(self):
        return self.standing is not None and self.standing.state in URGENT


def mark_of(result):
    """The last word on a pupil: out, not in school, needs help, or none."""
    if not result.is_here:
        return AWAY
    if result.out_after is not None:
        return OUT
    return HELP if result.help_after is not None else ""


def state_of(result):
    """The same in words."""
    return {
        OUT: f"Out after {result.out_time}",
        AWAY: "Not in school",
        HELP: f"Needs help, since {result.help_time}",
        "": "Not out yet",
    }[mark_of(result)]


class DrillPage:
    """`results` are those within this person's reach, each with its pupil and its plan."""

    def __init__(self, user, drill, results, *, on):
        self.user, self.drill, self.results, self.on = user, drill, list(results), on

    @cached_property
    def rows(self):
        if self.is_open:
            says = self._what_peeps_say()
            return [Row(one, says.get(one.plan_id)) for one in self.results]
        stands, kept = self._where_plans_stand(), self._kept()
        return [Row(one, None, stands[one.plan_id], one.plan_id in kept) for one in self.results]

    @property
    def is_open(self):
        return self.drill.ended_at is None

    @property
    def is_untouched(self):
        return not any(one.taps for one in self.results)

    @property
    def is_filed(self):
        return bool(self.drill.found) or any(one.went_wrong or one.changed for one in self.results)

    @property
    def new_key(self):
        """A name for a tap that is sent without a script."""
        return uuid4().hex

    @property
    def time(self):
        """The part of the week that was chosen when it began."""
        began = time_of_week(self.drill.began_at)
        return TimeOfWeek(began.day, PartOfDay(self.drill.part))

    @property
    def seconds(self):
        """How long it has been going on, or how long it took."""
        until = self.drill.ended_at or timezone.now()
        return round((until - self.drill.began_at).total_seconds())

    @property
    def clock(self):
        return minutes(self.seconds)

    @property
    def out(self):
        return self._marked(OUT)

    @property
    def away(self):
        return self._marked(AWAY)

    @property
    def in_need(self):
        return self._marked(HELP)

    @property
    def unknown(self):
        return self._marked("")

    @property
    def expected(self):
        """Those in school."""
        return len(self.rows) - len(self.away)

    @property
    def longest(self):
        """The time of the last one out."""
        times = [row.result.out_after for row in self.rows if row.result.out_after is not None]
        return minutes(max(times, default=None))

    @property
    def seen(self):
        """A mark of all that the page shows: the same mark, the same page."""
        return version_of(self.drill, *self.results)

    @property
    def keys(self):
        return [str(one.pupil_id) for one in self.results]

    def _marked(self, mark):
        return [row for row in self.rows if row.mark == mark]

    def _what_peeps_say(self):
        peeps = peeps_in(self.drill.building, on=self.on)
        return {peep.plan.pk: row_of(peep, self.time) for peep in peeps}

    def _kept(self):
        """Keys of the PEEPs that this person reviews."""
        mine = SafetyPlan.objects.kept_by(self.user, to=Permission.WRITE_PEEP)
        plans = [one.plan_id for one in self.results]
        return set(mine.filter(pk__in=plans).values_list("pk", flat=True))

    def _where_plans_stand(self):
        plans = [one.plan for one in self.results]
        return {one.plan.pk: one for one in standings(plans, on=self.on)}
