from django import forms

from register.forms.seen import SeenField

LONGEST = 2000


def _lines(label, help_text):
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ProfileForm(forms.Form):
    """What a teacher needs in the classroom, what helps before what is hard."""

    seen = SeenField()
    strengths = _lines("Strengths", "What the pupil is good at and enjoys. One line for each.")
    what_helps = _lines("Do", "What helps in the classroom. One line for each.")
    what_to_avoid = _lines("Avoid", "What makes it harder. One line for each.")

    def clean(self):
        texts = [self.cleaned_data.get(name) for name in self.texts]
        if not self.errors and not any(texts):
            self.add_error("what_helps", "Write at least one thing that helps")
        return self.cleaned_data

    texts = ("strengths", "what_helps", "what_to_avoid")

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in self.texts}
