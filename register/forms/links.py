from django import forms

from schools.form_fields import BirthDateField


class BirthDateForm(forms.Form):
    """What a family knows and a stranger does not."""

    born_on = BirthDateField(label="Your child’s date of birth", help_text="For example, 27 3 2018")


class AnswerForm(forms.Form):
    signed_as = forms.CharField(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name"},
    )
    comment = forms.CharField(
        label="Is there anything you want to say?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class MakeLinkForm(forms.Form):
    contact = forms.ModelChoiceField(
        None,
        label="For whom?",
        required=False,
        empty_label="A parent or carer",
        help_text="The link opens after the child’s date of birth, for 28 days.",
    )

    def __init__(self, pupil, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = pupil.contacts.filter(has_parental_responsibility=True)
        self.fields["contact"].label_from_instance = lambda contact: contact.name
