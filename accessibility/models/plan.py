from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accessibility.strands import STRANDS
from register.models.base import SchoolRecord

THREE_YEARS = timedelta(days=1096)  # with the leap day that may lie in them


class AccessibilityPlanQuerySet(models.QuerySet):
    def newest(self):
        """The plan that counts: the one that no other follows. None where the school has none."""
        return self.filter(followed_by=None).first()

    def earlier(self):
        """Those that another has followed, newest first."""
        return self.exclude(followed_by=None)

    def whole(self):
        """With all that its pages and its flags read."""
        return self.select_related("lead", "followed_by").prefetch_related(
            "actions__lead", "actions__notes__written_by", "consultations", "reviews__signatures",
            "audits__findings",
        )  # fmt: skip


class AccessibilityPlan(SchoolRecord):
    """What the school does over at most three years so that more disabled pupils take part, reach
    more of the school and get its information (Equality Act 2010, Schedule 10, paragraph 3; trust
    policy 10.4: a rolling plan). Each year the next plan follows it, with the actions still open.

    `quiet` says of a strand without an open action why there is none.
    """

    starts_on = models.DateField()
    ends_on = models.DateField(help_text="Last day")
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    about = models.TextField("the school and its pupils", max_length=4000, blank=True)
    aims = models.TextField("what the school wants to reach", max_length=4000, blank=True)
    links = models.TextField("papers that belong to it", max_length=2000, blank=True)
    quiet = models.JSONField(default=dict, blank=True)
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )

    objects = AccessibilityPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"))
                & Q(ends_on__lte=F("starts_on") + THREE_YEARS),
                name="an_accessibility_plan_of_three_years_at_most",
            ),
            models.UniqueConstraint(fields=["starts_on"], name="one_accessibility_plan_a_start"),
        ]

    def __str__(self):
        return f"Accessibility plan {self.starts_on.year} to {self.ends_on.year}"

    def get_absolute_url(self):
        if hasattr(self, "followed_by"):
            return reverse("accessibility_earlier", args=[self.pk])
        return reverse("accessibility_plan")

    @property
    def is_open(self):
        """True for the newest: an earlier plan stays as it was when the next one followed."""
        return not hasattr(self, "followed_by")

    def open_actions(self, strand=None):
        """Read from what `whole` fetched."""
        return [
            one
            for one in self.actions.all()
            if one.is_open and (strand is None or one.strand == strand)
        ]

    def reviewed_last(self):
        return max((one.reviewed_on for one in self.reviews.all()), default=None)

    @property
    def planned_pence(self):
        return sum(one.cost_pence or 0 for one in self.actions.all() if not one.dropped_on)

    @property
    def spent_pence(self):
        return sum(one.spent_pence for one in self.actions.all())

    @property
    def why_quiet(self):
        """[(strand, why it has no open action)]."""
        return [(STRANDS[code], why) for code, why in self.quiet.items() if why]
