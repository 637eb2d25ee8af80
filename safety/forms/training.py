"""Training of staff: a course that one or several people took."""

from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone

from access.people import staff_here
from register.forms.fields import line
from safety.subjects import SUBJECT_CHOICES, SUBJECTS
from schools.form_fields import DayField

USUAL, ANOTHER, NEVER = "usual", "other", "never"


def usual_last_day(subject, trained_on):
    """The last day on which a training usually holds, its own day counted."""
    return trained_on + relativedelta(months=SUBJECTS[subject].months, days=-1)


class TrainingForm(forms.Form):
    """A subject, a day, and everybody who took part."""

    subject = forms.ChoiceField(
        label="In what?",
        choices=[("", "Choose"), *SUBJECT_CHOICES],
        error_messages={"required": "Choose the subject"},
    )
    trained_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past"},
    )
    people = forms.ModelMultipleChoiceField(
        label="Who took part?",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick everybody who took part"},
    )
    holds = forms.ChoiceField(
        label="For how long does it hold?",
        choices=(
            (USUAL, "As long as usual"),
            (ANOTHER, "Until the day on the certificate"),
            (NEVER, "It does not run out"),
        ),
        widget=forms.RadioSelect,
        initial=USUAL,
        error_messages={"required": "Choose for how long it holds"},
    )
    expires_on = DayField(label="Last day", required=False)
    confirmed_by = line(
        "Who confirmed it?",
        "The trainer or health professional who saw that they can do it",
        longest=120,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = staff_here()
        self.fields["people"].choices = [(user.pk, user.name) for user in staff_here()]

    @property
    def hints(self):
        """How long is usual, said under the choice."""
        return {USUAL: f"12 months, but {_longer()}"}

    def clean(self):
        said = super().clean()
        trained_on, last_day = said.get("trained_on"), said.get("expires_on")
        if said.get("holds") == ANOTHER and not last_day and "expires_on" not in self.errors:
            self.add_error("expires_on", "Enter the last day, like 18/1/2027")
        if said.get("holds") == ANOTHER and trained_on and last_day and last_day < trained_on:
            self.add_error("expires_on", "Enter a day after the training")
        return said

    @property
    def answers(self):
        said = self.cleaned_data
        last_days = {
            USUAL: usual_last_day(said["subject"], said["trained_on"]),
            ANOTHER: said["expires_on"],
            NEVER: None,
        }
        return {
            "subject": said["subject"],
            "trained_on": said["trained_on"],
            "expires_on": last_days[said["holds"]],
            "confirmed_by": said["confirmed_by"],
        }


def _longer():
    """The subjects that usually hold longer than a year, in words."""
    found: dict[int, list[str]] = {}
    for one in SUBJECTS.values():
        if one.months > 12:
            found.setdefault(one.months, []).append(one.label[:1].lower() + one.label[1:])
    return "; ".join(f"{months} for {', '.join(labels)}" for months, labels in found.items())
