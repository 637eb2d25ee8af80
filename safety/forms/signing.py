"""Who agrees to a plan, and who does not."""

from django import forms
from django.utils import timezone

from register.forms.fields import line, text
from safety.models import Agreement
from schools.form_fields import DayField

SAID = (("yes", "They agree"), ("no", "They do not agree"))
HOW = [
    (one.value, one.label)
    for one in Agreement.How
    if one not in (Agreement.How.LINK, Agreement.How.HERE)
]


class AgreementForm(forms.Form):
    """Put down what somebody said who has no account here."""

    name = line("Their name", required="Enter their name", longest=120)
    agrees = forms.ChoiceField(
        label="What do they say?",
        choices=SAID,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they say"},
    )
    how = forms.ChoiceField(
        label="How did they say it?",
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they said it"},
    )
    agreed_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past"},
    )
    comment = text("Their words", "What they want changed or kept", rows=2, longest=2000)
    done_about_it = text(
        "If they do not agree: what was done about it?",
        "The plan goes on only with this",
        rows=2,
        longest=2000,
    )

    @property
    def answers(self):
        said = self.cleaned_data
        return {
            "name": said["name"],
            "how": said["how"],
            "on": said["agreed_on"],
            "agrees": said["agrees"] == "yes",
            "comment": said["comment"],
            "done_about_it": said["done_about_it"],
        }


class HeadForm(forms.Form):
    """The headteacher signs, or says what must change."""

    comment = text("Your words", "If you do not sign: what must change", rows=2, longest=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.refuses = "refuse" in self.data

    def clean(self):
        if self.refuses and not self.cleaned_data.get("comment"):
            self.add_error("comment", "Write what must change before you sign")
        return self.cleaned_data


class RefusalForm(forms.Form):
    done_about_it = text(
        "What was done about it?", required="Write what was done", rows=3, longest=2000
    )
