"""Finding something in a bank, and adding to it: a school's bank and the trust's alike."""

from django import forms
from django.db.models import Q

from apdr.models import BankItem
from apdr.models.provision import AREA_CHOICES
from apdr.plan_parts import layers_in_force
from register.forms.seen import SeenField

Kind = BankItem.Kind
ASKED = {
    Kind.OUTCOME: ("area", "text", "measure"),
    Kind.STRATEGY: ("area", "text"),
    Kind.INTERVENTION: (
        "area",
        "text",
        "measure",
        "layer",
        "minutes",
        "sessions_a_week",
        "weeks",
        "group_size",
    ),
}
TEXTS = {
    Kind.OUTCOME: ("What will be different?", "For any pupil, so without a name."),
    Kind.STRATEGY: ("What do adults do?", "One thing, for any pupil."),
    Kind.INTERVENTION: ("What is it called?", ""),
}
LONGEST_NAME = 80  # of an intervention, as in `models.Intervention`


class BankFilter(forms.Form):
    """What a person looks for; nothing asked finds all that is on offer."""

    q = forms.CharField(label="Words", required=False, max_length=80)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All"), *Kind.choices])
    area = forms.ChoiceField(
        label="Area of need", required=False, choices=[("", "All"), *AREA_CHOICES]
    )
    withdrawn = forms.BooleanField(label="Show what is withdrawn", required=False)

    @property
    def asks_for_withdrawn(self):
        return bool(self._answers.get("withdrawn"))

    def narrow(self, items):
        found = saying(items, self._answers.get("q", ""))
        asked = {name: self._answers.get(name) for name in ("kind", "area")}
        return found.filter(**{name: value for name, value in asked.items() if value})

    @property
    def _answers(self):
        return self.cleaned_data if self.is_valid() else {}


def saying(items, words):
    """The items in which each of these words stands."""
    for word in words.split():
        items = items.filter(Q(text__icontains=word) | Q(measure__icontains=word))
    return items


def _number(label, most, **kwargs):
    words = f"Enter a number from 1 to {most}"
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), words),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input govuk-input--width-4"}
        ),
        **kwargs,
    )


OFTEN = "Enter how many times a week, such as 3 or 0.5"


class BankItemForm(forms.Form):
    """An item of one kind. `others` are the items beside which it will stand."""

    seen = SeenField()
    area = forms.ChoiceField(
        label="Area of need",
        choices=[("", "Choose an area"), *AREA_CHOICES],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose an area of need"),
    )
    text = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Write what it says",
            "max_length": "Use at most %(limit_value)d letters. These are %(show_value)d",
        },
    )
    measure = forms.CharField(
        label="How will we know?",
        help_text="What you will count or see",
        max_length=200,
        required=False,
        error_messages={"max_length": "Use at most 200 letters"},
    )
    layer = forms.ChoiceField(
        label="Layer",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a layer"),
    )
    minutes = _number("Minutes a session", 600)
    sessions_a_week = forms.DecimalField(
        label="Sessions a week",
        min_value=0.1,
        max_value=50,
        max_digits=4,
        decimal_places=1,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places", "max_digits"),
            OFTEN,
        ),
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "govuk-input govuk-input--width-4"}
        ),
    )
    weeks = _number("Weeks of school", 80, required=False, help_text="Empty: until it is ended")
    group_size = _number("Pupils in a group", 60)

    def __init__(self, *args, kind, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.others = Kind(kind), others
        for name in set(self.fields) - {"seen", *ASKED[self.kind]}:
            del self.fields[name]
        text = self.fields["text"]
        text.label, text.help_text = TEXTS[self.kind]
        if self.kind == Kind.INTERVENTION:
            text.widget = forms.TextInput()
            self.fields["layer"].choices = [("", "Choose a layer"), *layers_in_force()]

    def clean_text(self):
        text = " ".join(self.cleaned_data["text"].split())
        if self.kind == Kind.INTERVENTION and len(text) > LONGEST_NAME:
            raise forms.ValidationError(f"Use at most {LONGEST_NAME} letters for a name")
        if self.others.filter(kind=self.kind, text__iexact=text).exists():
            raise forms.ValidationError("This is in the bank already. Look there, or word it anew")
        return text

    @property
    def answers(self):
        given = {name: self.cleaned_data[name] for name in ASKED[self.kind]}
        return {"kind": self.kind, **given}
