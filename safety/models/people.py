from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from register.models.base import PupilRecord
from safety.models.plan import Version
from safety.subjects import SUBJECTS

STAFF = settings.AUTH_USER_MODEL


class VersionRow(PupilRecord):
    """A row of what one version says. The next version begins with a copy of each."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="%(class)ss")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return f"{self._meta.verbose_name.capitalize()} {self.pk}"


class Contributor(VersionRow):
    """Somebody who wrote the plan together with its author (policy 6.8, 6.10): a member of staff,
    or another by name and role, such as a physiotherapist."""

    user = models.ForeignKey(STAFF, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=120, blank=True)

    class Meta(VersionRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(name=""), name="contributor_is_somebody"
            )
        ]

    @property
    def who(self):
        name = str(self.user) if self.user_id else self.name
        return f"{name}, {self.role}" if self.role else name


class Duty(VersionRow):
    """A named adult of a plan, and what they do in it. `training` is the code of the training that
    it takes (`safety.training`); `place` where and when, for a helper of a PEEP."""

    class Does(models.TextChoices):
        HELPS = "helps", "Helps"
        STANDS_IN = "stands in", "Stands in for the helper"
        KNOWS = "knows", "Needs to know"

    version = models.ForeignKey(Version, models.CASCADE, related_name="duties")
    user = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    does = models.CharField(max_length=10, choices=Does.choices, default=Does.KNOWS)
    training = models.CharField(max_length=30, blank=True)
    place = models.ForeignKey(
        "safety.EvacuationPlace", models.CASCADE, null=True, blank=True, related_name="duties"
    )

    class Meta(VersionRow.Meta):
        verbose_name_plural = "duties"

    @property
    def in_words(self):
        """What this adult does, and where and when."""
        does = self.get_does_display()
        return f"{does}: {self.place.where} ({self.place.when})" if self.place_id else does

    def get_training_display(self):
        return SUBJECTS[self.training].label if self.training else ""


class Signer(models.TextChoices):
    """Who agrees to a plan."""

    PARENT = "parent", "Parent or carer"
    PUPIL = "pupil", "Pupil"
    HEAD = "head", "Headteacher"
    HEALTH = "health", "Health professional"
    SITE = "site", "Site or fire lead"


class Agreement(PupilRecord):
    """One who must agree to a version agrees, or does not and says why. What was done about a
    refusal is written beside it; then the plan may go on."""

    class How(models.TextChoices):
        IN_PERSON = "in person", "In person"
        SIGNED = "signed", "Signed on paper"
        PHONE = "phone", "By telephone"
        EMAIL = "email", "By email"
        LINK = "link", "By the link"
        HERE = "here", "Here, signed in"

    version = models.ForeignKey(Version, models.CASCADE, related_name="agreements")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    who = models.CharField(max_length=6, choices=Signer.choices)
    name = models.CharField(max_length=120)
    agreed_on = models.DateField()
    how = models.CharField(max_length=10, choices=How.choices)
    agrees = models.BooleanField(default=True)
    comment = models.TextField(max_length=2000, blank=True)
    done_about_it = models.TextField("what was done about it", max_length=2000, blank=True)
    written_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "who"], name="a_signer_once_a_version"),
        ]

    def __str__(self):
        return f"Agreement {self.pk}"

    @property
    def settles(self):
        """The plan may go on as far as this one is concerned."""
        return self.agrees or bool(self.done_about_it)


class Acknowledgement(PupilRecord):
    """A named adult has read this version and understood it. A new version asks again."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="acknowledgements")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    user = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "user"], name="an_adult_once_a_version")
        ]

    def __str__(self):
        return f"Acknowledgement {self.pk}"


class Check(PupilRecord):
    """A review that found nothing to change: who looked, what they found, and when next."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="checks")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    checked_on = models.DateField()
    checked_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    found = models.TextField("what was looked at and found", max_length=2000)
    next_review_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["checked_on", "written_at"]

    def __str__(self):
        return f"Check {self.pk}"
