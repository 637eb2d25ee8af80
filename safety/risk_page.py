"""What one version of a risk assessment shows: each hazard before and after, whose controls stand
open, and where the hazards stand on the matrix."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from safety.matrix import Band, matrix_of_version
from safety.models import Control


@dataclass(frozen=True)
class Weighed:
    """A hazard with its scores; `after` is None where nothing more is done."""

    number: int
    hazard: object
    before: object
    after: object
    controls: list  # (control, whether this person may say that it is done)

    @property
    def stays(self):
        """The score that counts: after what more is done, where something is."""
        return self.after or self.before


@dataclass(frozen=True)
class Cell:
    """One place of the matrix, and the numbers of the hazards that stand there."""

    score: int
    band: Band
    before: list
    after: list


class RiskPage:
    """`look` is the page of the version (safety.plan_page)."""

    def __init__(self, look):
        self.look, self.matrix = look, matrix_of_version(look.version)

    @cached_property
    def hazards(self):
        controls = Control.objects.with_done().select_related("owner").order_by("position")
        found = self.look.version.hazards.prefetch_related(Prefetch("controls", controls))
        return [
            Weighed(
                number,
                hazard,
                self.matrix.score(hazard.likelihood_before, hazard.severity_before),
                self.matrix.score(hazard.likelihood_after, hazard.severity_after),
                [(control, self._may_tick(control)) for control in hazard.controls.all()],
            )
            for number, hazard in enumerate(found, start=1)
        ]

    @property
    def highest(self):
        """The band that the assessment as a whole stays in: that of its worst hazard."""
        scores = [one.stays for one in self.hazards if one.stays]
        return max(scores, key=lambda score: score.number).band if scores else None

    @property
    def is_highest_of_all(self):
        """The highest band there is: its action stands at the top of the page."""
        return self.highest == self.matrix.bands[-1]

    @property
    def rows(self):
        """(likelihood in words, the cells by severity) of the matrix, the most likely first."""
        before, after = self._standing("before"), self._standing("after")
        for likelihood in range(self.matrix.size, 0, -1):
            yield (
                self.matrix.likelihood[likelihood - 1],
                [
                    self._cell((likelihood, severity), before, after)
                    for severity in range(1, self.matrix.size + 1)
                ],
            )

    def _cell(self, place, before, after):
        score = place[0] * place[1]
        return Cell(score, self.matrix.band(score), before[place], after[place])

    def _standing(self, when):
        """{(likelihood, severity): numbers of the hazards there}."""
        found = defaultdict(list)
        for one in self.hazards:
            if score := getattr(one, when):
                found[score.likelihood, score.severity].append(one.number)
        return found

    @property
    def is_live(self):
        return self.look.version.is_in_force and not self.look.plan.ended_on

    def _may_tick(self, control):
        """Whoever the control is given to, and those who keep the pupil's plans, once the version
        is in force."""
        is_theirs = control.owner_id == self.look.user.pk or self.look.rights["keep"]
        return is_theirs and self.is_live and not control.was_done_on
