"""Records within a person's reach. Views start here and never from `.objects.all()`."""

from functools import reduce
from operator import or_

from django.db import models

from access.checks import may, reaches
from access.policy import Permission, Reach


class PupilRecordQuerySet(models.QuerySet):
    """Base of every queryset of rows that belong to a pupil through a field `pupil`."""

    def for_user(self, user, *, to):
        """The rows whose pupil this person may reach with the permission `to`."""
        return self.filter(pupil__in=self._pupils().for_user(user, to=to))

    def _pupils(self):
        return self.model._meta.get_field("pupil").related_model.objects.all()


class PupilReachQuerySet(models.QuerySet):
    """Base of the queryset of pupils themselves; `on_roll`, `taught_by` and `named_to` are the
    register's to define."""

    def for_user(self, user, *, to):
        """The pupils whom this person may reach with the permission `to`. On the day on which a
        pupil leaves, the others lose them (domain/roles.md, principle 10)."""
        found = reaches(user, to)
        if Reach.ALL in found:
            return self if may(user, Permission.VIEW_LEAVERS) else self.on_roll()
        parts = [self._within(one, user) for one in found if one in (Reach.TAUGHT, Reach.NAMED)]
        return self.filter(reduce(or_, parts)) if parts else self.none()

    def _within(self, reach, user):
        if reach is Reach.TAUGHT:
            return models.Q(pk__in=self.model.objects.taught_by(user).values("pk"))
        return models.Q(pk__in=self.model.objects.named_to(user).values("pk"))
