"""Who is trained in what, until when, and what do plans ask for?

What plans ask for is counted over the plans that the reader may read, so that nobody learns from
it that there is a plan which they may not know.
"""

from collections import Counter
from functools import cached_property

from access.people import staff_here
from register.models import Pupil
from safety.models import Duty, SafetyPlan
from safety.subjects import SUBJECTS
from safety.trained import Trained, trained

ASKED, SUBJECT, PERSON, SOON = "", "subject", "person", "soon"


class TrainingPage:
    """What one person sees of the training of those who work here. `view` is one of the four."""

    def __init__(self, user, view, *, on):
        self.user, self.on = user, on
        self.view = view if view in (SUBJECT, PERSON, SOON) else ASKED

    @cached_property
    def views(self):
        """(key, label, how many) for the quick views."""
        return [
            (ASKED, "What plans ask for", None),
            (SUBJECT, "By subject", None),
            (PERSON, "By person", None),
            (SOON, "Runs out in 60 days", len(self.soon)),
        ]

    # What plans ask for ---------------------------------------------------------------------------
    @cached_property
    def asked(self):
        """How many plans ask which adult for which subject: {(user, code): plans}."""
        mine = SafetyPlan.objects.readable_by(self.user).running()
        mine = mine.filter(pupil__in=Pupil.objects.on_roll())
        duties = Duty.objects.exclude(training="").filter(
            version__plan__in=mine.values("pk"),
            version__signed_at__isnull=False,
            version__superseded_at=None,
        )
        rows = duties.select_related("user", "version")
        found = {(duty.user, duty.training, duty.version.plan_id) for duty in rows}
        return Counter((user, code) for user, code, _ in found)

    @cached_property
    def columns(self):
        """The subjects that some plan asks for, in the order of the list of subjects."""
        codes = {code for _, code in self.asked}
        return [subject for code, subject in SUBJECTS.items() if code in codes]

    @cached_property
    def matrix(self):
        """[(adult, [(Trained or None, how many plans ask) for each column])], by name."""
        stands = {(one.user, one.subject.code): one for one in self._stand}
        people = sorted({user for user, _ in self.asked}, key=lambda user: user.name)
        return [(user, [self._cell(stands, user, one) for one in self.columns]) for user in people]

    @cached_property
    def lacking(self):
        """Those whom a plan asks for what they do not hold, the most urgent first."""
        found = [one for one in self._stand if not one.holds]
        return sorted(found, key=lambda one: one.urgency)

    @cached_property
    def _stand(self):
        return trained(self.asked, on=self.on)

    def _cell(self, stands, user, subject):
        return stands.get((user, subject.code)), self.asked.get((user, subject.code), 0)

    # What is on record ----------------------------------------------------------------------------
    @cached_property
    def held(self):
        """The last training of everybody who works here, in every subject they have one in."""
        pairs = [(user, code) for user in staff_here(self.on) for code in SUBJECTS]
        return [one for one in trained(pairs, on=self.on) if not one.is_missing]

    @cached_property
    def soon(self):
        found = [one for one in self.held if one.runs_out_soon]
        return sorted(found, key=lambda one: one.urgency)

    @property
    def by_subject(self):
        """[(subject, [Trained])], what runs out first on top."""
        return self._grouped(lambda one: one.subject, list(SUBJECTS.values()))

    @property
    def by_person(self):
        return self._grouped(lambda one: one.user, list(staff_here(self.on)))

    def _grouped(self, key, heads) -> list[tuple[object, list[Trained]]]:
        rows = sorted(self.held, key=lambda one: one.urgency)
        groups = [(head, [one for one in rows if key(one) == head]) for head in heads]
        return [(head, found) for head, found in groups if found]
