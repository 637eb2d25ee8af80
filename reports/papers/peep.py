"""A PEEP on one page in large type: where the pupil is, who helps, step by step, the way out, with
the plan of the floor. It hangs in a room and goes along in a drill, so it reads without a screen.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from reports.papers.frame import frame
from reports.papers.safety_plan import parts_of
from safety.evacuation import places_of, steps_of
from safety.models import FloorPlan
from safety.standing import State

ELSEWHERE = ("line", "method", "need", "pupil_said", "practice")


@dataclass(frozen=True)
class PeepPage:
    """One version as its page shows it. `standing` is where its plan stands, `known` the parts that
    a PEEP has here, `until` its last day."""

    version: object
    standing: object
    known: list

    @property
    def plan(self):
        return self.standing.plan

    @property
    def pupil(self):
        return self.plan.pupil

    @property
    def places(self):
        return places_of(self.version)

    @property
    def steps(self):
        return steps_of(self.version)

    @property
    def line(self):
        return self.version.answers.get("line", "")

    @property
    def parts(self):
        return parts_of(self.known, self.version, but=ELSEWHERE)

    @property
    def floors(self):
        """The plans of the floors that its places name, each once."""
        return list(dict.fromkeys(place.floor for place in self.places if place.floor))

    @property
    def until(self):
        return self.standing.next_review_on if self.version.is_in_force else None

    @property
    def is_lapsed(self):
        return self.standing.state in (State.LAPSED, State.ENDED)

    @property
    def needs_review(self):
        return self.standing.state == State.NEEDS_REVIEW


def peep(page, *, school, by, on):
    """(HTML, pictures) of one PEEP."""
    html = render_to_string("reports/safety/peep.html", frame(school, by=by, on=on) | {"one": page})
    return html, pictures_of([page])


def pictures_of(pages):
    """{name: bytes} of the floor plans that these pages show, each fetched once."""
    keys = {floor.pk for page in pages for floor in page.floors}
    floors = FloorPlan.objects.filter(pk__in=keys)
    return {f"floor-{floor.pk}": bytes(floor.picture) for floor in floors}
