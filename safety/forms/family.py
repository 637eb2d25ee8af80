"""What a family answers that is asked to agree to a plan."""

from django import forms

from register.forms.links import AnswerForm

AGREES, REFUSES = "yes", "no"


class FamilyAgreementForm(AnswerForm):
    """I agree, or I do not agree and say why: the school must do something about it."""

    agrees = forms.ChoiceField(
        label="Do you agree to this plan?",
        choices=((AGREES, "I agree"), (REFUSES, "I do not agree")),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you agree"},
    )

    field_order = ("agrees", "comment", "signed_as")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comment"].help_text = "If you do not agree, tell us what you would change."

    def clean(self):
        answers = super().clean()
        if answers.get("agrees") == REFUSES and not answers.get("comment", "").strip():
            self.add_error("comment", "Tell us what you would change")
        return answers
