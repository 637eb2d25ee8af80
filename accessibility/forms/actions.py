"""Actions: what is done, by whom, by when, for how much."""

from django import forms
from django.utils import timezone

from accessibility.models import Finding
from accessibility.strands import STRAND_CHOICES
from register.forms.fields import PoundsField, StaffField, line, text
from register.forms.seen import SeenField
from register.wording import day
from schools.form_fields import DayField

POUNDS = "Enter pounds, like 1,250 or 1250.50"
FUNDING = ("School budget", "Notional SEN budget", "Capital grant", "Trust", "Parents’ association")
MOST_PENCE = 200_000_000  # two million pounds: more is a slip of the keyboard


class BarrierField(forms.ModelChoiceField):
    def label_from_instance(self, finding):
        return f"{finding.title}: {finding.barrier[:90]}"


class ActionForm(forms.Form):
    """One action of `plan`."""

    strand = forms.ChoiceField(
        label="Which strand does it belong to?",
        choices=STRAND_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the strand"},
    )
    finding = BarrierField(
        label="Which barrier of an audit is it about?",
        queryset=Finding.objects.none(),
        required=False,
        empty_label="None of them",
    )
    barrier = text(
        "What is in the way?",
        "The barrier, and for whom, such as: pupils who use a wheelchair cannot reach the library",
        required="Write what is in the way",
        rows=2,
        longest=2000,
    )
    objective = line(
        "What will be reached?",
        "Such as: every pupil can use the library by themselves",
        required="Write what will be reached",
    )
    steps = text("What will be done, step by step?", required="Write what will be done", rows=4)
    lead = StaffField(
        label="Who leads it?",
        error_messages={"required": "Choose who leads it. An action without a lead is not done"},
    )
    starts_on = DayField(
        label="From which day?", error_messages={"required": "Enter the day on which it begins"}
    )
    due_on = DayField(
        label="By which day?",
        help_text="Short, medium or long follows from it",
        error_messages={"required": "Enter the day by which it is done"},
    )
    resources = line("What does it take?", "People, time, equipment")
    cost_pence = PoundsField(
        label="What will it cost, in pounds?",
        help_text="0 where it costs nothing but time",
        required=False,
        error_messages={"invalid": POUNDS, "min_value": POUNDS, "max_decimal_places": POUNDS},
    )
    cost_unknown = forms.BooleanField(label="The cost is not known yet", required=False)
    funding = forms.CharField(
        label="Where does the money come from?",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "funding", "autocomplete": "off"}),
    )
    success = text(
        "How will the school know that it worked?",
        "What is different for pupils, and how that is seen",
        required="Write how the school will know",
        rows=2,
        longest=2000,
    )
    seen = SeenField()

    OF_ACTION = (
        "strand", "finding", "barrier", "objective", "steps", "lead", "starts_on", "due_on",
        "resources", "cost_pence", "funding", "success",
    )  # fmt: skip

    def __init__(self, *args, plan, action=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["lead"].offer([action.lead_id] if action else ())
        barriers = Finding.objects.barriers_of(plan)
        self.fields["finding"].queryset = barriers
        if not barriers:
            del self.fields["finding"]

    @property
    def funding_words(self):
        return FUNDING

    def clean_cost_pence(self):
        amount = self.cleaned_data["cost_pence"]
        if amount is not None and amount > MOST_PENCE:
            raise forms.ValidationError("Check the amount: it is more than two million pounds")
        return amount

    def clean(self):
        answers = super().clean()
        if "cost_pence" not in self.errors:
            self._check_cost(answers)
        starts_on, due_on = answers.get("starts_on"), answers.get("due_on")
        if due_on and starts_on and due_on < starts_on:
            self.add_error("due_on", "Enter a day after it begins")
        elif due_on and due_on > self.plan.ends_on:
            last = day(self.plan.ends_on)
            self.add_error("due_on", f"The plan ends on {last}. Enter that day or an earlier one")
        return answers

    def _check_cost(self, answers):
        unknown, known = answers.get("cost_unknown"), answers.get("cost_pence") is not None
        if not known and not unknown:
            words = "Enter what it will cost, 0 for nothing, or tick that it is not known yet"
            self.add_error("cost_pence", words)
        if known and unknown:
            self.add_error("cost_pence", "Leave this empty, or take out the tick below")

    @property
    def answers(self):
        """What the service needs."""
        return {name: self.cleaned_data[name] for name in self.OF_ACTION if name in self.fields}


def saved_answers(action):
    """The answers of an action under the names of the form."""
    saved = {name: getattr(action, name) for name in ActionForm.OF_ACTION}
    return saved | {"cost_unknown": action.cost_pence is None}


def _past(label, required):
    return DayField(
        label=label,
        latest=timezone.localdate,
        error_messages={"required": required, "late": "Enter today or a day in the past"},
    )


class NoteForm(forms.Form):
    """What was done since the last note."""

    text = text("What has been done?", required="Write what has been done", rows=3, longest=2000)
    happened_on = _past("On which day?", "Enter the day")
    spent_pence = PoundsField(
        label="What was spent with this, in pounds?",
        help_text="It is added to what was spent before",
        required=False,
        error_messages={"invalid": POUNDS, "min_value": POUNDS, "max_decimal_places": POUNDS},
    )

    @property
    def answers(self):
        return self.cleaned_data | {"spent_pence": self.cleaned_data["spent_pence"] or 0}


class DoneForm(forms.Form):
    """It is done."""

    on = _past("Since which day?", "Enter the day since which it is done")
    evidence = text(
        "How can one see that it is done?", required="Write how one can see it", rows=2,
        longest=2000,
    )  # fmt: skip
    impact = text(
        "What changed for pupils?", "What they say, what they can do now. Name nobody", rows=3,
        longest=2000,
    )  # fmt: skip


class DropForm(forms.Form):
    """It will not be done."""

    why = line("Why will it not be done?", required="Write why it will not be done")
