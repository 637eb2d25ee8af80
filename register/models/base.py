import uuid

from django.db import models

from access.querysets import PupilRecordQuerySet


class SchoolRecord(models.Model):
    """Base of every row of a school. The key is random, so that no address can be guessed and no
    row of one school can be mistaken for another's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class PupilRecord(SchoolRecord):
    """Base of every row about one pupil; subclasses declare the field `pupil`."""

    objects = PupilRecordQuerySet.as_manager()

    class Meta:
        abstract = True
