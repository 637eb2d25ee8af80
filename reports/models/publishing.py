from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.safestring import mark_safe

from register.models.base import SchoolRecord


class PublishedVersionQuerySet(models.QuerySet):
    def of(self, paper):
        """The versions of one paper, newest first."""
        return self.filter(paper=paper).order_by("-number")

    def with_number(self, number):
        return self.filter(number=number).first()

    def without_files(self):
        """For lists: neither the page nor the PDF, which are large."""
        return self.defer("html", "pdf")

    def newest(self):
        """The version in force of each paper."""
        return self.order_by("paper", "-number").distinct("paper")


class PublishedVersion(SchoolRecord):
    """A paper as a school has published it, once and for all (a trigger refuses every change).

    The page and the PDF are kept with all that stands on them: a school may change its name or
    colour, and what was published stays what it was.
    """

    paper = models.CharField(max_length=30, help_text="A code of reports.publishing.PAPERS")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    school_name = models.CharField(max_length=120)
    trust_name = models.CharField(max_length=120)
    brand = models.CharField(max_length=7)
    html = models.TextField()
    pdf = models.BinaryField()
    change_note = models.CharField(max_length=300)
    approved = models.JSONField(default=list, help_text="Who approved it and when: [[as, day]]")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        ordering = ["paper", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_version_of_a_number"),
            models.CheckConstraint(
                condition=~models.Q(change_note=""), name="published_with_a_note"
            ),
        ]

    def __str__(self):
        return f"{self.title}, version {self.number}"

    def get_absolute_url(self):
        return reverse("published_version", args=[self.paper, self.number])

    @property
    def approvals(self):
        """[(as whom, the day)]"""
        return [(who, date.fromisoformat(on)) for who, on in self.approved]

    @property
    def page(self):
        """The page as markup."""
        return mark_safe(self.html)  # noqa: S308  made by our own templates, and never changed since
