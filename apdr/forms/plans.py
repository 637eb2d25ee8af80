"""The plan on one page: what we understand, the outcomes in rows, and what everybody does."""

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from apdr.forms.review_day import ReviewDayForm
from register import codes
from register.forms.seen import SeenField
from register.models.need import SEN_TYPE_CHOICES
from schools.form_fields import DayField

ROWS_AT_MOST = 8
PREFIX = "outcome"
LONGEST = 4000
LONGEST_LINE = 300


def _lines(text):
    return [line for line in (one.strip() for one in text.splitlines()) if line]


def _text(label, help_text="", rows=3, longest=LONGEST, **attrs):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows, **attrs}),
    )


def _short(label, help_text=""):
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=200)


class LinesField(forms.CharField):
    """One thing a line. The answer is a list."""

    def __init__(self, **kwargs):
        widget = forms.Textarea(attrs={"rows": 2})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value):
        lines = _lines(super().clean(value))
        if any(len(line) > LONGEST_LINE for line in lines):
            raise forms.ValidationError(
                f"Use fewer than {LONGEST_LINE} letters in a line, and a line for each thing"
            )
        return lines


class PlanForm(ReviewDayForm):
    """All of a plan but its outcomes."""

    seen = SeenField()
    summary = _text(
        "What we understand",
        "What helps, what is hard, and what the evidence says about why.",
        rows=4,
    )
    needs_addressed = forms.MultipleChoiceField(
        label="Needs this plan addresses",
        required=False,
        choices=SEN_TYPE_CHOICES,
        widget=forms.CheckboxSelectMultiple,
    )
    strategies = LinesField(
        label="In every lesson", help_text="What every adult does. One line for each."
    )
    parents_part = _text("What parents and carers do", "As you agreed it with them.", rows=2)

    def __init__(self, *args, needs, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [pair for pair in SEN_TYPE_CHOICES if pair[0] in needs]
        self.fields["needs_addressed"].choices = choices or SEN_TYPE_CHOICES

    answers_to_save = ("summary", "needs_addressed", "strategies", "parents_part", "review_on")

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self.answers_to_save}


class OutcomeForm(forms.Form):
    """One outcome: specific, measured from where the pupil is now, by a day (Code 9.66)."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    bank_item = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = _text("What will be different?", "Begin with what the pupil will do.", 2, 1000)
    need = forms.ChoiceField(label="For which need?", required=False)
    by_on = DayField(label="By when?", required=False, help_text="")
    baseline = _short("Where is the pupil now?", "Such as “2 of 5 lessons”")
    baseline_on = DayField(
        label="Seen on",
        required=False,
        help_text="The day you looked",
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past"},
    )
    measure = _short("How will we know?", "What you will count or see")
    target = _short("What do we aim for?", "Such as “4 of 5 lessons”")
    enrolments = forms.MultipleChoiceField(
        label="Support that works towards it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    strategies = LinesField(
        label="In lessons, for this outcome", help_text="What adults do. One line for each."
    )

    def __init__(self, *args, needs, enrolments, started_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.started_on = started_on
        self.fields["text"].widget.attrs |= self._checked_while_typed("text")
        self.fields["need"].choices = [("", "Choose a need"), *_needs(needs)]
        self.fields["enrolments"].choices = enrolments

    def _checked_while_typed(self, name):
        """With htmx the server says what it thinks of the words, beside them."""
        field = self[name]
        return {
            "hx-post": reverse("plan_wording"),
            "hx-trigger": "input changed delay:600ms",
            "hx-params": field.html_name,
            "hx-target": f"#{field.auto_id}_remarks",
        }

    def clean(self):
        answers = self.cleaned_data
        if not answers.get("text") and self._says_something(answers):
            self.add_error("text", "Write what will be different, or take this outcome out")
        by_on = answers.get("by_on")
        if by_on and by_on < self.started_on:
            day = f"{self.started_on.day} {self.started_on:%b %Y}"
            self.add_error("by_on", f"The plan began on {day}. Enter a later day")
        return answers

    def _says_something(self, answers):
        return bool(answers.get("id")) or any(
            answers.get(name) for name in ("baseline", "measure", "target", "by_on", "strategies")
        )


def _needs(first):
    """The pupil's own needs, then the others."""
    mine = [(code, codes.SEN_TYPES[code].label) for code in first if code in codes.SEN_TYPES]
    others = [pair for pair in SEN_TYPE_CHOICES if pair[0] not in first]
    return [("Needs on record", mine), ("Other needs", others)] if mine else others


class BaseOutcomes(BaseFormSet):
    @property
    def entries(self):
        """The rows that say something, in their order."""
        rows = [row.cleaned_data for row in self.forms]
        return [dict(row) for row in rows if row.get("text")]

    @property
    def has_room(self):
        return len(self.forms) < ROWS_AT_MOST


Outcomes = formset_factory(OutcomeForm, formset=BaseOutcomes, extra=0, max_num=ROWS_AT_MOST)
MANY = ("needs_addressed", "enrolments")  # answers of several values


def outcomes_on_record(cycle, **kwargs):
    """The rows of a page that is opened: the outcomes of the plan, or one row to begin with."""
    rows = [row_of(outcome) for outcome in cycle.outcomes.all()]
    return Outcomes(prefix=PREFIX, initial=rows or [{}], form_kwargs=kwargs)


def row_of(outcome):
    fields = ("id", "text", "need", "by_on", "baseline", "baseline_on", "measure", "target")
    return {name: getattr(outcome, name) for name in fields} | {
        "bank_item": outcome.bank_item_id,
        "enrolments": [str(line.enrolment_id) for line in outcome.provision.all()],
        "strategies": "\n".join(one.text for one in outcome.cycle.strategies.all()
                                if one.outcome_id == outcome.pk),
    }  # fmt: skip


def asks_to_rearrange(data):
    """True where a form came back for a row more or less or to choose from the bank, and not to
    be saved."""
    return any(name in data for name in ("more", "less", "bank", "use", "unbank"))


def as_typed(data, form_class=PlanForm):
    """The answers of a form's own fields as they were typed, to show them again unchecked."""
    return {name: _given(data, name, name) for name in form_class.base_fields if name in data}


def outcomes_as_typed(data, *, also=(), **kwargs):
    """The rows as they were typed, with the row more or less that was asked for; `also` are rows
    that somebody else saved meanwhile."""
    rows = [_row_typed(data, place) for place in range(rows_in(data))]
    if "more" in data and len(rows) < ROWS_AT_MOST:
        rows.append({})
    less = data.get("less", "")
    if less.isdecimal() and int(less) < len(rows):
        del rows[int(less)]
    return Outcomes(prefix=PREFIX, initial=[*rows, *also][:ROWS_AT_MOST], form_kwargs=kwargs)


def draft_as_typed(draft):
    """The form as it was, of a draft that the server kept."""
    return QueryDict(draft.typed)


def rows_in(data):
    """How many outcomes a page sent."""
    said = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    return min(int(said), ROWS_AT_MOST) if said.isdecimal() else 1


def _row_typed(data, place):
    fields = OutcomeForm.base_fields
    return {name: _given(data, f"{PREFIX}-{place}-{name}", name) for name in fields}


def _given(data, key, name):
    return data.getlist(key) if name in MANY else data.get(key, "")
