from django.db import models

from register import codes
from register.models.base import PupilRecord


class Contact(PupilRecord):
    """Somebody of a pupil's family or home, in the order in which the school turns to them."""

    pupil = models.ForeignKey("register.Pupil", models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=120)
    relationship = models.CharField(max_length=60, help_text="For example mother, carer, uncle")
    has_parental_responsibility = models.BooleanField(default=False)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    language = models.CharField(
        "language spoken at home", max_length=3, choices=list(codes.LANGUAGES.items()), blank=True
    )
    needs_interpreter = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return f"Contact {self.pk}"
