from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord
from safety.models.people import VersionRow

STAFF = settings.AUTH_USER_MODEL
FROM_1_TO_5 = (1, 5)


class Hazard(VersionRow):
    """Something that could happen: who may be harmed, what we do already, and how likely and how
    bad it is before and after what more we do (HSE: find, who and how, weigh, record, review)."""

    text = models.CharField("what could happen", max_length=300)
    who = models.CharField("who may be harmed, and how", max_length=300, blank=True)
    already = models.TextField("what we do already", max_length=1000, blank=True)
    likelihood_before = models.PositiveSmallIntegerField()
    severity_before = models.PositiveSmallIntegerField()
    likelihood_after = models.PositiveSmallIntegerField(null=True, blank=True)
    severity_after = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(VersionRow.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    likelihood_before__range=FROM_1_TO_5, severity_before__range=FROM_1_TO_5
                ),
                name="hazard_weighed_before",
            ),
            models.CheckConstraint(
                condition=Q(likelihood_after=None, severity_after=None)
                | Q(likelihood_after__range=FROM_1_TO_5, severity_after__range=FROM_1_TO_5),
                name="hazard_weighed_after",
            ),
        ]


class ControlQuerySet(PupilRecordQuerySet):
    def with_done(self):
        """Each with the day on which it was done and by whom: what was done under one version
        stays done under the next, where the hazard and the control are the same."""
        same = ControlDone.objects.filter(
            control__version__plan=OuterRef("version__plan"),
            control__text=OuterRef("text"),
            control__hazard__text=OuterRef("hazard__text"),
        ).order_by("done_on")
        return self.annotate(
            was_done_on=Subquery(same.values("done_on")[:1]),
            was_done_by=Subquery(same.values("done_by__name")[:1]),
        )

    def open(self):
        """Those that are not done."""
        return self.with_done().filter(was_done_on=None)

    def to_tick(self, user, *, keeps):
        """Those that this person may say are done: their own, all for one who keeps the plan."""
        return self if keeps else self.filter(owner=user)

    def late(self, on):
        return self.open().filter(due_on__lt=on)


class Control(VersionRow):
    """One thing more that is done about a hazard: whose it is, and by when."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="controls")
    text = models.CharField("what more we do", max_length=300)
    owner = models.ForeignKey(STAFF, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)

    objects = ControlQuerySet.as_manager()


class ControlDone(PupilRecord):
    """A control of a signed version is in place."""

    control = models.OneToOneField(Control, models.CASCADE, related_name="done")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    done_on = models.DateField(default=timezone.localdate)
    done_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")

    def __str__(self):
        return f"Control done {self.pk}"
