"""What staff are trained in."""

from django.db import transaction

from audit.record import record
from safety.models import Training


@transaction.atomic
def add_training(people, *, by, subject, trained_on, expires_on, confirmed_by=""):
    """A course that these people took together. Every plan that asks for it is renewed by it,
    without a new version."""
    rows = Training.objects.bulk_create(
        Training(
            user=user,
            subject=subject,
            trained_on=trained_on,
            expires_on=expires_on,
            confirmed_by=confirmed_by,
        )
        for user in people
    )
    record("training.added", by=by, code=subject, people=[str(row.user_id) for row in rows])
    return rows


@transaction.atomic
def remove_training(training, *, by):
    """Take out a row that was put down by mistake. Its history keeps it."""
    record("training.removed", training, by=by, person=str(training.user_id))
    training.delete()
