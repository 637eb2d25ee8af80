from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.models import ClassReading


@transaction.atomic
def acknowledge_class(group, *, by, seen_at):
    """This adult has read the class as their page showed it at `seen_at`. What was saved while
    they read stays marked as new."""
    reading = ClassReading.objects.create(
        group=group, user=by, read_at=min(seen_at, timezone.now())
    )
    record("class.acknowledged", group, by=by)
    return reading
