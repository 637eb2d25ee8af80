from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from access.checks import reaches
from access.policy import Reach
from access.querysets import PupilRecordQuerySet
from apdr.plan_parts import every_layer
from register import codes
from register.models.base import PupilRecord, SchoolRecord

AREA_CHOICES = [(code, area.label) for code, area in codes.AREAS.items()]


class InterventionQuerySet(models.QuerySet):
    def running(self, on):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self, on):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on))

    def touching(self, first, last):
        """Those that run on some day from the first to the last."""
        return self.not_over(first).filter(starts_on__lte=last)

    def for_user(self, user, *, to):
        """All of them for whoever reaches every pupil; for others those with a pupil within reach
        on some day, and those that they lead."""
        found = reaches(user, to)
        if Reach.ALL in found:
            return self
        if not found - {Reach.AGGREGATE}:
            return self.none()
        mine = Enrolment.objects.for_user(user, to=to).values("intervention")
        return self.filter(Q(pk__in=mine) | Q(led_by=user))


class Intervention(SchoolRecord):
    """Support that the school gives to one pupil or a group: who, how long, how often, where."""

    name = models.CharField(max_length=80)
    layer = models.CharField(
        max_length=14,
        choices=every_layer,
        help_text="How far it goes beyond what every pupil gets: a local field beside N, K and E",
    )
    area = models.CharField("area of need", max_length=4, choices=AREA_CHOICES)
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paid_as = models.CharField(
        max_length=40,
        blank=True,
        help_text="The hourly rate that applies, such as teaching assistant",
    )
    minutes = models.PositiveSmallIntegerField("minutes a session")
    sessions_a_week = models.DecimalField(max_digits=4, decimal_places=1)
    planned_group_size = models.PositiveSmallIntegerField(default=1)
    room = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Last day")
    one_off_pence = models.PositiveIntegerField(default=0)
    bank_item = models.ForeignKey(
        "apdr.BankItem", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = InterventionQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="intervention_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 600)) & Q(planned_group_size__gte=1),
                name="intervention_has_a_length_and_a_size",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("intervention", args=[self.pk])

    def state(self, on):
        """running, coming or over, on a day"""
        if self.starts_on > on:
            return "coming"
        return "over" if self.ends_on is not None and self.ends_on < on else "running"

    @property
    def times_a_week(self):
        """As people write it: 3, or 1.5"""
        return f"{self.sessions_a_week.normalize():f}"


class EnrolmentQuerySet(PupilRecordQuerySet):
    def on(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def touching(self, first, last):
        """Those that run on some day from the first to the last."""
        return self.not_over(first).filter(starts_on__lte=last)

    def to_tick(self, user, *, to):
        """The places whose sessions this person may tick: those of pupils within reach, and all
        of a group that they lead. The SENDCo who makes somebody the leader of a group names them
        for its sessions."""
        return self.filter(Q(pk__in=self.for_user(user, to=to)) | Q(intervention__led_by=user))


class Enrolment(PupilRecord):
    """A pupil takes part in an intervention, from a day to a last day."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="enrolments")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="enrolments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Last day")
    ended_early = models.CharField(max_length=120, blank=True, help_text="Why, if before its time")

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "pupil"],
                condition=Q(ends_on=None),
                name="a_pupil_once_an_intervention",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="enrolment_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"Enrolment {self.pk}"

    def stands_on(self, day):
        return self.starts_on <= day and not self.is_over(day)

    def is_over(self, on):
        return self.ends_on is not None and self.ends_on < on


class Session(SchoolRecord):
    """One session of an intervention, ticked by whoever held it. Logged once a day and place in
    the day: a second tick opens the first."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    number = models.PositiveSmallIntegerField(default=1, help_text="Of that day")
    minutes = models.PositiveSmallIntegerField()
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-held_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "held_on", "number"], name="a_session_once"
            )
        ]

    def __str__(self):
        return f"Session {self.pk}"


class SessionRecord(PupilRecord):
    """Whether a pupil had their session, and why not."""

    class Happened(models.TextChoices):
        YES = "yes", "Happened"
        PART = "part", "Part of it"
        NO = "no", "Did not happen"

    class Reason(models.TextChoices):
        ABSENT = "absent", "Pupil absent"
        REFUSED = "refused", "Pupil did not want to"
        ADULT = "adult", "Adult absent or needed elsewhere"
        ROOM = "room", "No room"
        EVENT = "event", "Trip, test or event"
        OTHER = "other", "Something else"

    session = models.ForeignKey(Session, models.CASCADE, related_name="records")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="session_records")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    happened = models.CharField(max_length=4, choices=Happened.choices)
    reason = models.CharField(max_length=8, choices=Reason.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="a_pupil_once_a_session")
        ]

    def __str__(self):
        return f"Record {self.pk}"
