from django.db import models
from django.urls import reverse

from register.models.base import SchoolRecord


class Asked(models.TextChoices):
    """Whose views the plan takes into account. Pupils and parents must be asked (policy 10.2)."""

    PUPILS = "pupils", "Pupils"
    PARENTS = "parents", "Parents and carers"
    BOTH = "both", "Pupils and parents"
    STAFF = "staff", "Staff"
    OTHERS = "others", "Others, such as a local disability group"


class Consultation(SchoolRecord):
    """Whom the school asked, how, when, what they said, and what changed because of it. It names
    groups and no child."""

    plan = models.ForeignKey(
        "accessibility.AccessibilityPlan", models.CASCADE, related_name="consultations"
    )
    asked = models.CharField("whom", max_length=8, choices=Asked.choices)
    who = models.CharField("who they were", max_length=300)
    how = models.CharField(max_length=300)
    held_on = models.DateField()
    said = models.TextField("what they said", max_length=4000)
    changed = models.TextField("what changed because of it", max_length=4000, blank=True)

    class Meta:
        ordering = ["-held_on"]

    def __str__(self):
        return f"Consultation {self.pk}"

    def get_absolute_url(self):
        return reverse("accessibility_consultation", args=[self.pk])
