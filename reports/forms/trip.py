"""What is asked before a paper is made."""

from django import forms


class ChosenGroupForm(forms.Form):
    """A class or group out of those within reach; what is no such group is none."""

    group = forms.ModelChoiceField(None, required=False)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups

    @property
    def chosen(self):
        return self.cleaned_data.get("group") if self.is_valid() else None


class TripForm(forms.Form):
    """Who comes along, and what the trip is called on the cover of its pack."""

    title = forms.CharField(
        label="What is the trip?",
        help_text="Such as: Farm visit, 12 December. It stands on the first page",
        required=False,
        max_length=80,
    )
    pupils = forms.ModelMultipleChoiceField(
        None,
        label="Who comes along?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one pupil",
            "invalid_choice": "One of the pupils is not here any more. Tick again",
        },
    )

    def __init__(self, *args, pupils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pupils"].queryset = pupils
        self.fields["pupils"].label_from_instance = _named


def _named(pupil):
    return f"{pupil.name}, {pupil.class_name}" if pupil.class_name else pupil.name
