from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.checks import may
from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord
from register.models.need import SEN_TYPE_CHOICES
from register.models.pupil import Pupil
from register.models.status import Status

STAFF = settings.AUTH_USER_MODEL


class RestrictiveKind(models.TextChoices):
    """What was used: Education and Inspections Act 2006, s93A, and the regulations of 2025."""

    FORCE = "force", "Reasonable force"
    RESTRAINT = "restraint", "Restraint, also of a mobility aid"
    SECLUSION = "seclusion", "Seclusion"


class RestrictiveQuerySet(PupilRecordQuerySet):
    def for_user(self, user, *, to):
        """Of the pupils within reach, and those in which this person took part or which they
        wrote themselves."""
        if not may(user, to):
            return self.none()
        within = Q(pupil__in=self._pupils().for_user(user, to=to))
        own = StaffInvolved.objects.filter(user=user).values("intervention")
        mine = (Q(recorded_by=user) | Q(pk__in=own)) & Q(pupil__in=Pupil.objects.on_roll())
        return self.filter(within | mine)


class RestrictiveIntervention(PupilRecord):
    """A significant use of force, restraint or seclusion, recorded in writing as soon as can be
    (Education and Inspections Act 2006, s93A, in force 1 April 2026). Written once, never altered
    or deleted (a trigger refuses): what must be put right is a dated correction."""

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="restrictives")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    kinds = ArrayField(models.CharField(max_length=10, choices=RestrictiveKind.choices))
    led_up = models.TextField("what led up to it", max_length=4000)
    tried = models.TextField("what was tried first", max_length=4000)
    what = models.TextField("what was done: hold, degree, how long", max_length=4000)
    why = models.TextField("why it was necessary", max_length=4000)
    hurt_pupil = models.TextField("injury to the pupil", max_length=2000, blank=True)
    hurt_staff = models.TextField("injury to staff", max_length=2000, blank=True)
    medical_check = models.TextField(max_length=2000, blank=True)
    aftercare = models.TextField(max_length=2000, blank=True)
    pupil_said = models.TextField("what the pupil said afterwards", max_length=2000, blank=True)
    staff_said = models.TextField("what staff said afterwards", max_length=2000, blank=True)
    status_then = models.CharField(max_length=1, choices=Status.choices, editable=False)
    needs_then = ArrayField(
        models.CharField(max_length=4, choices=SEN_TYPE_CHOICES), default=list, editable=False
    )
    recorded_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RestrictiveQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("began_at")), name="intervention_ends_after_it_begins"
            )
        ]

    def __str__(self):
        return f"Restrictive intervention {self.pk}"


class StaffInvolved(PupilRecord):
    """An adult who took part, or who saw it."""

    class Part(models.TextChoices):
        USED = "used", "Used force"
        SAW = "saw", "Saw it"

    intervention = models.ForeignKey(RestrictiveIntervention, models.CASCADE, related_name="staff")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    user = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    part = models.CharField(max_length=4, choices=Part.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "user"], name="an_adult_once_an_intervention"
            )
        ]

    def __str__(self):
        return f"Staff involved {self.pk}"


class ParentsTold(PupilRecord):
    """The parents were told of it, or were not and why (the regulations allow few reasons)."""

    intervention = models.OneToOneField(
        RestrictiveIntervention, models.CASCADE, related_name="parents_told"
    )
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=120, blank=True)
    not_told_why = models.CharField(max_length=300, blank=True)
    told_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_at__isnull=False) & ~Q(how="") | ~Q(not_told_why=""),
                name="parents_told_or_why_not",
            )
        ]

    def __str__(self):
        return f"Parents told {self.pk}"


class Correction(PupilRecord):
    """What somebody puts right in a record afterwards: dated, beside it, never in it."""

    intervention = models.ForeignKey(
        RestrictiveIntervention, models.CASCADE, related_name="corrections"
    )
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    text = models.TextField(max_length=4000)
    written_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at"]

    def __str__(self):
        return f"Correction {self.pk}"
