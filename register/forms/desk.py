from django import forms
from django.utils import timezone

from access.people import staff_here
from register.forms.groups import RecentDayField
from register.models import Group, SavedView


class SavedViewForm(forms.Form):
    """A name for the filters in use. The query comes from the page and is shown nowhere."""

    name = forms.CharField(
        max_length=60,
        label="Name of this view",
        help_text="Like “Year 4, SEN support”. Only you see it.",
        error_messages={"required": "Enter a name for this view"},
    )
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_query(self):
        query = self.cleaned_data["query"]
        if len(query) > SavedView._meta.get_field("query").max_length:
            self.add_error("name", "This list is too long to save. Shorten the search")
        return query


class KeyAdultOfManyForm(forms.Form):
    adult = forms.ModelChoiceField(
        None,
        label="Key adult",
        empty_label="Choose an adult",
        error_messages={"required": "Choose the adult who will be key adult"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["adult"].queryset = staff_here()


class ClassOfManyForm(forms.Form):
    group = forms.ModelChoiceField(
        None,
        label="Class or form",
        empty_label="Choose a class",
        error_messages={"required": "Choose the class that these pupils come into"},
    )
    on = RecentDayField(label="From", initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.open().filter(kind=Group.Kind.REGISTRATION)
