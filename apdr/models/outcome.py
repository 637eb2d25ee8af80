from django.db import models
from django.db.models import Q

from register.models.base import PupilRecord
from register.models.need import SEN_TYPE_CHOICES


class Outcome(PupilRecord):
    """What will be different for the pupil, by when, and how we shall know (Code 9.66).

    `carried_from` is the same outcome in the cycle before.
    """

    cycle = models.ForeignKey("apdr.Cycle", models.CASCADE, related_name="outcomes")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    carried_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    position = models.PositiveSmallIntegerField(default=1)
    text = models.TextField("what will be different")
    need = models.CharField(max_length=4, choices=SEN_TYPE_CHOICES, blank=True)
    baseline = models.CharField("where the pupil is now", max_length=200, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    measure = models.CharField("how we shall know", max_length=200, blank=True)
    target = models.CharField("what we aim for", max_length=200, blank=True)
    by_on = models.DateField("by when", null=True, blank=True)
    interventions = models.ManyToManyField(
        "apdr.Enrolment", blank=True, related_name="outcomes", through="apdr.OutcomeProvision"
    )

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return f"Outcome {self.pk}"

    def times_carried(self):
        """In how many cycles before this one the same outcome stood."""
        count, earlier = 0, self.carried_from
        while earlier is not None:
            count, earlier = count + 1, earlier.carried_from
        return count


class OutcomeProvision(PupilRecord):
    """This enrolment works towards this outcome."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="provision")
    enrolment = models.ForeignKey("apdr.Enrolment", models.CASCADE, related_name="+")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "enrolment"], name="an_enrolment_once_an_outcome"
            )
        ]

    def __str__(self):
        return f"Provision {self.pk}"


class Strategy(PupilRecord):
    """What every adult does in lessons; for one outcome, or for the plan as a whole."""

    cycle = models.ForeignKey("apdr.Cycle", models.CASCADE, related_name="strategies")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    outcome = models.ForeignKey(
        Outcome, models.CASCADE, null=True, blank=True, related_name="strategies"
    )
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="strategy_says_something")
        ]

    def __str__(self):
        return f"Strategy {self.pk}"
