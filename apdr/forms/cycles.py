"""Starting, assessing, agreeing, closing and carrying on a plan."""

from django import forms
from django.utils import timezone

from apdr.forms.review_day import ReviewDayForm
from apdr.models import EvidenceKind
from register.forms.seen import SeenField
from register.models.status import Told
from schools.form_fields import DayField

LONGEST = 4000


def _text(label, help_text="", required="", rows=4):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required},
    )


def _past_day(label, required, **kwargs):
    return DayField(
        label=label,
        latest=timezone.localdate,
        error_messages={
            "required": required,
            "late": "Enter today or a day in the past, like 18/1/2026",
            "early": "The plan began on {day}. Enter that day or a later one",
        },
        **kwargs,
    )


class StartForm(ReviewDayForm):
    """A new plan: its name, whose it is, and when it will be reviewed. The needs on record come
    with it."""

    title = forms.CharField(
        label="What is this cycle called?",
        max_length=60,
        error_messages={"required": "Give the cycle a name, such as Autumn 2026"},
    )
    owner = forms.ModelChoiceField(
        label="Whose plan is it?",
        queryset=None,
        empty_label=None,
        help_text="The class teacher stays responsible, also where an assistant gives the support.",
        error_messages={"required": "Choose the teacher whose plan it is"},
    )
    field_order = ["title", "owner", "review_choice", "review_other"]

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners


class EvidenceForm(forms.Form):
    """One piece of evidence: what, from where, of which day (Code of Practice 6.45)."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=EvidenceKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about"},
    )
    text = _text(
        "What do we know?",
        "For a view that could not be had, say why.",
        "Write what you know",
    )
    source = forms.CharField(
        label="Where does it come from?",
        help_text="Such as a reading test, a talk at the gate, a letter",
        required=False,
        max_length=120,
    )
    observed_on = _past_day("Of what day?", "Enter the day, like 18/1/2026")


class AgreeForm(ReviewDayForm):
    """Parents and staff know the plan (Code of Practice 6.48 and 6.49)."""

    parents_told_on = _past_day("When did you tell the parents?", "Enter the day you told them")
    parents_told_how = forms.ChoiceField(
        label="How did you tell them?",
        choices=Told.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you told them"},
    )
    staff_told_on = _past_day(
        "When did you tell staff?", "Enter the day you told the adults who teach the pupil"
    )
    field_order = ["parents_told_on", "parents_told_how", "staff_told_on"]

    def clean(self):
        answers = super().clean()
        told, review_on = answers.get("parents_told_on"), answers.get("review_on")
        if "review_on" in answers and not review_on and "review_other" not in self.errors:
            self.add_error("review_choice", "Choose when you will review the plan")
        if told and review_on and review_on < told:
            self.add_error("review_other", "Choose a review after the day you told the parents")
        return answers


class ReviewMeetingForm(forms.Form):
    """What was said and decided at the review (Code of Practice 6.53 and 6.55)."""

    seen = SeenField()
    pupil_said = _text("What did the pupil say?", "In their own words where you can.", rows=3)
    parents_said = _text("What did the parents say?", rows=3)
    conclusion = _text("What was decided?", "What goes on, what changes, and why.", rows=3)

    texts = ("pupil_said", "parents_said", "conclusion")

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self.texts}


class CloseForm(ReviewMeetingForm):
    """The same, for good."""

    on = _past_day("When was the review?", "Enter the day of the review", help_text="")
    field_order = ["on", "pupil_said", "parents_said", "conclusion"]

    def __init__(self, *args, started_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].earliest = self.fields["on"].widget.earliest = started_on

    def clean(self):
        if not self.cleaned_data.get("conclusion") and "conclusion" not in self.errors:
            self.add_error("conclusion", "Write what was decided")
        return self.cleaned_data


class AmendmentForm(forms.Form):
    text = _text(
        "What must be put right?",
        "The plan stays as it was closed. Your words stand beside it, with your name and the day.",
        "Write what must be put right",
    )


class ParentMeetingForm(forms.Form):
    """A meeting with parents (Code of Practice 6.65)."""

    held_on = _past_day("When was it?", "Enter the day of the meeting", help_text="")
    who_came = forms.CharField(label="Who came?", required=False, max_length=200)
    said = _text("What was said and agreed?", "", "Write what was said and agreed", rows=5)


class NextCycleForm(ReviewDayForm):
    """The next turn: its name and its review."""

    title = StartForm.base_fields["title"]
    field_order = ["title"]


class CarriedForm(forms.Form):
    """An outcome that goes on: what changed."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    carry = forms.BooleanField(label="Carry on with this outcome", required=False)
    text = forms.CharField(
        label="What will be different?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    baseline = forms.CharField(label="Where is the pupil now?", required=False, max_length=200)
    target = forms.CharField(label="What do we aim for?", required=False, max_length=200)
    enrolments = forms.MultipleChoiceField(
        label="Support that goes on", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, enrolments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enrolments"].choices = enrolments

    def clean(self):
        if self.cleaned_data.get("carry") and not self.cleaned_data.get("text"):
            self.add_error("text", "Write what will be different, or leave this outcome behind")
        return self.cleaned_data


CarriedOutcomes = forms.formset_factory(CarriedForm, extra=0)
