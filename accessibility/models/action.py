from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accessibility import deadlines
from accessibility.strands import STRAND_CHOICES, STRANDS
from register.models.base import SchoolRecord

STAFF = settings.AUTH_USER_MODEL


class Action(SchoolRecord):
    """One thing that the plan does about one barrier. Where it stands follows from its days and
    notes; nobody sets it by hand.

    `cost_pence` is empty while the cost is not known yet; `came_from` is the action of the plan
    before, where this one was carried over.
    """

    plan = models.ForeignKey(
        "accessibility.AccessibilityPlan", models.CASCADE, related_name="actions"
    )
    number = models.PositiveSmallIntegerField()
    strand = models.CharField(max_length=12, choices=STRAND_CHOICES)
    finding = models.ForeignKey(
        "accessibility.Finding", models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    barrier = models.TextField(max_length=2000)
    objective = models.CharField(max_length=300)
    steps = models.TextField(max_length=4000)
    lead = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    resources = models.CharField(max_length=300, blank=True)
    cost_pence = models.PositiveIntegerField("cost planned", null=True, blank=True)
    spent_pence = models.PositiveIntegerField("spent so far", default=0)
    funding = models.CharField("where the money comes from", max_length=120, blank=True)
    starts_on = models.DateField()
    due_on = models.DateField()
    success = models.TextField("how the school will know", max_length=2000)
    done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)
    impact = models.TextField("what changed for pupils", max_length=2000, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    came_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    class Meta:
        ordering = ["strand", "due_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="an_action_number_once_a_plan"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")), name="an_action_is_due_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="an_action_ends_one_way"
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None) | ~Q(dropped_why=""),
                name="an_action_is_dropped_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.objective}"

    def get_absolute_url(self):
        return reverse("accessibility_action", args=[self.pk])

    @property
    def reference(self):
        """P3 is the third action of this plan, of the physical strand."""
        return f"{self.strand[0].upper()}{self.number}"

    @property
    def of_strand(self):
        return STRANDS[self.strand]

    @property
    def is_open(self):
        return not (self.done_on or self.dropped_on)

    @property
    def timeframe(self):
        return deadlines.timeframe(self.plan.starts_on, self.due_on)

    @property
    def status(self):
        return self.status_on(timezone.localdate())

    def status_on(self, day):
        return deadlines.status(self, on=day)

    @property
    def overspent_pence(self):
        return max(self.spent_pence - self.cost_pence, 0) if self.cost_pence is not None else 0


class ProgressNote(SchoolRecord):
    """What was done, as it was told on a day. It is written once; the next note says more."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=2000)
    spent_pence = models.PositiveIntegerField("spent with this", default=0)
    happened_on = models.DateField()
    written_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-happened_on", "-written_at"]

    def __str__(self):
        return f"Progress note {self.pk}"
