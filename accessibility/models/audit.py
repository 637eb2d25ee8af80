from django.db import models
from django.db.models import Q
from django.urls import reverse

from accessibility.strands import STRAND_CHOICES, STRANDS
from register.models.base import SchoolRecord

PNG = b"\x89PNG"


class AuditQuerySet(models.QuerySet):
    def whole(self):
        pictures = Photo.objects.defer("picture")
        return self.prefetch_related("findings", models.Prefetch("findings__photos", pictures))


class Audit(SchoolRecord):
    """A look at one strand with its checklist: on which day, and who walked the site or asked."""

    plan = models.ForeignKey(
        "accessibility.AccessibilityPlan", models.CASCADE, related_name="audits"
    )
    strand = models.CharField(max_length=12, choices=STRAND_CHOICES)
    audited_on = models.DateField()
    who = models.CharField("who walked the site", max_length=300)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["strand", "-audited_on"]

    def __str__(self):
        return f"Audit {self.pk}"

    def get_absolute_url(self):
        return reverse("accessibility_audit", args=[self.pk])

    @property
    def of_strand(self):
        return STRANDS[self.strand]

    @property
    def barriers(self):
        return [one for one in self.findings.all() if one.barrier]


class Severity(models.TextChoices):
    """How much a barrier keeps pupils out."""

    HIGH = "high", "Keeps pupils out"
    MEDIUM = "medium", "Takes help to overcome"
    LOW = "low", "A nuisance"


class FindingQuerySet(models.QuerySet):
    def barriers_of(self, plan):
        """What is in the way, in all audits of this plan."""
        return self.filter(audit__plan=plan).exclude(barrier="").select_related("audit")


class Finding(SchoolRecord):
    """What was found at one line of the checklist: good practice, a barrier, or both."""

    audit = models.ForeignKey(Audit, models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField(default=1)
    item = models.CharField(max_length=30)
    good = models.TextField("good practice", max_length=2000, blank=True)
    barrier = models.TextField(max_length=2000, blank=True)
    severity = models.CharField(max_length=6, choices=Severity.choices, blank=True)
    evidence = models.TextField(max_length=2000, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "item"], name="a_line_once_an_audit"),
            models.CheckConstraint(
                condition=Q(barrier="", severity="") | (~Q(barrier="") & ~Q(severity="")),
                name="a_barrier_is_weighed",
            ),
        ]

    def __str__(self):
        return f"Finding {self.pk}"

    @property
    def title(self):
        return self.audit.of_strand.item(self.item).title


class Photo(SchoolRecord):
    """A picture of a barrier, drawn anew from what was uploaded: no metadata, no script. It stands
    in the school's own schema like everything else of the school, and nobody can be seen on it."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="photos")
    shows = models.CharField("what it shows", max_length=200)
    picture = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["shows", "pk"]

    def __str__(self):
        return f"Photo {self.pk}"

    @property
    def media_type(self):
        return "image/png" if bytes(self.picture[:4]) == PNG else "image/jpeg"
