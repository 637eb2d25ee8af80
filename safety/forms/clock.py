"""Times of the day as people type them."""

import re
from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from schools.form_fields import DayField

NOW, EARLIER = "now", "other"
OLDEST = timedelta(days=31)  # an entry of a day before this is a slip
TYPED = re.compile(r"(?P<hour>\d{1,2})(?:[:.h ]?(?P<minute>\d{2}))?\s*(?P<half>am|pm)?")
EXAMPLE = "like 12:05"


def time_from(text):
    """12:05, 12.05, 1205, 2pm and 2.05 pm; ValidationError says in words what to change."""
    found = TYPED.fullmatch(" ".join(text.lower().split()))
    if not found:
        raise ValidationError(f"Enter a time, {EXAMPLE}", code="invalid")
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] and not 1 <= hour <= 12:
        raise ValidationError(f"Check the hour, {hour}", code="hour")
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    if hour > 23 or minute > 59:
        raise ValidationError(
            f"There is no time {hour}:{minute:02}. Enter one {EXAMPLE}", code="no"
        )
    return time(hour, minute)


class ClockField(forms.Field):
    """A time of the day in one box."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})
    default_error_messages = {"required": f"Enter a time, {EXAMPLE}"}

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", f"In 24 hours, {EXAMPLE}")
        super().__init__(**kwargs)

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, time):
            return value or None
        return time_from(str(value))

    def prepare_value(self, value):
        return f"{value:%H:%M}" if isinstance(value, time) else value


# When something happened that is logged -----------------------------------------------------------
def when_field():
    """Now, which is the usual case, or earlier."""
    return forms.ChoiceField(
        label="When?",
        choices=((NOW, "Now"), (EARLIER, "Earlier")),
        widget=forms.RadioSelect,
        initial=NOW,
        error_messages={"required": "Choose when"},
    )


def recent_day():
    return DayField(
        label="Day",
        required=False,
        earliest=lambda: timezone.localdate() - OLDEST,
        latest=timezone.localdate,
        error_messages={
            "late": "Enter today or a day in the past",
            "early": "Enter a day in the last 31 days",
        },
    )


def moment_said(form, said):
    """The instant that the fields `when`, `day` and `clock` say; None, with words at the field,
    where they do not say one."""
    if said.get("when") != EARLIER:
        return timezone.now()
    for name, words in (
        ("day", "Enter the day, like 18/1/2027"),
        ("clock", f"Enter the time, {EXAMPLE}"),
    ):
        if not said.get(name) and name not in form.errors:
            form.add_error(name, words)
    if not (said.get("day") and said.get("clock")):
        return None
    moment = timezone.make_aware(datetime.combine(said["day"], said["clock"]))
    if moment > timezone.now():
        form.add_error("clock", "Enter a time that has passed")
    return moment
