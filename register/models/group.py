from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord, SchoolRecord
from register.models.pupil import YEAR_GROUP_CHOICES


class GroupQuerySet(models.QuerySet):
    def open(self, on=None):
        """Groups that are not closed on this day (today)."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on or timezone.localdate()))

    def taught_by(self, user, on=None):
        """The groups whose adult this person is on this day (today)."""
        day = on or timezone.localdate()
        mine = GroupAdult.objects.on(day).filter(user=user)
        return self.open(day).filter(pk__in=mine.values("group"))


class Group(SchoolRecord):
    """A registration class or a teaching group of one school year."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", "Class or form"
        TEACHING = "teaching", "Teaching group"

    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    subject = models.CharField(max_length=60, blank=True)
    year_group = models.CharField(max_length=2, choices=YEAR_GROUP_CHOICES, blank=True)
    starting_year = models.PositiveSmallIntegerField(help_text="2026 for 2026/27")
    closed_on = models.DateField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind"], condition=Q(closed_on=None), name="one_open_group_a_name"
            )
        ]

    def __str__(self):
        return self.name


class DatedQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)

    def current(self):
        return self.filter(ended_on=None)

    def lasting_beyond(self, day):
        """Places that are not over on this day, those still to begin among them."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day))


class GroupAdult(SchoolRecord):
    """An adult who teaches or supports a group, from a day until a day. This, and nothing else,
    gives a teacher's reach."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="adults")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"], condition=Q(ended_on=None), name="an_adult_once_a_group"
            )
        ]

    def __str__(self):
        return f"Adult of {self.group}"


class GroupMemberQuerySet(DatedQuerySet, PupilRecordQuerySet):
    pass


class GroupMember(PupilRecord):
    """A pupil in a group, from a day until a day."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="group_members")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        ordering = ["started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "pupil"], condition=Q(ended_on=None), name="a_pupil_once_a_group"
            )
        ]

    def __str__(self):
        return f"Member of {self.group}"


class ClassReading(SchoolRecord):
    """An adult of a group has read what its pupils need, as it stood at this moment."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="readings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-read_at"]
        indexes = [models.Index(fields=["group", "user", "-read_at"], name="reading_newest")]

    def __str__(self):
        return f"Reading of {self.group}"
