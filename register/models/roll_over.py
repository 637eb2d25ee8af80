from django.db import models

from register.models.base import SchoolRecord


class RollOver(SchoolRecord):
    """The school moved up into this school year, and does so once: the database says so."""

    starting_year = models.PositiveSmallIntegerField(
        unique=True, help_text="The year moved into: 2027 for 2027/28"
    )
    happened_on = models.DateField(help_text="The first day of the new classes")

    def __str__(self):
        return f"Into {self.starting_year}"
