"""A safety plan: begun, written, reviewed, ended."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from register.forms.fields import line, text
from register.forms.seen import SeenField
from safety.models import Building
from safety.parts import parts_to_write
from schools.form_fields import DayField

OTHER = "other"
YEARS = timedelta(days=400)  # a review further away than this is a slip: the rule is a year


class StartForm(forms.Form):
    """What a new plan is about. A PEEP is for one building."""

    about = forms.ChoiceField(widget=forms.RadioSelect)
    other = line("What else?", "A few words", longest=80)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["about"].label = kind.about
        if kind.code == "peep":
            buildings = Building.objects.filter(is_closed=False)
            self.fields["about"].choices = [(str(one.pk), one.name) for one in buildings]
            del self.fields["other"]
        else:
            choices = [(about, about) for about in kind.abouts]
            self.fields["about"].choices = [*choices, (OTHER, "Something else")]
        self.fields["about"].error_messages["required"] = "Choose one"

    def clean(self):
        answers = super().clean()
        if answers.get("about") == OTHER and not answers.get("other"):
            self.add_error("other", "Write what it is about")
        return answers

    @property
    def matter(self):
        """What the service needs: `about`, or the building."""
        chosen = self.cleaned_data["about"]
        if self.kind.code == "peep":
            return {"building": Building.objects.get(pk=chosen)}
        return {"about": self.cleaned_data["other"] if chosen == OTHER else chosen}


class WriteForm(forms.Form):
    """The texts of a plan, one field a part of its kind, and the day of the next review. A draft
    may be saved with parts missing; what is missing is said when it is sent to be signed."""

    seen = SeenField()
    next_review_on = DayField(
        label="When will you review it next?",
        required=False,
        earliest=timezone.localdate,
        latest=lambda: timezone.localdate() + YEARS,
        error_messages={
            "early": "Enter today or a later day",
            "late": "A plan is reviewed at least once a year. Enter a day on or before {day}",
        },
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.said_in = parts_to_write(kind, said=self.data or self.initial)
        for part in self.said_in:
            self.fields[part.name] = text(part.title, part.hint, rows=part.rows)

    @property
    def parts(self):
        """(field, whether it must be there before the plan is signed)."""
        return [(self[part.name], bool(part.required)) for part in self.said_in]

    @property
    def answers(self):
        given = {part.name: self.cleaned_data[part.name] for part in self.said_in}
        return {name: words for name, words in given.items() if words}


class CheckForm(forms.Form):
    """A review that found nothing to change."""

    found = text(
        "What did you look at, and with whom?", required="Write what you looked at", rows=3
    )
    next_review_on = WriteForm.base_fields["next_review_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["next_review_on"].required = True
        self.fields["next_review_on"].error_messages["required"] = (
            "Enter the day of the next review"
        )


class EndForm(forms.Form):
    """The pupil needs the plan no more."""

    on = DayField(
        label="From which day?",
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past"},
    )
    why = line("Why does it end?", "Such as: the cast came off", "Write why it ends")
