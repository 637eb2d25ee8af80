from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from register.models.base import SchoolRecord

STAFF = settings.AUTH_USER_MODEL


class Decision(models.TextChoices):
    """What the leadership team decided at a review."""

    GOES_ON = "goes_on", "The plan goes on as it is"
    CHANGES = "changes", "The plan is changed"
    ROLLS = "rolls", "The plan rolls on by a year"
    ENDS = "ends", "The plan ends, and a new one is written"


class Signer(models.TextChoices):
    """Who signs a review for the school (policy 5.2, 10.5)."""

    HEAD = "head", "Headteacher"
    GOVERNOR = "governor", "SEND governor"


class ReviewQuerySet(models.QuerySet):
    def to_sign_by(self, who):
        """Those of the newest plan that this signer has not signed yet."""
        newest = self.filter(plan__followed_by=None)
        return newest.exclude(signatures__who=who).order_by("reviewed_on")


class Review(SchoolRecord):
    """A look at the progress of the plan, at least once a year (trust policy 10.5). Once somebody
    has signed it stays as it is."""

    plan = models.ForeignKey(
        "accessibility.AccessibilityPlan", models.CASCADE, related_name="reviews"
    )
    reviewed_on = models.DateField()
    who = models.CharField("who took part", max_length=300)
    progress = models.TextField(max_length=4000)
    impact = models.TextField("what changed for disabled pupils", max_length=4000, blank=True)
    decision = models.CharField(max_length=8, choices=Decision.choices)
    because = models.TextField("why, and what follows", max_length=2000)
    written_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-reviewed_on"]

    def __str__(self):
        return f"Review {self.pk}"

    def get_absolute_url(self):
        return reverse("accessibility_review", args=[self.pk])

    def signature_of(self, who):
        return next((one for one in self.signatures.all() if one.who == who), None)

    @property
    def still_to_sign(self):
        return [who for who in Signer if not self.signature_of(who)]

    @property
    def is_signed(self):
        """True once somebody has: from then on nothing is changed."""
        return bool(self.signatures.all())


class Signature(SchoolRecord):
    """One of the two who sign a review."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="signatures")
    who = models.CharField(max_length=8, choices=Signer.choices)
    signed_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["who"]
        constraints = [models.UniqueConstraint(fields=["review", "who"], name="each_signs_once")]

    def __str__(self):
        return f"Signature {self.pk}"
