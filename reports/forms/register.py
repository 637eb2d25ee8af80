"""What may be typed about a paper that is kept elsewhere."""

from django import forms

from register.forms.fields import StaffField, line
from register.forms.seen import SeenField
from schools.form_fields import DayField


class PaperForm(forms.Form):
    url = forms.URLField(
        label="Public address",
        help_text="Where anybody can read it, beginning with https://",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address, like https://school.example/send-policy"},
    )
    version = line("Version", "Such as: 2026, or 3.1", longest=40)
    owner = StaffField(label="Owner", required=False)
    approved_on = DayField(label="Approved on", required=False)
    approved_by = line("Approved by", "Such as: local academy board", longest=120)
    next_review_on = DayField(label="Next review", required=False)
    seen = SeenField()

    def __init__(self, *args, also=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].offer(also=also)

    def clean(self):
        answers = super().clean()
        approved, review = answers.get("approved_on"), answers.get("next_review_on")
        if approved and review and review <= approved:
            self.add_error("next_review_on", "Enter a day after the day of approval")
        return answers

    @property
    def answers(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
