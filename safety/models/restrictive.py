from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from access.checks import may
from access.querysets import PupilRecordQuerySet
from register import codes
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

    @property
    def short(self):
        return self.label.partition(",")[0]


def kinds_in_words(kinds):
    """Everything that was used, in one line."""
    first, *others = [kind.short for kind in RestrictiveKind if kind in kinds]
    return " and ".join([first, *(words.lower() for words in others)])


PLACES = (
    "Classroom",
    "Corridor or stairs",
    "Hall or gym",
    "Dining hall",
    "Playground or field",
    "Quiet room",
    "Toilets or changing room",
    "Gate or way to school",
    "Trip or transport",
)


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

    def whole(self):
        """With the pupil, the adults and what the parents were told."""
        people = Prefetch("staff", StaffInvolved.objects.select_related("user"))
        return self.select_related(
            "pupil", "recorded_by", "parents_told__told_by"
        ).prefetch_related(people)

    def told_to_nobody(self):
        """Those of which nobody has put down whether the parents were told."""
        return self.filter(parents_told=None)

    def between(self, first, last):
        """Those that began on one of the days from the first to the last."""
        return self.filter(began_at__date__range=(first, last))


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

    def get_absolute_url(self):
        return reverse("restrictive", args=[self.pk])

    @property
    def in_words(self):
        """What was used, in one line."""
        return kinds_in_words(self.kinds)

    @property
    def needs_in_words(self):
        return ", ".join(codes.SEN_TYPES[need].label for need in self.needs_then)

    @property
    def happened_on(self):
        return timezone.localdate(self.began_at)

    @property
    def days_to_record(self):
        """0 where it was written on the day, as the guidance asks."""
        return (timezone.localdate(self.recorded_at) - self.happened_on).days

    @property
    def time_to_record(self):
        return max(self.recorded_at - self.ended_at, timedelta())

    @property
    def told(self):
        """What was put down about the parents; None where nobody has yet."""
        return getattr(self, "parents_told", None)

    @property
    def time_to_parents(self):
        """None where they are not told, or not yet."""
        return self.told.told_at - self.ended_at if self.told and self.told.told_at else None

    @property
    def minutes(self):
        """How long it lasted."""
        return round((self.ended_at - self.began_at).total_seconds() / 60)


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


class RestrictiveDraftQuerySet(PupilRecordQuerySet):
    def of(self, user, pupil):
        """What this person has typed about this pupil; None where they have not."""
        return self.filter(user=user, pupil=pupil).first()


class RestrictiveDraft(PupilRecord):
    """What somebody has typed into a record and not saved: the form as it was. Gone once the record
    is saved."""

    user = models.ForeignKey(STAFF, models.CASCADE, related_name="+")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    typed = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    objects = RestrictiveDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "pupil"], name="one_restrictive_draft_a_pupil")
        ]

    def __str__(self):
        return f"Restrictive draft {self.pk}"
