from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord
from register.models.need import SEN_TYPE_CHOICES
from register.models.pupil import Pupil


class OutcomeQuerySet(PupilRecordQuerySet):
    def reviewable(self, on):
        """Of agreed plans that are not closed, of pupils who are here."""
        agreed = self.filter(cycle__closed_at=None, cycle__parents_told_on__isnull=False)
        return agreed.filter(pupil__in=Pupil.objects.on_roll(on))

    def due(self, on):
        return self.reviewable(on).filter(cycle__review_on__lte=on)

    def waiting(self):
        """Not reviewed, or asked back."""
        return self.filter(Q(review=None) | ~Q(review__asked_back=""))

    def overdue_first(self):
        return self.order_by(
            "cycle__review_on", "pupil__surname", "pupil__forename", "pupil", "position"
        )

    def with_card(self):
        """With all that the card of a review shows; `siblings`: how many its cycle has."""
        siblings = Outcome.objects.filter(cycle=OuterRef("cycle")).order_by().values("cycle")
        pupils = Pupil.objects.with_status().with_class()
        found = self.select_related("cycle", "review__reviewed_by", "carried_from__review")
        return found.prefetch_related(Prefetch("pupil", pupils)).annotate(
            siblings=Subquery(siblings.annotate(n=Count("pk")).values("n"))
        )


class Outcome(PupilRecord):
    """What will be different for the pupil, by when, and how we shall know (Code 9.66).

    `carried_from` is the same outcome in the cycle before.
    """

    cycle = models.ForeignKey("apdr.Cycle", models.CASCADE, related_name="outcomes")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    carried_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )
    bank_item = models.ForeignKey(
        "apdr.BankItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="What it was made from, so that it can be seen what worked",
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

    objects = OutcomeQuerySet.as_manager()

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
