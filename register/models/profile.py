from django.conf import settings
from django.db import models
from django.utils import timezone

from register.models.base import PupilRecord


class Profile(PupilRecord):
    """What a teacher needs in the classroom, on one page: one line a thing, in plain words."""

    pupil = models.OneToOneField("register.Pupil", models.CASCADE, related_name="profile")
    strengths = models.TextField(blank=True)
    what_helps = models.TextField(blank=True)
    what_to_avoid = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self):
        return f"Profile {self.pk}"

    @property
    def strength_lines(self):
        return _lines(self.strengths)

    @property
    def strengths_in_a_row(self):
        return " · ".join(line.rstrip(".") for line in self.strength_lines)

    @property
    def helping_lines(self):
        return _lines(self.what_helps)

    @property
    def avoiding_lines(self):
        return _lines(self.what_to_avoid)


def _lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]
