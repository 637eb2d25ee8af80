import uuid

from django.db import models
from django.db.models import Q

from apdr.models.provision import AREA_CHOICES
from apdr.plan_parts import every_layer
from register.models.base import SchoolRecord


def _is_key(typed):
    try:
        uuid.UUID(str(typed))
    except ValueError:
        return False
    return True


class BankItemQuerySet(models.QuerySet):
    def of_the_trust(self):
        """Copies of the trust's items; the rest are the school's own."""
        return self.exclude(trust_key="")

    def offered(self):
        return self.filter(is_withdrawn=False, is_withdrawn_by_trust=False)

    def withdrawn(self):
        return self.filter(Q(is_withdrawn=True) | Q(is_withdrawn_by_trust=True))

    def interventions(self):
        return self.filter(kind=BankItem.Kind.INTERVENTION)

    def with_key(self, typed):
        """The one with a key that came from a page, or None."""
        return self.with_keys([typed]).first()

    def with_keys(self, typed):
        """Those whose keys came from a page; what is no key finds nothing."""
        return self.filter(pk__in=[key for key in typed if _is_key(key)])

    def nearest_first(self, areas):
        """Those of these areas of need before the others."""
        near = models.Case(models.When(area__in=areas, then=0), default=1)
        return self.order_by(near, "area", "text")


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
    is_withdrawn = models.BooleanField(default=False, help_text="By the school itself")
    is_withdrawn_by_trust = models.BooleanField(default=False)

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

    @property
    def is_offered(self):
        return not (self.is_withdrawn or self.is_withdrawn_by_trust)
