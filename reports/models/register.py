from django.conf import settings
from django.db import models
from django.db.models import Q

from register.models.base import SchoolRecord
from reports.statutory import PAPER_CHOICES


class StatutoryPaper(SchoolRecord):
    """A paper that the school keeps elsewhere and must be able to show: where it is published,
    whose it is, and until when it holds. Papers made here have versions instead."""

    kind = models.CharField(max_length=30, choices=PAPER_CHOICES, unique=True)
    url = models.URLField("public address", max_length=500, blank=True)
    version = models.CharField(max_length=40, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    next_review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_on=None)
                | Q(next_review_on=None)
                | Q(next_review_on__gt=models.F("approved_on")),
                name="paper_reviewed_after_it_was_approved",
            )
        ]

    def __str__(self):
        return self.get_kind_display()
