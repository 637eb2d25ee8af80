"""A use of force, restraint or seclusion: recorded, told to the parents, put right beside."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone

from register.forms.fields import StaffField, line, text
from safety.forms.clock import ClockField
from safety.forms.rows import RowForm, Rows
from safety.models import RestrictiveKind, StaffInvolved
from safety.models.restrictive import PLACES
from schools.form_fields import DayField

ELSEWHERE = "elsewhere"
A_YEAR = timedelta(days=366)
NOT_BEFORE = "Enter a later day: the record is written the same day"


def _day(label):
    return DayField(
        label=label,
        earliest=lambda: timezone.localdate() - A_YEAR,
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past", "early": NOT_BEFORE},
    )


def _moment(day, clock):
    """The instant of a day and a time here."""
    return timezone.make_aware(datetime.combine(day, clock))


class RecordForm(forms.Form):
    """What happened, in the order in which it happened (Education and Inspections Act 2006, s93A;
    the guidance of 2026 on restrictive interventions)."""

    on = _day("On which day?")
    began = ClockField(label="When did it begin?")
    ended = ClockField(label="When did it end?")
    place = forms.ChoiceField(
        label="Where?",
        choices=[("", "Choose"), *((place, place) for place in PLACES), (ELSEWHERE, "Elsewhere")],
        error_messages={"required": "Choose where it was"},
    )
    elsewhere = line("Where else?", "Only if it is not in the list", longest=120)
    kinds = forms.MultipleChoiceField(
        label="What was used?",
        choices=RestrictiveKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what was used"},
    )
    led_up = text("What led up to it?", required="Write what led up to it")
    tried = text(
        "What was tried first?",
        "Words, space, a change of adult: whatever was done to calm it",
        required="Write what was tried first",
    )
    what = text(
        "What was done?",
        "Which hold, by whom, how firmly, for how long. For seclusion: where, and who stayed near",
        required="Write what was done",
    )
    why = text(
        "Why was it necessary?",
        "Which harm it kept from whom, and why nothing less would do",
        required="Write why it was necessary",
    )
    hurt_pupil = text("Was the pupil hurt?", "Also marks and distress", rows=2, longest=2000)
    hurt_staff = text("Was any adult hurt?", rows=2, longest=2000)
    medical_check = text("Who checked the pupil, and when?", rows=2, longest=2000)
    aftercare = text("How was the pupil cared for afterwards?", rows=2, longest=2000)
    pupil_said = text("What does the pupil say?", "In their own words", rows=2, longest=2000)
    staff_said = text("What do the adults say?", "What they would do again", rows=2, longest=2000)

    TIME = ("on", "began", "ended", "place", "elsewhere", "kinds")
    BEFORE = ("led_up", "tried", "what", "why")
    AFTER = ("hurt_pupil", "hurt_staff", "medical_check", "aftercare", "pupil_said", "staff_said")

    def clean(self):
        answers = super().clean()
        if answers.get("place") == ELSEWHERE and not answers.get("elsewhere"):
            self.add_error("elsewhere", "Write where it was")
        if all(answers.get(name) for name in ("on", "began", "ended")):
            self._check_times(answers)
        return answers

    def _check_times(self, answers):
        self.began_at = _moment(answers["on"], answers["began"])
        self.ended_at = _moment(answers["on"], answers["ended"])
        if self.ended_at < self.began_at:
            self.add_error("ended", "Enter a time after it began")
        elif self.ended_at > timezone.now():
            self.add_error("ended", "Enter a time that has passed")

    @property
    def groups(self):
        """The fields of the page under their headings."""
        return {name: [self[one] for one in getattr(self, name)] for name in ("BEFORE", "AFTER")}

    @property
    def answers(self):
        """What the service needs."""
        said = self.cleaned_data
        written = {name: said[name] for name in (*self.BEFORE, *self.AFTER)}
        place = said["elsewhere"] if said["place"] == ELSEWHERE else said["place"]
        times = {"began_at": self.began_at, "ended_at": self.ended_at}
        return {**written, **times, "place": place, "kinds": said["kinds"]}


class InvolvedForm(RowForm):
    user = StaffField(label="Who", required=False)
    part = forms.ChoiceField(label="Did what", choices=StaffInvolved.Part.choices)
    needs = (("user", "Choose who it was"),)
    silent = ("part",)


class Involved(Rows):
    """The adults who used it or saw it. They stand in no version of a plan."""

    prefix = "staff"
    title = "Which adults were there?"
    hint = "Everybody who used it, and everybody who saw it. Each may read the record."
    noun = "adult"
    form = InvolvedForm

    def __init__(self):
        super().__init__(version=None)

    def initial(self):
        return []

    @staticmethod
    def is_whole(rows):
        """At least one adult used it, and nobody stands there twice; else says so at the field."""
        if not rows.is_valid():
            return False
        told = [row for row in rows.forms if row.says_something]
        if not any(row.cleaned_data["part"] == StaffInvolved.Part.USED for row in told):
            rows.forms[0].add_error("user", "Choose at least one adult who used it")
        seen = set()
        for row in told:
            adult = row.cleaned_data.get("user")
            if adult in seen:
                row.add_error("user", "This adult is named already")
            seen.add(adult)
        return not any(row.errors for row in rows.forms)


TOLD = ("told", "They have been told")
NOT_YET = ("", "Not yet")
NOT_TOLD = ("not told", "They are not to be told, and why")
DANGER = (
    "Only where telling them would be likely to bring the pupil serious harm. Write why, and whom "
    "you told at the local authority instead"
)


class ParentsForm(forms.Form):
    """Parents are told as soon as can be; the exception is narrow."""

    said = forms.ChoiceField(
        label="Have the parents been told?",
        choices=[TOLD, NOT_TOLD],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they have been told"},
    )
    on = _day("When were they told?")
    at = ClockField(label="At what time?")
    how = line("How, and by whom?", "Such as: by telephone, by the class teacher", longest=120)
    why_not = line("Why are they not to be told?", DANGER)

    def __init__(self, *args, after=None, **kwargs):
        kwargs.setdefault("prefix", "parents")
        super().__init__(*args, **kwargs)
        self.after = after
        for name in ("on", "at"):
            self.fields[name].required = False

    def clean(self):
        answers = super().clean()
        if answers.get("said") == TOLD[0]:
            self._need("on", "Enter the day on which they were told")
            self._need("at", "Enter the time at which they were told")
            self._need("how", "Write how they were told, and by whom")
            if answers.get("on") and answers.get("at"):
                self._check_moment(answers)
        if answers.get("said") == NOT_TOLD[0]:
            self._need("why_not", "Write why they are not to be told")
        return answers

    def _need(self, name, words):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def _check_moment(self, answers):
        self.told_at = _moment(answers["on"], answers["at"])
        if self.told_at > timezone.now():
            self.add_error("at", "Enter a time that has passed")
        elif self.after and self.told_at < self.after:
            self.add_error("at", "Enter a time after it happened")

    @property
    def answers(self):
        """What the service needs; None where nobody has told them yet."""
        said = self.cleaned_data
        if said["said"] == TOLD[0]:
            return {"told_at": self.told_at, "how": said["how"]}
        return {"not_told_why": said["why_not"]} if said["said"] else None


class ParentsTodayForm(ParentsForm):
    """The same on the page of the record, where they may not have been told yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["said"].required = False
        self.fields["said"].choices = [NOT_YET, TOLD, NOT_TOLD]


class CorrectionForm(forms.Form):
    text = text(
        "What must be put right?",
        "The record stays as it was written. Your words stand beside it, with name and day",
        required="Write what must be put right",
        rows=4,
    )
