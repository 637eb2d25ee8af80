from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from register.models.base import PupilRecord, SchoolRecord


class Rating(models.IntegerChoices):
    """How an outcome is going. The ordinals are fixed; the trust may word the labels its own way
    (`schools.Trust.rating_labels`)."""

    MUCH_LESS = 1, "Much less than expected"
    LESS = 2, "Less than expected"
    AS_EXPECTED = 3, "As expected"
    MORE = 4, "More than expected"
    MUCH_MORE = 5, "Met, or much more than expected"


class Decision(models.TextChoices):
    """What happens next with an outcome and its support."""

    CONTINUE = "continue", "Continue"
    CHANGE = "change", "Change the support"
    STOP = "stop", "Stop: met or no longer right"


class OutcomeReview(PupilRecord):
    """What a teacher said of one outcome at the review of a cycle."""

    outcome = models.OneToOneField("apdr.Outcome", models.CASCADE, related_name="review")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    rating = models.PositiveSmallIntegerField(choices=Rating.choices)
    decision = models.CharField(max_length=8, choices=Decision.choices)
    note = models.CharField(max_length=300, blank=True)
    reviewed_on = models.DateField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_back = models.CharField(
        "what the SENDCo asks", max_length=300, blank=True, help_text="Empty: accepted as it is"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rating__range=(1, 5)), name="rating_1_to_5")
        ]

    def __str__(self):
        return f"Review {self.pk}"


class ReviewDraft(SchoolRecord):
    """What somebody has typed and not saved yet, so that a broken connection, an expired session
    or a flat battery loses no word. Gone once the review is saved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    outcome = models.ForeignKey("apdr.Outcome", models.CASCADE, related_name="+")
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "outcome"], name="one_draft_an_outcome")
        ]

    def __str__(self):
        return f"Draft {self.pk}"
