"""How does an adult stand in a subject on a day? Said in one way wherever it is shown."""

from dataclasses import dataclass
from datetime import date, timedelta

from register.wording import day
from safety.models import Training
from safety.subjects import SUBJECTS, Subject

SOON = timedelta(days=60)


@dataclass(frozen=True)
class Trained:
    """One adult in one subject: the last training on record, if there is one."""

    user: object
    subject: Subject
    training: Training | None
    on: date

    @property
    def until(self):
        return self.training and self.training.expires_on

    @property
    def is_missing(self):
        return self.training is None

    @property
    def has_run_out(self):
        return bool(self.until) and self.until < self.on

    @property
    def runs_out_soon(self):
        return bool(self.until) and self.on <= self.until <= self.on + SOON

    @property
    def holds(self):
        return not (self.is_missing or self.has_run_out)

    @property
    def words(self):
        if self.is_missing:
            return "No training on record"
        if self.until is None:
            return f"Trained {day(self.training.trained_on)}, does not run out"
        return f"Ran out {day(self.until)}" if self.has_run_out else f"Until {day(self.until)}"

    @property
    def tone(self):
        if not self.holds:
            return "red"
        return "amber" if self.runs_out_soon else "green"

    @property
    def urgency(self):
        """What is missing or has run out first, then what runs out next."""
        return not self.is_missing, self.until or date.max, self.user.name


def trained(pairs, *, on):
    """[Trained] of these (user, subject code), in their order. One question to the database."""
    pairs = list(dict.fromkeys(pairs))
    found = Training.objects.filter(user__in={user for user, _ in pairs}).latest()
    latest = {(one.user_id, one.subject): one for one in found}
    return [
        Trained(user, SUBJECTS[code], latest.get((user.pk, code)), on)
        for user, code in pairs
        if code in SUBJECTS
    ]
