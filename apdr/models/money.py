from django.db import models
from django.db.models import Q

from access.querysets import PupilRecordQuerySet
from register.models.base import PupilRecord, SchoolRecord
from schools.school_year import SchoolYear


class HourlyRate(SchoolRecord):
    """What an hour of a kind of work costs, on-costs included, from a day on. Pence."""

    paid_as = models.CharField(max_length=40)
    pence_an_hour = models.PositiveIntegerField()
    from_on = models.DateField()

    class Meta:
        ordering = ["paid_as", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["paid_as", "from_on"], name="one_rate_a_day")
        ]

    def __str__(self):
        return f"{self.paid_as} from {self.from_on}"


class NotionalBudget(SchoolRecord):
    """The school's notional SEN budget of a financial year that starts on 1 September, and the
    line up to which it meets a pupil's extra cost (6,000 pounds: a setting, not a constant)."""

    starting_year = models.PositiveSmallIntegerField(unique=True)
    pence = models.PositiveBigIntegerField()
    line_pence = models.PositiveIntegerField(default=600000)

    class Meta:
        ordering = ["-starting_year"]

    def __str__(self):
        return f"Notional budget {self.starting_year}"

    @property
    def school_year(self):
        return SchoolYear(self.starting_year)


class TopUpQuerySet(PupilRecordQuerySet):
    def not_over(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))


class TopUp(PupilRecord):
    """Element 3: what the local authority pays for a pupil above the line. Pence a year."""

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="top_ups")
    pence_a_year = models.PositiveIntegerField()
    band = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="Last day")

    objects = TopUpQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self):
        return f"Top-up {self.pk}"
