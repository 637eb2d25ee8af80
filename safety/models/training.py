from django.conf import settings
from django.db import models
from django.db.models import F, Q

from register.models.base import SchoolRecord
from safety.subjects import SUBJECT_CHOICES


class TrainingQuerySet(models.QuerySet):
    def of(self, user):
        return self.order_by("-trained_on").filter(user=user)

    def latest(self):
        """The last row of each person in each subject: the one that counts."""
        newest = self.order_by("user_id", "subject", "-trained_on", "-expires_on", "pk")
        return newest.distinct("user_id", "subject")


class Training(SchoolRecord):
    """A member of staff was trained in something, until a day. A later row of the same subject
    takes its place, for every plan that asks for it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=30, choices=SUBJECT_CHOICES)
    trained_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True, help_text="Last day")
    confirmed_by = models.CharField("who confirmed it", max_length=120, blank=True)

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ["user", "subject", "-trained_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("trained_on")),
                name="training_expires_after_it_began",
            )
        ]

    def __str__(self):
        return f"Training {self.pk}"
