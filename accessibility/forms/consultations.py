"""Whom the school asked."""

from django import forms
from django.utils import timezone

from accessibility.models import Asked
from register.forms.fields import line, text
from register.forms.seen import SeenField
from schools.form_fields import DayField


class ConsultationForm(forms.Form):
    asked = forms.ChoiceField(
        label="Whom did you ask?",
        choices=Asked.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whom you asked"},
    )
    who = line(
        "Who were they?",
        "Groups and numbers, no names: 12 pupils of Years 3 to 6; 40 families",
        required="Write who they were",
    )
    how = line(
        "How did you ask?",
        "Such as: a walk around the site, a survey, a coffee morning",
        required="Write how you asked",
    )
    held_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"required": "Enter the day", "late": "Enter today or a day in the past"},
    )
    said = text("What did they say?", required="Write what they said", rows=4)
    changed = text(
        "What changed because of it?",
        "Which action, which day, which words. You can add this later",
        rows=3,
    )
    seen = SeenField()

    ANSWERS = ("asked", "who", "how", "held_on", "said", "changed")
