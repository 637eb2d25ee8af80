from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from register.models.base import SchoolRecord


class SavedViewQuerySet(models.QuerySet):
    def of(self, user):
        """The views that this person saved; nobody sees another's."""
        return self.filter(user=user)


class SavedView(SchoolRecord):
    """A person's own name for a set of filters of the register."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, help_text="The filters, as the address carries them")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_view_of_a_name")]

    def __str__(self):
        return self.name


class RegisterColumns(SchoolRecord):
    """The columns that a person chose for their register."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    columns = ArrayField(models.CharField(max_length=20))

    def __str__(self):
        return f"Columns {self.pk}"
