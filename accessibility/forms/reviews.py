"""The review of progress."""

from django import forms
from django.utils import timezone

from accessibility.models import Decision
from register.forms.fields import line, text
from register.forms.seen import SeenField
from schools.form_fields import DayField


class ReviewForm(forms.Form):
    reviewed_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={
            "required": "Enter the day of the review",
            "late": "Enter today or a day in the past",
        },
    )
    who = line(
        "Who took part?",
        "Such as: leadership team, SENDCo, SEND governor",
        required="Write who took part",
    )
    progress = text(
        "What progress was made?", "Strand by strand", required="Write what progress was made",
        rows=5,
    )  # fmt: skip
    impact = text("What changed for disabled pupils?", "Name nobody", rows=3)
    decision = forms.ChoiceField(
        label="What did you decide?",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decided"},
    )
    because = text(
        "Why, and what follows?", required="Write why, and what follows", rows=3, longest=2000
    )
    seen = SeenField()

    ANSWERS = ("reviewed_on", "who", "progress", "impact", "decision", "because")
