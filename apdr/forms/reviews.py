from django import forms

from apdr.models import Decision, Rating


class ReviewForm(forms.Form):
    """How one outcome is going, what happens next, and a sentence if there is one to say."""

    rating = forms.TypedChoiceField(
        label="How is it going?",
        choices=Rating.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is going"},
    )
    decision = forms.ChoiceField(
        label="What should happen next?",
        choices=Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what should happen next"},
    )
    note = forms.CharField(
        label="Anything to add?",
        help_text="A sentence is enough. You can dictate it.",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, outcome, *args, labels=(), **kwargs):
        super().__init__(*args, prefix=f"o{outcome.pk.hex[:8]}", **kwargs)
        self.outcome = outcome
        if labels:
            self.fields["rating"].choices = list(enumerate(labels, start=1))
