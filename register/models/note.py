from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import Truncator

from access.policy import Permission
from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord

OPENING = 240  # characters of a note that a timeline shows


class NoteQuerySet(PupilRecordQuerySet):
    def readable_by(self, user):
        """The notes of pupils whose log this person may read, and their own about the pupils for
        whom they may write."""
        log = self.for_user(user, to=Permission.VIEW_NOTES)
        return log | self.for_user(user, to=Permission.ADD_NOTE).filter(written_by=user)


class Note(PupilRecord):
    """An entry of a pupil's notes log. Entries are added and never rewritten."""

    class Kind(models.TextChoices):
        PARENT = "parent", "Conversation with a parent or carer"
        PUPIL = "pupil", "Conversation with the pupil"
        CONCERN = "concern", "Early concern"
        AGENCY = "agency", "Another agency"
        OTHER = "other", "Something else"

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField(max_length=4000)
    happened_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-written_at"]

    def __str__(self):
        return f"Note {self.pk}"

    @property
    def opening(self):
        return Truncator(self.text).chars(OPENING)
