import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord
from safety.models.people import VersionRow

STAFF = settings.AUTH_USER_MODEL
TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.]\d{2}\b")


class Medicine(VersionRow):
    """A medicine as the plan agrees it: how much, how and when."""

    name = models.CharField(max_length=120)
    strength = models.CharField(max_length=60, blank=True)
    dose = models.CharField(max_length=120)
    given_how = models.CharField("how it is given", max_length=120)
    given_when = models.CharField("when it is given", max_length=120)
    hours_between = models.PositiveSmallIntegerField(
        "hours at least between two doses", null=True, blank=True
    )
    side_effects = models.CharField(max_length=300, blank=True)
    is_injector = models.BooleanField("an auto-injector", default=False)
    is_carried = models.BooleanField("the pupil carries it", default=False)

    @property
    def is_for_a_time(self):
        """It is given at times of the day that the plan names, such as 12:00; not when needed."""
        return bool(TIME_OF_DAY.search(self.given_when))


class SupplyQuerySet(PupilRecordQuerySet):
    def held(self):
        """The packs that are still here."""
        return self.filter(gone_on=None)


class Supply(PupilRecord):
    """A pack of a medicine that the school holds: what came, when, and until when it is good. A
    new pack is a new row; the plan that names the medicine stays as it was signed."""

    class Went(models.TextChoices):
        USED = "used", "Used up"
        BACK = "back", "Given back to the parents"

    plan = models.ForeignKey("safety.SafetyPlan", models.CASCADE, related_name="supplies")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    medicine = models.CharField(max_length=120)
    quantity = models.CharField(max_length=60)
    kept = models.CharField("where it is kept", max_length=120)
    received_on = models.DateField(default=timezone.localdate)
    received_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    expires_on = models.DateField()
    went = models.CharField("where it went", max_length=4, choices=Went.choices, blank=True)
    gone_on = models.DateField("used up or given back on", null=True, blank=True)

    objects = SupplyQuerySet.as_manager()

    class Meta:
        ordering = ["medicine", "-expires_on"]

    def __str__(self):
        return f"Supply {self.pk}"


class EntryQuerySet(PupilRecordQuerySet):
    def that_hold(self):
        """Without those that a later entry puts right."""
        return self.filter(corrected_by=None)


class Dose(PupilRecord):
    """A dose that was given, or was not and why: written once, never altered (a trigger refuses).
    What must be put right is said in a further row, which `corrects` this one and says why in its
    `note`. Fields as in the form that the guidance of December 2015 gives."""

    plan = models.ForeignKey("safety.SafetyPlan", models.CASCADE, related_name="doses")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    medicine = models.CharField(max_length=120)
    amount = models.CharField(max_length=120, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    witness = models.ForeignKey(STAFF, models.PROTECT, null=True, blank=True, related_name="+")
    not_given_why = models.CharField("why it was not given", max_length=300, blank=True)
    parents_told_how = models.CharField(max_length=120, blank=True)
    reaction = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    written_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-written_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount="") | ~Q(not_given_why=""), name="dose_given_or_why_not"
            )
        ]

    def __str__(self):
        return f"Dose {self.pk}"

    @property
    def was_given(self):
        return not self.not_given_why

    @property
    def parents_wait(self):
        """It was not given, and nobody has told the parents yet."""
        return not self.was_given and not self.parents_told_how


class CareEvent(PupilRecord):
    """Intimate care was given: when, by whom, what, anything unusual. Written once, never altered
    (a trigger refuses); a further row `corrects` it."""

    plan = models.ForeignKey("safety.SafetyPlan", models.CASCADE, related_name="care_events")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    happened_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    second_adult = models.ForeignKey(STAFF, models.PROTECT, null=True, blank=True, related_name="+")
    what = models.CharField(max_length=300)
    unusual = models.CharField("anything unusual", max_length=1000, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    written_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-written_at"]

    def __str__(self):
        return f"Care event {self.pk}"
