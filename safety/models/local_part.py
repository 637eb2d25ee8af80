from django.db import models

from register.models.base import SchoolRecord
from safety.kinds import KIND_CHOICES, Part


class LocalPart(SchoolRecord):
    """A part that this school asks for in its plans of one kind, beside those of the product and of
    the trust. Its title stays as it is, for signed plans were written under it; one that is taken
    out is asked for no more, and read where a plan says something in it."""

    kind = models.CharField(max_length=12, choices=KIND_CHOICES)
    title = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    template = models.TextField("starting text", max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    is_withdrawn = models.BooleanField("no longer asked for", default=False)

    class Meta:
        ordering = ["kind", "position", "title"]
        constraints = [models.UniqueConstraint(fields=["kind", "title"], name="a_part_once_a_kind")]

    def __str__(self):
        return self.title

    @property
    def as_part(self):
        """As a kind holds it."""
        return Part(
            name=str(self.pk),
            title=self.title,
            hint=self.hint,
            template=self.template,
            is_withdrawn=self.is_withdrawn,
        )
