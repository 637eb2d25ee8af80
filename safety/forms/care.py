"""Intimate care that was given."""

from django import forms
from django.utils import timezone

from register.forms.fields import StaffField, line, text
from safety.forms.clock import EARLIER, ClockField, moment_said, recent_day, when_field


class CareForm(forms.Form):
    """In the usual case there is nothing to type: what the plan is about, now, nothing unusual."""

    what = line("What was done?", "Such as: changed", "Write what was done")
    when = when_field()
    day = recent_day()
    clock = ClockField(label="Time", required=False)
    second_adult = StaffField(label="Was a second adult there?", required=False)
    unusual = text("Anything unusual?", "Leave empty where there was nothing", rows=2, longest=1000)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())
        self.fields["second_adult"].offer()
        others = self.fields["second_adult"].queryset.exclude(pk=by.pk)
        self.fields["second_adult"].queryset = others
        self.fields["second_adult"].empty_label = "Nobody else"

    def clean(self):
        said = super().clean()
        said["happened_at"] = moment_said(self, said)
        return said

    @property
    def entry(self):
        names = ("what", "happened_at", "second_adult", "unusual")
        return {name: self.cleaned_data[name] for name in names}

    @staticmethod
    def first_answers(event):
        """The entry as it stands, for the person to change."""
        moment = timezone.localtime(event.happened_at)
        return {
            "what": event.what,
            "when": EARLIER,
            "day": moment.date(),
            "clock": moment.time(),
            "second_adult": event.second_adult_id,
            "unusual": event.unusual,
        }
