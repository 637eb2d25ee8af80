from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from register.models.base import SchoolRecord


class CoverCardQuerySet(models.QuerySet):
    def open(self, now):
        """Cards that still open at this moment."""
        return self.filter(revoked_at=None, ends_at__gt=now, tries__lt=CoverCard.MOST_TRIES)

    def of_today(self, group):
        """The cards of a class that were made today."""
        return self.filter(group=group, made_at__date=timezone.localdate())


class CoverCard(SchoolRecord):
    """A card of a class for whoever takes it today without an account: an address to type and a
    code that is said aloud. It ends by itself the same day, may be taken back, and shuts after a
    few wrong codes. Neither the address nor the code is kept, only what is made of them.
    """

    MOST_TRIES = 5
    TAKEN_BACK, SHUT, OVER = "Taken back", "Shut after wrong codes", "Over"

    group = models.ForeignKey("register.Group", models.CASCADE, related_name="cover_cards")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, help_text="Wrong codes in a row")
    opened_at = models.DateTimeField(null=True, editable=False)

    objects = CoverCardQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("made_at")), name="card_ends")
        ]

    def __str__(self):
        return f"Cover card {self.pk}"

    @property
    def is_open(self):
        return self.state not in (self.TAKEN_BACK, self.SHUT, self.OVER)

    @property
    def state(self):
        """In words for the person who made it."""
        if self.revoked_at:
            return self.TAKEN_BACK
        if self.tries >= self.MOST_TRIES:
            return self.SHUT
        if self.ends_at <= timezone.now():
            return self.OVER
        return "Opened" if self.opened_at else "Not opened yet"
