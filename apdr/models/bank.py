from django.db import models
from django.db.models import Q

from apdr.models.provision import AREA_CHOICES
from apdr.plan_parts import every_layer
from register.models.base import SchoolRecord


class BankItemQuerySet(models.QuerySet):
    def of_the_trust(self):
        """Copies of the trust's items; the rest are the school's own."""
        return self.exclude(trust_key="")


class BankItem(SchoolRecord):
    """A ready sentence or intervention to start a plan from: the trust's, or the school's own.

    The trust's items stand in every school as a copy with the trust's key, so that a school may
    read them in one query and never look into another's schema.
    """

    class Kind(models.TextChoices):
        OUTCOME = "outcome", "Outcome"
        STRATEGY = "strategy", "Strategy in lessons"
        INTERVENTION = "intervention", "Intervention"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    area = models.CharField("area of need", max_length=4, choices=AREA_CHOICES)
    text = models.CharField(max_length=300)
    measure = models.CharField(max_length=200, blank=True)
    layer = models.CharField(max_length=14, choices=every_layer, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    sessions_a_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    group_size = models.PositiveSmallIntegerField(null=True, blank=True)
    trust_key = models.CharField(max_length=60, blank=True, help_text="Set on the trust's items")
    is_withdrawn = models.BooleanField(default=False)

    objects = BankItemQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "area", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["trust_key"], condition=~Q(trust_key=""), name="one_copy_of_a_trust_item"
            )
        ]

    def __str__(self):
        return self.text
