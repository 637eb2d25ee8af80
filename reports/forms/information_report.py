"""What may be typed about the SEN information report."""

from django import forms

from register.forms.fields import line, text
from register.forms.seen import SeenField
from reports.services.information_report import LONGEST

MARKS = (
    "Leave a line empty between paragraphs. ## begins a heading, - a list, | a row of a table, "
    "**strong**, [words](https://address). You can paste from Word: headings, lists, tables and "
    "links stay."
)


class SectionForm(forms.Form):
    """One section. A text that is too long comes back whole."""

    text = forms.CharField(
        label="What you say",
        help_text=MARKS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "data-marks": "yes"}),
    )
    shows_facts = forms.BooleanField(
        label="Print the facts from our records below the text", required=False
    )
    is_complete = forms.BooleanField(
        label="This section is complete",
        help_text="You have read it, and it answers the point for this school year",
        required=False,
    )
    seen = SeenField()

    def __init__(self, *args, has_facts, **kwargs):
        super().__init__(*args, **kwargs)
        self.has_facts = has_facts
        if not has_facts:
            del self.fields["shows_facts"]

    def clean_text(self):
        words = self.cleaned_data["text"]
        if len(words) > LONGEST:
            raise forms.ValidationError(
                f"This has {len(words):,} characters. Shorten it to {LONGEST:,}: a section of more "
                "is not read. Nothing you typed is lost"
            )
        return words

    def clean(self):
        answers = super().clean()
        if answers.get("is_complete") and not answers.get("text") and not self.has_facts:
            self.add_error("text", "Write something first, or take the tick from “complete”")
        return answers

    @property
    def answers(self):
        return {
            "text": self.cleaned_data["text"],
            "shows_facts": self.cleaned_data.get("shows_facts", True),
            "is_complete": self.cleaned_data["is_complete"],
        }


class RemarkForm(forms.Form):
    text = text(
        "Your comment", "For those who write the report", "Write your comment", longest=1000
    )


class SendBackForm(forms.Form):
    text = text(
        "What has to change?",
        "The school reads it on the report. What was approved has to be approved again",
        "Write what has to change",
        longest=1000,
    )


class VouchForm(forms.Form):
    reason = line(
        "How do you know that it is right?",
        "Such as: I opened it today; the website refuses our check",
        "Write how you know that the link is right",
    )


class PublishForm(forms.Form):
    change_note = line(
        "What changed?",
        "One or two sentences for parents. They stand on the page “What changed”",
        "Write what changed, for parents",
    )
    seen = SeenField()


class TrustTextForm(forms.Form):
    """What the trust says on an item."""

    locked = text(
        "Text that every school prints",
        "Schools cannot change it. It stands above their own words",
        rows=8,
        longest=LONGEST,
    )
    starter = text(
        "Text to begin from",
        "Schools may take it into their own words and change it",
        rows=8,
        longest=LONGEST,
    )
    seen = SeenField()
