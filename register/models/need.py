from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from access.querysets import PupilRecordQuerySet
from register import codes
from register.models.base import PupilRecord
from register.models.status import Origin

SEN_TYPE_CHOICES = [(code, sen_type.label) for code, sen_type in codes.SEN_TYPES.items()]


class NeedQuerySet(PupilRecordQuerySet):
    def current(self):
        return self.filter(ended_on=None)

    def on(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), started_on__lte=day)


class Need(PupilRecord):
    """A SEN type of a pupil, with its rank: 1 is the main need. No diagnosis is needed to record
    one. All ranks are kept; a census return carries the first two (rule 2166)."""

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="needs")
    sen_type = models.CharField(max_length=4, choices=SEN_TYPE_CHOICES)
    rank = models.PositiveSmallIntegerField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    is_diagnosed = models.BooleanField(default=False)
    diagnosed_by = models.CharField(max_length=120, blank=True)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.ENTERED)
    original_value = models.CharField(max_length=80, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "rank"], condition=Q(ended_on=None), name="one_need_a_rank"
            ),
            models.UniqueConstraint(
                fields=["pupil", "sen_type"], condition=Q(ended_on=None), name="a_need_once"
            ),
            models.CheckConstraint(condition=Q(rank__range=(1, 99)), name="rank_1_to_99"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="need_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.sen_type} (rank {self.rank})"

    @property
    def lasted(self):
        """False for one that was corrected on the day it began, and so stood on no day."""
        return self.ended_on != self.started_on

    @property
    def area(self):
        """The broad area of need (Code of Practice 6.28 to 6.35)."""
        return codes.SEN_TYPES[self.sen_type].area


def needs_in_words(needs):
    """Ranked needs (rows, or entries of a form), main need first, in one line."""
    return ", ".join(codes.SEN_TYPES[need.sen_type].label for need in needs)
