from django import forms
from django.utils import timezone

from register.models import Note
from schools.form_fields import DayField

LONGEST = Note._meta.get_field("text").max_length


class NoteForm(forms.Form):
    kind = forms.ChoiceField(
        label="What kind of note is it?",
        choices=Note.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of note it is"},
    )
    happened_on = DayField(
        label="When did it happen?",
        help_text="For example, 18/1/2026",
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past, like 18/1/2026"},
    )
    text = forms.CharField(
        label="Note",
        help_text="Write what was said or seen. Keep safeguarding concerns out: tell the "
        "designated safeguarding lead.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Write the note",
            "max_length": f"Write no more than {LONGEST:,} characters",
        },
    )
