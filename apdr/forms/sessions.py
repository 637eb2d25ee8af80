"""The tick: did a session happen, for the group and for each pupil?"""

from django import forms

from apdr.models import SessionRecord

Happened, Reason = SessionRecord.Happened, SessionRecord.Reason
WHY = "Choose why it did not happen"


class TickForm(forms.Form):
    """The answer for the whole group, from one button: yes, part, or no with its reason
    ("no:adult")."""

    answer = forms.ChoiceField(
        choices=[
            (Happened.YES, "Happened"),
            (Happened.PART, "Part of it"),
            *((f"{Happened.NO}:{reason}", label) for reason, label in Reason.choices),
        ],
        error_messages={"required": "Choose whether it happened", "invalid_choice": WHY},
    )
    number = forms.IntegerField(min_value=1, max_value=5)

    def happened(self):
        """(happened, reason)"""
        happened, _, reason = self.cleaned_data["answer"].partition(":")
        return happened, reason


class PlaceTickForm(forms.Form):
    """The same for one pupil of the group."""

    happened = forms.ChoiceField(
        choices=Happened.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it happened"},
    )
    reason = forms.ChoiceField(
        label="Why not?", choices=[("", "Choose"), *Reason.choices], required=False
    )

    def __init__(self, *args, enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        self.enrolment = enrolment

    def clean(self):
        if self.cleaned_data.get("happened") == Happened.NO and not self.cleaned_data.get("reason"):
            self.add_error("reason", WHY)

    def record(self):
        happened = self.cleaned_data["happened"]
        reason = "" if happened == Happened.YES else self.cleaned_data["reason"]
        return self.enrolment, happened, reason


class GroupTick:
    """The forms of all pupils of a group, answered on one page."""

    def __init__(self, data, *, places, stands):
        everybody = {"happened": Happened.YES}
        self.forms = [
            PlaceTickForm(
                data,
                prefix=f"pupil-{n}",
                enrolment=place,
                initial=stands.get(place.pk, everybody),
            )
            for n, place in enumerate(places)
        ]

    def is_valid(self):
        return all(form.is_valid() for form in self.forms)

    def records(self):
        return [form.record() for form in self.forms]
