from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord


class FamilyLinkQuerySet(PupilRecordQuerySet):
    def open(self, on):
        """Links that still open a door on this day."""
        return self.filter(revoked_at=None, expires_on__gte=on, tries__lt=FamilyLink.MOST_TRIES)

    def of(self, purpose, subject_id):
        return self.filter(purpose=purpose, subject_id=subject_id)

    def answered(self):
        return self.exclude(acknowledged_at=None)


class FamilyLink(PupilRecord):
    """A way for a family to read one thing and answer, without an account.

    One purpose and one subject; it expires, may be taken back, and shuts after a few wrong dates
    of birth. The address itself is not kept, only its hash: nobody who reads the database can use
    a link.
    """

    MOST_TRIES = 5
    TAKEN_BACK, SHUT, EXPIRED = "Taken back", "Shut after wrong dates of birth", "Expired"

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="family_links")
    purpose = models.CharField(max_length=20, help_text="What it opens (register.links)")
    subject_id = models.UUIDField(help_text="The plan, or whatever the purpose shows")
    contact = models.ForeignKey(
        "register.Contact", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_on = models.DateField(help_text="Last day")
    revoked_at = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong dates of birth in a row")
    opened_at = models.DateTimeField(null=True, editable=False)
    acknowledged_at = models.DateTimeField(null=True, editable=False)
    signed_as = models.CharField(max_length=120, blank=True)
    comment = models.TextField(max_length=2000, blank=True)

    objects = FamilyLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | ~Q(signed_as=""),
                name="acknowledged_by_a_name",
            )
        ]
        indexes = [models.Index(fields=["purpose", "subject_id"], name="link_by_subject")]

    def __str__(self):
        return f"Link {self.pk}"

    @property
    def is_open(self):
        return self.state not in (self.TAKEN_BACK, self.SHUT, self.EXPIRED)

    @property
    def state(self):
        """In words for the person who made it."""
        if self.revoked_at:
            return self.TAKEN_BACK
        if self.tries >= self.MOST_TRIES:
            return self.SHUT
        if self.expires_on < timezone.localdate():
            return self.EXPIRED
        if self.acknowledged_at:
            return "Answered"
        return "Opened" if self.opened_at else "Not opened yet"
