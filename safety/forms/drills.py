"""A drill: begun, and what came of it."""

import re

from django import forms
from django.core.exceptions import ValidationError

from register.conflicts import conflict
from register.forms.fields import StaffField, text
from register.forms.seen import SeenField, see_again
from safety.evacuation import PARTS
from safety.models import Building
from safety.models.evacuation import minutes
from safety.services.drills import AWAY, HELP, OUT, UNDO

MINUTES = re.compile(r"(?P<minutes>\d{1,2})[:.](?P<seconds>[0-5]\d)")
AS_FILED = ("out_after", "helped_by", "went_wrong", "changed")


class StartDrillForm(forms.Form):
    """Which building is being left. Only those without a drill under way are offered."""

    building = forms.ModelChoiceField(
        label="Which building?",
        queryset=Building.objects.in_use(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the building",
            "invalid_choice": "Choose the building",
        },
    )
    part = forms.TypedChoiceField(
        label="Which part of the day is it?",
        coerce=int,
        choices=[(part.value, part.label) for part in PARTS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the part of the day"},
    )
    is_real = forms.TypedChoiceField(
        label="What is it?",
        coerce=lambda said: said == "real",
        choices=(("drill", "A drill"), ("real", "A real alarm")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is a drill"},
    )


class TapForm(forms.Form):
    """One tap: what was done, a key of its own, and how many seconds it waited in a telephone."""

    did = forms.ChoiceField(choices=[(one, one) for one in (OUT, AWAY, HELP, UNDO)])
    key = forms.CharField(max_length=40)
    ago = forms.FloatField(min_value=0, required=False)

    def clean_ago(self):
        return self.cleaned_data["ago"] or 0


class MinutesField(forms.CharField):
    """How long something took: 2:35 is two minutes and 35 seconds. Cleaned to seconds."""

    def __init__(self, **kwargs):
        super().__init__(max_length=8, **kwargs)
        self.widget.attrs |= {"class": "govuk-input govuk-input--width-5", "inputmode": "text"}

    def prepare_value(self, value):
        return f"{value // 60}:{value % 60:02}" if isinstance(value, int) else value

    def clean(self, value):
        typed = super().clean(value).strip()
        if not typed:
            return None
        found = MINUTES.fullmatch(typed)
        if not found:
            raise ValidationError("Enter minutes and seconds, like 2:35")
        return int(found["minutes"]) * 60 + int(found["seconds"])


class ResultForm(forms.Form):
    """How one pupil got out: the time as it was tapped or put right, what went wrong, what was
    changed. One who was seen neither outside nor away needs a word on what happened."""

    is_here = forms.TypedChoiceField(
        label="In school that day?",
        coerce=lambda said: said == "yes",
        choices=(("yes", "Yes"), ("no", "No")),
        widget=forms.RadioSelect,
    )
    out_after = MinutesField(
        label="Out after", help_text="Minutes and seconds, like 2:35", required=False
    )
    helped_by = StaffField(label="Who helped", required=False)
    went_wrong = text("What went wrong", "Leave empty if nothing did", rows=2, longest=1000)
    changed = text("What was changed", rows=2, longest=1000)

    def __init__(self, *args, result, **kwargs):
        initial = {name: getattr(result, name) for name in AS_FILED}
        initial["is_here"] = "yes" if result.is_here else "no"
        super().__init__(*args, initial=initial, prefix=f"r{result.pk}", **kwargs)
        self.result = result
        self.fields["helped_by"].offer([result.helped_by_id])

    def clean(self):
        answers = super().clean()
        if not answers.get("is_here"):
            answers["out_after"] = None
        elif not self.errors and answers["out_after"] is None and not answers["went_wrong"]:
            self.add_error("went_wrong", "Enter when the pupil was out, or write what went wrong")
        return answers

    def differs(self):
        """(answer, as saved, as typed) of those that differ."""
        names = ("is_here", "helped_by", "went_wrong", "changed")
        times = (self.result.out_time, minutes(self.cleaned_data["out_after"]))
        saved = {name: getattr(self.result, name) for name in names}
        return conflict(self, saved, row=None, also=[("Out after", *times)]).rows


class FoundForm(forms.Form):
    found = text("What was seen in all", "It goes into the fire log", rows=3, longest=2000)
    seen = SeenField()


class ResultsForm:
    """The results of a drill: what was seen in all, and one form a pupil."""

    def __init__(self, data, *, drill, results, seen):
        self.drill, self.data = drill, data
        self.of_all = FoundForm(data, initial={"found": drill.found, "seen": seen})
        self.of_pupils = [ResultForm(data, result=result) for result in results]
        self.conflict = None

    @property
    def forms(self):
        """All of them, for the summary of what to check."""
        return [self.of_all, *self.of_pupils]

    @property
    def has_errors(self):
        return any(one.is_bound and not one.is_valid() for one in self.forms)

    def is_valid(self):
        return all(one.is_valid() for one in self.forms)

    @property
    def answers(self):
        """What the service takes."""
        results = {one.result: one.cleaned_data for one in self.of_pupils}
        return {**self.of_all.cleaned_data, "results": results}

    def show_both(self, seen):
        """Somebody else filed results meanwhile: theirs beside these, and nothing is lost."""
        found = {"found": self.drill.found}
        self.conflict = conflict(self.of_all, found, row=self.drill, also=self._of_both())
        see_again(self.of_all, seen)

    def _of_both(self):
        for one in self.of_pupils:
            for label, *answers in one.differs():
                yield f"{one.result.pupil.name}: {label}", *answers
