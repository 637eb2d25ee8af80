import uuid
from datetime import datetime, time, timedelta
from functools import reduce
from operator import or_

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone


def _named(lookup, *words):
    return reduce(or_, (Q(**{f"action__{lookup}": word}) for word in words))


LOOKS = _named("endswith", ".viewed", ".searched", ".listed")
EXPORTS = _named("endswith", ".exported", ".printed", ".downloaded")
SIGNING_IN = _named("startswith", "sign_in", "sign_out", "password.")
PEOPLE = _named("startswith", "person.", "role.")
REFUSED = _named("endswith", ".refused", ".failed", ".too_many")
SORTS = {
    "changes": ~(LOOKS | EXPORTS | SIGNING_IN | REFUSED),
    "looks": LOOKS,
    "exports": EXPORTS,
    "people": PEOPLE,
    "sign_ins": SIGNING_IN,
    "refused": REFUSED,
}


class AuditEventQuerySet(models.QuerySet):
    def about(self, pupil):
        return self.filter(pupil_id=pupil.pk)

    def newest_first(self):
        return self.order_by("-at")

    def by_somebody_named(self, words):
        return self.filter(actor_name__icontains=words)

    def on_day(self, day):
        """The events of one day, as days are counted here."""
        midnight, next_midnight = (
            timezone.make_aware(datetime.combine(one, time.min))
            for one in (day, day + timedelta(days=1))
        )
        return self.filter(at__gte=midnight, at__lt=next_midnight)

    def of_sort(self, sort):
        """The events of one sort, a key of SORTS; of no sort named, all of them."""
        return self.filter(SORTS[sort]) if sort in SORTS else self


class AuditEvent(models.Model):
    """One thing that somebody did or looked at: words, ids and names, and no foreign keys, so
    that nothing blocks it and nothing erases it. Rows are only ever added (a trigger refuses
    the rest)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=80, help_text="noun.verb, such as pupil.viewed")
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    pupil_id = models.UUIDField(null=True, blank=True)
    actor_id = models.UUIDField(null=True, blank=True)
    actor_name = models.CharField(max_length=150, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["pupil_id", "-at"], name="audit_by_pupil"),
            models.Index(fields=["actor_id", "-at"], name="audit_by_actor"),
            models.Index(fields=["-at"], name="audit_by_time"),
            GinIndex(fields=["detail"], opclasses=["jsonb_path_ops"], name="audit_by_detail"),
        ]

    def __str__(self):
        return f"{self.action} {self.subject_id}"


class RowChange(models.Model):
    """What a database trigger saw: one row a change, bulk and raw SQL included."""

    class Operation(models.TextChoices):
        INSERT = "I", "added"
        UPDATE = "U", "changed"
        DELETE = "D", "removed"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    pupil_id = models.UUIDField(null=True)
    operation = models.CharField(max_length=1, choices=Operation.choices)
    actor_id = models.UUIDField(null=True)
    request_id = models.CharField(max_length=40, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["pupil_id", "-at"], name="rowchange_by_pupil"),
            models.Index(fields=["table_name", "row_id"], name="rowchange_by_row"),
        ]

    def __str__(self):
        return f"{self.get_operation_display()} {self.table_name} {self.row_id}"
