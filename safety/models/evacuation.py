from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord, SchoolRecord
from safety.models.people import Duty, VersionRow

STAFF = settings.AUTH_USER_MODEL
PNG = b"\x89PNG"


class BuildingQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(is_closed=False)

    def only_one(self):
        """The building, where the school has no other in use."""
        found = list(self.in_use()[:2])
        return found[0] if len(found) == 1 else None

    def listed(self):
        """Those in use first, each with how many floors it has and how many PEEPs are for it."""
        peeps = models.Count("plans", filter=Q(plans__ended_on=None), distinct=True)
        counted = self.annotate(
            number_of_floors=models.Count("floors", distinct=True), number_of_peeps=peeps
        )
        return counted.order_by("is_closed", "name")


class Building(SchoolRecord):
    """A building that people must be able to leave. There is a PEEP for each."""

    name = models.CharField(max_length=60, unique=True)
    meets_at = models.CharField("assembly point", max_length=120)
    is_closed = models.BooleanField("no longer used", default=False)

    objects = BuildingQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class FloorPlan(SchoolRecord):
    """The picture of one floor of a building, drawn anew from what was uploaded: no metadata, no
    script. It stands in the school's own schema like everything else of the school."""

    building = models.ForeignKey(Building, models.CASCADE, related_name="floors")
    name = models.CharField("floor", max_length=60)
    picture = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["building", "name"]
        constraints = [
            models.UniqueConstraint(fields=["building", "name"], name="a_floor_once_a_building")
        ]

    def __str__(self):
        return f"{self.building}, {self.name}"

    @property
    def media_type(self):
        return "image/png" if bytes(self.picture[:4]) == PNG else "image/jpeg"


class WeekDay(models.IntegerChoices):
    """The days on which a place of a PEEP stands."""

    EVERY_DAY = 0, "Every day"
    MONDAY = 1, "Monday"
    TUESDAY = 2, "Tuesday"
    WEDNESDAY = 3, "Wednesday"
    THURSDAY = 4, "Thursday"
    FRIDAY = 5, "Friday"


class PartOfDay(models.IntegerChoices):
    """The parts of the day, in their order. Clubs, lunch and toilets count (Fire Safety Order)."""

    ALL_DAY = 0, "All day"
    BEFORE = 1, "Before school"
    MORNING = 2, "Morning"
    LUNCH = 3, "Lunch"
    AFTERNOON = 4, "Afternoon"
    AFTER = 5, "After school"


class EvacuationPlace(VersionRow):
    """Where the pupil is at one time of the week, and the way out from there. Its helper and the
    helper's deputy are `duties`."""

    version = models.ForeignKey("safety.Version", models.CASCADE, related_name="places")
    day = models.PositiveSmallIntegerField(choices=WeekDay.choices, default=WeekDay.EVERY_DAY)
    part = models.PositiveSmallIntegerField(choices=PartOfDay.choices, default=PartOfDay.ALL_DAY)
    where = models.CharField("room or area", max_length=120)
    floor = models.ForeignKey(FloorPlan, models.PROTECT, null=True, blank=True, related_name="+")
    route = models.CharField("way out", max_length=300)
    other_route = models.CharField("other way out", max_length=300, blank=True)
    refuge = models.CharField("refuge, and how to call from it", max_length=200, blank=True)

    class Meta(VersionRow.Meta):
        ordering = ["day", "part", "position"]

    @property
    def when(self):
        return f"{self.get_day_display()}, {self.get_part_display().lower()}"

    @property
    def helpers(self):
        return self._who(Duty.Does.HELPS)

    @property
    def deputies(self):
        return self._who(Duty.Does.STANDS_IN)

    def _who(self, does):
        return [duty.user for duty in self.duties.all() if duty.does == does]


class Drill(SchoolRecord):
    """A fire drill, or a real evacuation, of one building."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="drills")
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_real = models.BooleanField("it was no drill", default=False)
    part = models.PositiveSmallIntegerField(choices=PartOfDay.choices)
    led_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    found = models.TextField("what was seen", max_length=2000, blank=True)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["building"], condition=Q(ended_at=None), name="one_drill_a_building"
            )
        ]

    def __str__(self):
        return f"Drill {self.pk}"


class DrillResultQuerySet(PupilRecordQuerySet):
    def by_name(self):
        return self.order_by("pupil__surname", "pupil__forename", "pk")

    def newest_first(self):
        return self.order_by("-drill__began_at")


class DrillResult(PupilRecord):
    """How one pupil with a PEEP got out, filed to the plan. `out_after` is in seconds; empty where
    the pupil did not get out. `taps` are the taps of telephones that were counted already, so that
    one that comes twice over a bad connection counts once."""

    drill = models.ForeignKey(Drill, models.CASCADE, related_name="results")
    plan = models.ForeignKey("safety.SafetyPlan", models.CASCADE, related_name="drill_results")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    is_here = models.BooleanField("in school that day", default=True)
    out_after = models.PositiveIntegerField(null=True, blank=True)
    help_after = models.PositiveIntegerField("help was asked for after", null=True, blank=True)
    taps = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    helped_by = models.ForeignKey(STAFF, models.PROTECT, null=True, blank=True, related_name="+")
    went_wrong = models.TextField("what went wrong", max_length=1000, blank=True)
    changed = models.TextField("what was changed", max_length=1000, blank=True)

    objects = DrillResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["drill", "plan"], name="a_plan_once_a_drill")
        ]

    def __str__(self):
        return f"Drill result {self.pk}"

    @property
    def stayed_in(self):
        """In school, and not seen outside."""
        return self.is_here and self.out_after is None

    @property
    def out_time(self):
        """95 seconds are 1:35."""
        return minutes(self.out_after)

    @property
    def help_time(self):
        return minutes(self.help_after)


def minutes(seconds):
    """A time from the start of a drill, in minutes and seconds."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02}"
