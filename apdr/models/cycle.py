from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord
from register.models.need import SEN_TYPE_CHOICES
from register.models.status import Told


class Phase(models.TextChoices):
    """The four parts of the graduated approach (Code of Practice 6.44, policy 7.6)."""

    ASSESS = "assess", "Assess"
    PLAN = "plan", "Plan"
    DO = "do", "Do"
    REVIEW = "review", "Review"
    CLOSED = "closed", "Reviewed"


class CycleQuerySet(PupilRecordQuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def due(self, on):
        """Agreed plans whose review date has come."""
        return self.open().filter(parents_told_on__isnull=False, review_on__lte=on)

    def owned_by(self, user):
        return self.filter(owner=user)

    def whole(self):
        """With all that its page shows and the golden thread reads, a query a table."""
        from apdr.models.outcome import Outcome, OutcomeProvision

        three_back = "carried_from__carried_from__carried_from"
        lines = OutcomeProvision.objects.select_related("enrolment__intervention__led_by")
        outcomes = Outcome.objects.select_related("review__reviewed_by", three_back)
        return self.select_related("owner", "closed_by", "followed_by").prefetch_related(
            Prefetch("outcomes", outcomes),
            Prefetch("outcomes__provision", lines),
            "strategies",
            Prefetch("evidence", Evidence.objects.select_related("written_by")),
            Prefetch("amendments", Amendment.objects.select_related("written_by")),
        )


class Cycle(PupilRecord):
    """One turn of assess, plan, do, review for one pupil.

    Its phase follows from the facts on it and is never set by hand. The class teacher stays its
    owner, also where a teaching assistant delivers (policy 7.1). Once closed it never changes:
    a trigger refuses, and what must be put right becomes a dated amendment.
    """

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="cycles")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    title = models.CharField(max_length=60, help_text="For example Autumn 2026")
    started_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    needs_addressed = ArrayField(
        models.CharField(max_length=4, choices=SEN_TYPE_CHOICES), default=list, blank=True
    )
    summary = models.TextField("what we understand of the pupil's needs", blank=True)
    parents_part = models.TextField("what parents and carers do", blank=True)
    parents_told_on = models.DateField(null=True, blank=True)
    parents_told_how = models.CharField(max_length=10, choices=Told.choices, blank=True)
    staff_told_on = models.DateField(null=True, blank=True)
    pupil_said = models.TextField("the pupil's view at the review", blank=True)
    parents_said = models.TextField("the parents' view at the review", blank=True)
    conclusion = models.TextField("what was decided at the review", blank=True)
    reviewed_on = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"], condition=Q(closed_at=None), name="one_open_cycle_a_pupil"
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gte=F("started_on")),
                name="review_after_start",
            ),
            models.CheckConstraint(
                condition=Q(parents_told_on__isnull=True) | ~Q(parents_told_how=""),
                name="parents_told_how_of_cycle",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"], condition=Q(closed_at=None), name="cycle_open_by_review"
            )
        ]

    def __str__(self):
        return f"Cycle {self.pk}"

    def get_absolute_url(self):
        return reverse("plan", args=[self.pk])

    @property
    def is_agreed(self):
        """Parents have been told of the plan: the Code asks for it before support goes on
        (6.48)."""
        return self.parents_told_on is not None

    @property
    def in_every_lesson(self):
        """What every adult does, whatever the outcome."""
        return [one.text for one in self.strategies.all() if one.outcome_id is None]

    def phase(self, on):
        """Where this cycle is on a day, from its facts. Reads `outcomes`: prefetch it in lists."""
        if self.closed_at:
            return Phase.CLOSED
        if not self.outcomes.all():
            return Phase.ASSESS
        if not self.is_agreed or self.review_on is None:
            return Phase.PLAN
        return Phase.REVIEW if on >= self.review_on else Phase.DO


class EvidenceKind(models.TextChoices):
    """What an assessment draws on, as policy 7.6 lists it (Code of Practice 6.45)."""

    PROGRESS = "progress", "Progress"
    ATTAINMENT = "attainment", "Attainment"
    BEHAVIOUR = "behaviour", "Behaviour"
    ATTENDANCE = "attendance", "Attendance"
    PUPIL_VOICE = "pupil", "The pupil's view"
    PARENT_VOICE = "parents", "The parents' view"
    AGENCY = "agency", "Advice from another agency"


class Evidence(PupilRecord):
    """One piece of evidence of an assessment: what, from where, of which day."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="evidence")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    text = models.TextField()
    source = models.CharField(max_length=120, blank=True)
    observed_on = models.DateField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["observed_on"]

    def __str__(self):
        return f"Evidence {self.pk}"


class Amendment(PupilRecord):
    """What somebody put right in a cycle after it was closed: dated, beside it, never in it."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="amendments")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"Amendment {self.pk}"


class PlanDraft(PupilRecord):
    """What somebody has typed into the plan and not saved yet: the form as it was, so that a broken
    connection or an expired session loses no word. Gone once the plan is saved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="drafts")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    typed = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "cycle"], name="one_draft_a_plan")]

    def __str__(self):
        return f"Draft {self.pk}"


class ParentMeeting(PupilRecord):
    """A meeting with parents about a pupil's support: three a school year (Code 6.65)."""

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="parent_meetings")
    cycle = models.ForeignKey(
        Cycle, models.SET_NULL, null=True, blank=True, related_name="parent_meetings"
    )
    held_on = models.DateField()
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    who_came = models.CharField(max_length=200, blank=True)
    said = models.TextField("what was said and agreed", blank=True)

    class Meta:
        ordering = ["-held_on"]

    def __str__(self):
        return f"Parent meeting {self.pk}"
