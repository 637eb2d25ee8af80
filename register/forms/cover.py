from datetime import datetime, time

from django import forms
from django.utils import timezone

END_OF_DAY = time(23, 59, 59)
HALF_HOURS = [time(hour, minute) for hour in range(8, 18) for minute in (0, 30)]
USUAL = time(15, 30)


class MakeCardForm(forms.Form):
    """Until when a card opens: today only."""

    until = forms.ChoiceField(
        label="Until when?",
        help_text="The card ends by itself. For another day, make another card on that day.",
        error_messages={
            "required": "Choose a time",
            "invalid_choice": "This time is over. Choose a later one",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.localtime().time()
        ahead = [one for one in HALF_HOURS if one > now]
        choices = [(f"{one}", f"{one:%H:%M}") for one in ahead]
        self.fields["until"].choices = [*choices, (f"{END_OF_DAY}", "The end of the day")]
        self.initial.setdefault("until", f"{USUAL if now < USUAL else END_OF_DAY}")

    @property
    def ends_at(self):
        until = time.fromisoformat(self.cleaned_data["until"])
        here = timezone.get_current_timezone()
        return datetime.combine(timezone.localdate(), until, tzinfo=here)


class CodeForm(forms.Form):
    """What was said aloud."""

    code = forms.CharField(
        label="Code",
        help_text="Six figures, which the school told you",
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-box"}
        ),
        error_messages={"required": "Enter the code"},
    )

    def clean_code(self):
        """With or without the gap in which it is written."""
        return "".join(self.cleaned_data["code"].split())
