from django.conf import settings
from django.db import models
from django.db.models import Case, Count, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from access.checks import reaches
from access.policy import Reach
from access.querysets import PupilRecordQuerySet
from register import codes
from register.models.base import PupilRecord, SchoolRecord
from register.models.pupil import YEAR_GROUP_CHOICES
from schools.school_year import ONE_DAY

LONGEST_NAME = 40


class GroupQuerySet(models.QuerySet):
    def for_user(self, user, *, to):
        """The groups that this person may reach with the permission `to`: all of the school, or
        those they teach today."""
        found = reaches(user, to)
        if Reach.ALL in found:
            return self
        return self.taught_by(user) if Reach.TAUGHT in found else self.none()

    def open(self, on=None):
        """Groups that are not closed on this day (today)."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on or timezone.localdate()))

    def taught_by(self, user, on=None):
        """The groups whose adult this person is on this day (today)."""
        day = on or timezone.localdate()
        mine = GroupAdult.objects.on(day).filter(user=user)
        return self.open(day).filter(pk__in=mine.values("group"))

    def of_kind(self, kind):
        """The groups of this kind; of every kind where none is asked for."""
        return self.filter(kind=kind) if kind else self

    def named_like(self, text):
        return self.filter(Q(name__icontains=text) | Q(subject__icontains=text))

    def in_school_order(self):
        """Classes before teaching groups, each from the youngest year to the oldest."""
        order = Case(
            *(When(year_group=year.code, then=year.order) for year in codes.YEAR_GROUPS.values()),
            default=len(codes.YEAR_GROUPS),
        )
        return self.order_by("kind", order, "name")

    def with_sizes(self, on=None):
        """Adds `size`, the pupils on this day (today)."""
        places = GroupMember.objects.on(on or timezone.localdate()).filter(group=OuterRef("pk"))
        counted = places.order_by().values("group").annotate(n=Count("pk")).values("n")
        return self.annotate(size=Coalesce(Subquery(counted), 0))

    def with_pupil_keys(self):
        """[(group, keys of the pupils who are in it or will be)], in two queries."""
        places = Prefetch("members", GroupMember.objects.current(), to_attr="places")
        found = self.prefetch_related(places)
        return [(group, {place.pupil_id for place in group.places}) for group in found]

    def with_adults(self, on=None):
        """Fetches `adults_now`, the places of the adults of this day (today)."""
        places = GroupAdult.objects.on(on or timezone.localdate()).select_related("user")
        return self.prefetch_related(Prefetch("adults", places, to_attr="adults_now"))

    def read_by(self, user):
        """Adds `last_read_at`, when this person last acknowledged the class; None if never."""
        mine = ClassReading.objects.filter(group=OuterRef("pk"), user=user)
        return self.annotate(last_read_at=Subquery(mine.values("read_at")[:1]))


class Group(SchoolRecord):
    """A registration class or a teaching group of one school year."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", "Class or form"
        TEACHING = "teaching", "Teaching group"

        @property
        def plural(self):
            return {"registration": "Classes and forms", "teaching": "Teaching groups"}[self.value]

    name = models.CharField(max_length=LONGEST_NAME)
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

    def adults_with_readings(self, on):
        """The adults of this day and those to come; each with `last_read_at`."""
        theirs = ClassReading.objects.filter(group=self, user=OuterRef("user"))
        places = self.adults.lasting_beyond(on).select_related("user")
        return places.annotate(last_read_at=Subquery(theirs.values("read_at")[:1]))


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

    @property
    def last_day(self):
        return self.ended_on and self.ended_on - ONE_DAY


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

    def stands_on(self, day):
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


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
