from django import forms

from audit.words import SORTS
from schools.form_fields import DayField


class HappenedFilter(forms.Form):
    """The filters of "What happened"; every answer is optional."""

    sort = forms.ChoiceField(required=False, choices=[("", "Everything"), *SORTS.items()])
    who = forms.CharField(required=False, max_length=80)
    day = DayField(required=False)

    @property
    def answers(self):
        """What was asked for; an answer that makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
