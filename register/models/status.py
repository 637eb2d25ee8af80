from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register import codes
from register.models.base import PupilRecord


class Status(models.TextChoices):
    """The trust's levels of support (policy 2.1). Monitoring never leaves as anything but N."""

    EHC_PLAN = codes.EHC_PLAN, "EHC plan"
    SEN_SUPPORT = codes.SEN_SUPPORT, "SEN support"
    MONITORING = codes.MONITORING, "Monitoring"
    NONE = codes.NONE, "No SEN"

    @property
    def is_on_register(self):
        return self.value in codes.ON_REGISTER

    @property
    def exported_as(self):
        return codes.PROVISIONS[self.value].export


class Origin(models.TextChoices):
    """Where a row came from."""

    ENTERED = "entered", "Entered here"
    IMPORTED = "imported", "Imported from the school's system"


class Evidence(models.TextChoices):
    """What a status decision was built on (policy 7.4 and 7.6, Code of Practice 6.45)."""

    PROGRESS = "progress", "Progress and attainment"
    TEACHER = "teacher", "Teacher's assessment"
    BEHAVIOUR = "behaviour", "Behaviour"
    ATTENDANCE = "attendance", "Attendance"
    PUPIL_VOICE = "pupil", "The pupil's views"
    PARENT_VOICE = "parents", "The parents' views"
    ADVICE = "advice", "Advice from another agency"
    PLAN = "plan", "EHC plan issued by the local authority"


class Told(models.TextChoices):
    """How parents were told that special educational provision is being made (policy 7.5,
    Children and Families Act 2014 s.68)."""

    MEETING = "meeting", "At a meeting"
    PHONE = "phone", "By telephone"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By email"


class DateRange(Func):
    function = "daterange"
    output_field = DateRangeField()


class StatusPeriodQuerySet(PupilRecordQuerySet):
    def current(self):
        return self.filter(ended_on=None)

    def on(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)

    def touching(self, first, last):
        """Those that stood on some day from the first to the last."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=first), started_on__lte=last)


class StatusPeriod(PupilRecord):
    """A pupil had this SEN status from a day until the day that another took its place.

    A pupil without any row has no SEN. Two rows never overlap: the database says so.
    """

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="status_periods")
    status = models.CharField(max_length=1, choices=Status.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True, help_text="The day another status began")
    look_again_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    evidence = ArrayField(
        models.CharField(max_length=10, choices=Evidence.choices), default=list, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    parents_told_on = models.DateField(null=True, blank=True)
    parents_told_how = models.CharField(max_length=10, choices=Told.choices, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)
    original_value = models.CharField(max_length=80, blank=True, help_text="As the file had it")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = StatusPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-started_on", "-recorded_at"]
        constraints = [
            ExclusionConstraint(
                name="one_status_at_a_time",
                expressions=[
                    ("pupil", RangeOperators.EQUAL),
                    (
                        DateRange("started_on", "ended_on", RangeBoundary()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="status_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.ENTERED)
                | (Q(parents_told_on__isnull=False) & ~Q(parents_told_how="")),
                name="parents_told_is_an_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "pupil"], condition=Q(ended_on=None), name="status_current"
            )
        ]

    def __str__(self):
        return f"{self.get_status_display()} from {self.started_on}"

    @property
    def lasted(self):
        """False for one that was corrected on the day it began, and so stood on no day."""
        return self.ended_on != self.started_on

    @property
    def is_imported(self):
        return self.origin == Origin.IMPORTED

    @property
    def evidence_labels(self):
        return [Evidence(code).label for code in self.evidence]
