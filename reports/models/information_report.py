from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from register.models.base import SchoolRecord
from reports.information_report import ITEMS
from schools.school_year import SchoolYear


class InformationReportQuerySet(models.QuerySet):
    def of_year(self, year):
        return self.filter(starting_year=year.start)

    def newest(self):
        return self.order_by("-starting_year").first()

    def whole(self):
        """With all that its page shows."""
        return self.prefetch_related("sections__written_by", "approvals__user", "remarks__by")


class InformationReport(SchoolRecord):
    """A school's SEN information report of one school year (Children and Families Act 2014, s.69;
    SI 2014/1530, Schedule 1). What is published of it stands in `PublishedVersion`."""

    starting_year = models.PositiveSmallIntegerField(unique=True, help_text="2026 for 2026/27")
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="The first time; later changes need a note alone"
    )

    objects = InformationReportQuerySet.as_manager()

    class Meta:
        ordering = ["-starting_year"]

    def __str__(self):
        return f"SEN information report {self.year}"

    def get_absolute_url(self):
        return reverse("information_report", args=[self.starting_year])

    @property
    def year(self):
        return SchoolYear(self.starting_year)


class Section(SchoolRecord):
    """What the report says on one item. `text` holds simple marks (`reports.marks`)."""

    report = models.ForeignKey(InformationReport, models.CASCADE, related_name="sections")
    item = models.CharField(max_length=30, choices=[(one.id, one.title) for one in ITEMS.values()])
    text = models.TextField(blank=True)
    shows_facts = models.BooleanField(default=True)
    completed_on = models.DateField(null=True, blank=True, help_text="When it was last found right")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["report", "item"], name="one_section_of_an_item")
        ]

    def __str__(self):
        return f"Section {self.item}"


class SectionDraft(SchoolRecord):
    """What one person has typed into a section and not saved."""

    report = models.ForeignKey(InformationReport, models.CASCADE, related_name="typed_drafts")
    item = models.CharField(max_length=30)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    typed = models.TextField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "item", "user"], name="one_typed_draft_of_a_section"
            )
        ]

    def __str__(self):
        return f"Typed draft {self.pk}"


class RemarkQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)

    def on_report(self, report):
        return self.filter(report=report)


class Remark(SchoolRecord):
    """A comment for those who write the report: on one item, or on the whole (no item)."""

    report = models.ForeignKey(InformationReport, models.CASCADE, related_name="remarks")
    item = models.CharField(max_length=30, blank=True)
    text = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sends_back = models.BooleanField(default=False, help_text="The report has to be changed")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"Remark {self.pk}"


class Approval(SchoolRecord):
    """Somebody approved the text as it stood. `of_text` is the mark of that text
    (`register.versions`): once it is changed, the approval counts no more."""

    class As(models.TextChoices):
        HEAD = "head", "Headteacher"
        GOVERNOR = "governor", "SEND governor"

    report = models.ForeignKey(InformationReport, models.CASCADE, related_name="approvals")
    given_as = models.CharField(max_length=8, choices=As.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    of_text = models.CharField(max_length=16)

    class Meta:
        ordering = ["given_at"]

    def __str__(self):
        return f"Approval {self.pk}"


class LinkCheckQuerySet(models.QuerySet):
    def by_url(self, urls):
        return {one.url: one for one in self.filter(url__in=urls)}


class LinkCheck(SchoolRecord):
    """Whether an address that the report points to answered when it was last asked. Where it cannot
    be asked, somebody may say that it is right, and why."""

    url = models.CharField(max_length=500, unique=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    answered = models.BooleanField(default=False)
    found = models.CharField(max_length=120, blank=True)
    vouched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    vouched_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vouched_at=None) | ~Q(reason=""), name="vouched_for_a_reason"
            )
        ]

    def __str__(self):
        return self.url

    @property
    def is_right(self):
        """It answered, or somebody vouched for it since it was last asked."""
        vouched = self.vouched_at and (self.checked_at is None or self.vouched_at > self.checked_at)
        return self.answered or bool(vouched)


class TrustText(SchoolRecord):
    """The school's copy of what the trust says on an item (`schools.models.TrustReportText`):
    `locked` stands in every school's report as it is, `starter` is there to begin from."""

    item = models.CharField(max_length=30, unique=True)
    locked = models.TextField(blank=True)
    starter = models.TextField(blank=True)

    class Meta:
        ordering = ["item"]

    def __str__(self):
        return f"Trust text {self.item}"
