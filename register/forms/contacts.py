from django import forms

from register.forms.seen import SeenField
from register.models import Contact


class ContactForm(forms.ModelForm):
    seen = SeenField()

    class Meta:
        model = Contact
        fields = [
            "name", "relationship", "has_parental_responsibility", "telephone", "email", "address",
            "language", "needs_interpreter",
        ]  # fmt: skip
        labels = {
            "relationship": "Who they are to the pupil",
            "has_parental_responsibility": "Has parental responsibility",
            "email": "Email address",
            "needs_interpreter": "Needs an interpreter",
        }
        help_texts = {
            "has_parental_responsibility": "Letters about SEND go to those who have it.",
            "needs_interpreter": "For meetings and for letters.",
        }
        error_messages = {
            "name": {"required": "Enter the contact’s name"},
            "relationship": {"required": "Enter who they are to the pupil, like mother or carer"},
            "email": {"invalid": "Enter an email address, like name@family.example"},
        }
        widgets = {"address": forms.Textarea(attrs={"rows": 3})}

    def clean(self):
        answers = super().clean()
        if answers.get("needs_interpreter") and not answers.get("language"):
            self.add_error("language", "Choose the language for the interpreter")
        return answers

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
