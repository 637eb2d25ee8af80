from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from access.checks import may
from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord
from register.models.pupil import Pupil
from safety.kinds import KIND_CHOICES, KINDS, WRITING


class SafetyPlanQuerySet(PupilRecordQuerySet):
    def for_user(self, user, *, to):
        """The plans of the pupils within reach, and those that name this person: as one who must
        know them or, where `to` is a right to write, as one who writes them too."""
        if not may(user, to):
            return self.none()
        versions = Version.objects
        mine = versions.written_with(user) if to in WRITING else versions.naming(user)
        naming = Q(pk__in=mine.values("plan"), pupil__in=Pupil.objects.on_roll())
        return self._of_kinds(to).filter(self._within(user, to) | naming)

    def kept_by(self, user, *, to):
        """The plans of the pupils within reach, and no more."""
        return self._of_kinds(to).filter(self._within(user, to))

    def _within(self, user, to):
        return Q(pupil__in=self._pupils().for_user(user, to=to))

    def _of_kinds(self, to):
        """Those of the kind whose permission this is; all, where it is of no kind."""
        kinds = [code for code, kind in KINDS.items() if to in (kind.view, kind.write, kind.log)]
        return self.filter(kind__in=kinds) if kinds else self

    def readable_by(self, user):
        """The plans of every kind that this person may read."""
        found = self.none()
        for kind in KINDS.values():
            found = found | self.for_user(user, to=kind.view)
        return found

    def running(self):
        return self.filter(ended_on=None)

    def whole(self):
        """With its pupil and its versions, the newest first."""
        versions = Version.objects.select_related("written_by").order_by("-number")
        return self.select_related("pupil", "building").prefetch_related(
            Prefetch("versions", versions)
        )


class SafetyPlan(PupilRecord):
    """A risk assessment, PEEP, healthcare plan or intimate care plan of one pupil, through all its
    versions. What it says stands in its versions; where it stands follows from facts
    (`safety.standing`)."""

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="safety_plans")
    kind = models.CharField(max_length=10, choices=KIND_CHOICES)
    about = models.CharField(max_length=80, blank=True)
    building = models.ForeignKey(
        "safety.Building", models.PROTECT, null=True, blank=True, related_name="plans"
    )
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField("why it ended", max_length=300, blank=True)

    objects = SafetyPlanQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "about"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "kind", "about", "building"],
                condition=Q(ended_on=None),
                name="one_running_plan_of_a_matter",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind="peep", building__isnull=False)
                | (~Q(kind="peep") & Q(building__isnull=True)),
                name="a_building_for_peeps_alone",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_why=""),
                name="plan_ended_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"Safety plan {self.pk}"

    def get_absolute_url(self):
        return self.url_of("plan")

    def url_of(self, page, *further):
        """The address of one of this plan's pages: each kind has its own doors."""
        return reverse(f"{self.kind}_{page}", args=[self.pk, *further])

    @property
    def of_kind(self):
        return KINDS[self.kind]

    @property
    def matter(self):
        """What it is about, in a few words: the building of a PEEP, the subject of the others."""
        return str(self.building) if self.building_id else self.about

    @property
    def in_passing(self):
        """What is said of it on a page that others may glance at."""
        if self.kind == "intimate":
            return "Safety plan"
        return f"{self.of_kind.short}, {self.matter}" if self.matter else self.of_kind.short

    @property
    def draft(self):
        """The version that is being written or signed; None where there is none. Reads `versions`,
        the newest first."""
        newest = next(iter(self.versions.all()), None)
        return newest if newest and not newest.is_signed else None

    @property
    def in_force(self):
        """The version that everybody goes by."""
        return next((one for one in self.versions.all() if one.is_in_force), None)


class VersionQuerySet(PupilRecordQuerySet):
    def in_force(self):
        return self.filter(signed_at__isnull=False, superseded_at=None, plan__ended_on=None)

    def live(self):
        """In force, or to come."""
        return self.filter(superseded_at=None, plan__ended_on=None)

    def naming(self, user):
        """The live versions that give this person something to do, to know or to write."""
        named = Q(duties__user=user) | Q(contributors__user=user) | Q(written_by=user)
        return self.live().filter(named | Q(controls__owner=user))

    def written_with(self, user):
        """The drafts that this person writes too."""
        named = Q(contributors__user=user) | Q(written_by=user)
        return self.live().filter(named, signed_at=None)


class Version(PupilRecord):
    """What a plan says: a draft, then sent to be signed, then signed and in force, then superseded
    by the next. A signed one never changes (a trigger refuses)."""

    plan = models.ForeignKey(SafetyPlan, models.CASCADE, related_name="versions")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    answers = models.JSONField(default=dict, blank=True)
    matrix = models.JSONField("the matrix risks are weighed with", null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_number_once_a_plan"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(signed_at=None), name="one_draft_of_a_plan"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(signed_at__isnull=False, superseded_at=None),
                name="one_version_in_force",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(sent_at__lte=F("signed_at")),
                name="sent_before_signed",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None) | Q(next_review_on__isnull=False),
                name="signed_with_a_review_date",
            ),
        ]

    def __str__(self):
        return f"Version {self.pk}"

    @property
    def is_signed(self):
        return self.signed_at is not None

    @property
    def is_in_force(self):
        return self.is_signed and self.superseded_at is None

    @property
    def valid_from(self):
        return self.signed_at and timezone.localdate(self.signed_at)

    @property
    def state(self):
        """Where this version is, in a word for people."""
        if self.superseded_at:
            return "Superseded"
        if self.signed_at:
            return "Signed"
        return "Waits for signatures" if self.sent_at else "Draft"


class TypedDraft(PupilRecord):
    """What somebody has typed into a plan and not saved: the form as it was, so that a broken
    connection or an expired session loses no word. Gone once the plan is saved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    plan = models.ForeignKey(SafetyPlan, models.CASCADE, related_name="typed_drafts")
    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="+")
    typed = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "plan"], name="one_typed_draft_a_plan")
        ]

    def __str__(self):
        return f"Typed draft {self.pk}"
