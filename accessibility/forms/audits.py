"""An audit of one strand: every line of its checklist on one page; and the photos of a barrier."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accessibility.models import Severity
from register.forms.fields import line, text
from register.forms.seen import SeenField
from schools.form_fields import DayField
from schools.pictures import UnusablePicture, redraw

PARTS = ("good", "barrier", "severity", "evidence")
MOST_PIXELS = 30_000_000  # what the camera of a telephone takes, and more


class AuditForm(forms.Form):
    """When and who; `lines` are the forms of the checklist."""

    audited_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={
            "required": "Enter the day of the audit",
            "late": "Enter today or a day in the past",
        },
    )
    who = line(
        "Who walked the site, or looked?",
        "Such as: headteacher, site lead, the SEND governor, four pupils of the school council",
        required="Write who walked the site",
    )
    seen = SeenField()

    def __init__(self, data=None, *, strand, audit=None, **kwargs):
        super().__init__(data, **kwargs)
        saved = {one.item: one for one in audit.findings.all()} if audit else {}
        self.lines = [
            LineForm(data, item=item, finding=saved.get(item.code)) for item in strand.items
        ]

    @property
    def forms(self):
        """All of them, for the summary of what to check."""
        return [self, *self.lines]

    def is_whole(self):
        return all([self.is_valid(), *(one.is_valid() for one in self.lines)])

    @property
    def has_errors(self):
        return self.is_bound and not self.is_whole()

    @property
    def answers(self):
        """What the service needs."""
        said = [(one.item.code, one.answers) for one in self.lines if one.says_something]
        when = {name: self.cleaned_data[name] for name in ("audited_on", "who")}
        return when | {"findings": said}


class LineForm(forms.Form):
    """One line of the checklist. Left empty, it was not looked at."""

    good = text("What is good?", rows=2, longest=2000)
    barrier = text("What is in the way?", rows=2, longest=2000)
    severity = forms.ChoiceField(
        label="How much?", required=False, choices=[("", "Choose"), *Severity.choices]
    )
    evidence = text("How do you know?", "Measured, seen, told by pupils", rows=2, longest=2000)

    def __init__(self, data, *, item, finding):
        initial = {name: getattr(finding, name) for name in PARTS} if finding else {}
        super().__init__(data, initial=initial, prefix=item.code)
        self.item, self.finding = item, finding

    def clean(self):
        answers = super().clean()
        if answers.get("barrier") and not answers.get("severity"):
            self.add_error("severity", "Choose how much this is in the way")
        if answers.get("severity") and not answers.get("barrier"):
            self.add_error("barrier", "Write what is in the way, or choose no answer below")
        if answers.get("evidence") and not (answers.get("barrier") or answers.get("good")):
            self.add_error("good", "Write what is good, or what is in the way")
        return answers

    @property
    def answers(self):
        return {name: self.cleaned_data[name] for name in PARTS}

    @property
    def says_something(self):
        return any(self.answers.values())

    @property
    def is_open(self):
        """Shown open: it says something, or something is wrong with it."""
        return bool(self.finding or self.errors or (self.is_bound and self.has_changed()))


class PhotoForm(forms.Form):
    """A photo of a barrier or of good practice. Nobody is to be seen on it."""

    picture = forms.FileField(
        label="The photo",
        help_text="PNG or JPEG, up to 10 MB. Without people: a photo of a child is not for here. "
        "Where and when it was taken is left out.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
        error_messages={
            "required": "Choose the photo",
            "missing": "Choose the photo",
            "empty": "This file is empty. Choose another",
        },
    )
    shows = line(
        "What does it show?",
        "For those who cannot see it, such as: two steps up to the library door, no rail",
        required="Write what the photo shows",
        longest=200,
    )

    def clean_picture(self):
        """(bytes, width, height), drawn anew."""
        try:
            return redraw(self.cleaned_data["picture"].read(), MOST_PIXELS)
        except UnusablePicture as refused:
            raise ValidationError(str(refused)) from refused
