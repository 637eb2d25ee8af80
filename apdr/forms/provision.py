"""Setting up support, who takes part and for how long."""

from datetime import date, timedelta
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.people import staff_here, work_here
from apdr.costing import FREE
from apdr.models import BankItem, HourlyRate
from apdr.models.provision import AREA_CHOICES
from apdr.plan_parts import every_layer, layers_in_force
from apdr.services.provision import MOST_IN_A_GROUP, too_many
from register.forms.fields import PoundsField
from register.forms.groups import MOST_LINES, AdultField
from register.forms.seen import SeenField
from register.name_lists import PupilFinder, Unclear
from schools.form_fields import DayField

AS_LEADER = ""
LONGEST_SESSION = 300  # minutes
MOST_WEEKS = 52
EARLIEST = date(2000, 9, 1)  # as `provision_map`


def _number(label, words, lowest, highest, **kwargs):
    said = {"invalid": words, "min_value": words, "max_value": words, "required": words}
    attrs = {"inputmode": "numeric", "class": "govuk-input govuk-input--width-4"}
    return forms.IntegerField(
        label=label,
        min_value=lowest,
        max_value=highest,
        error_messages=said,
        widget=forms.TextInput(attrs=attrs),
        **kwargs,
    )


class SupportForm(forms.Form):
    """What is given, by whom, for how long: the part that setting up and changing share."""

    name = forms.CharField(
        label="What is it called?",
        max_length=80,
        error_messages={"required": "Enter a name, like Talk for reading"},
    )
    layer = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose a layer"),
    )
    area = forms.ChoiceField(
        label="Area of need",
        choices=AREA_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the area of need that it is for"},
    )
    led_by = AdultField(label="Who leads it?", error_messages={"required": "Choose who leads it"})
    minutes = _number(
        "Minutes a session",
        f"Enter how many minutes a session lasts, from 5 to {LONGEST_SESSION}",
        5,
        LONGEST_SESSION,
    )
    sessions_a_week = forms.DecimalField(
        label="Sessions a week",
        min_value=Decimal("0.1"),
        max_value=25,
        max_digits=4,
        decimal_places=1,
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "class": "govuk-input govuk-input--width-4"}
        ),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places"),
            "Enter how many sessions a week, like 3, or 0.5 for every second week",
        ),
    )
    room = forms.CharField(max_length=40, required=False)
    paid_as = forms.ChoiceField(
        label="Costed as",
        required=False,
        help_text="Decides which hourly rate applies",
    )
    one_off_pence = PoundsField(
        label="One-off cost in pounds", required=False, help_text="Material, a licence, a visit"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["led_by"].queryset = staff_here()
        self.fields["layer"].choices = self._layers()
        kinds = HourlyRate.objects.order_by("paid_as").values_list("paid_as", flat=True).distinct()
        given = self.initial.get("paid_as")
        known = sorted({*kinds, *([given] if given and given != FREE else [])})
        self.fields["paid_as"].choices = [
            (AS_LEADER, "What the person who leads it does here"),
            *((kind, kind) for kind in known),
            (FREE, "Nothing: it costs the school nothing"),
        ]

    def _layers(self):
        """Those in force; what was set up under an earlier format may keep its own."""
        kept = [one for one in every_layer() if one[0] == self.initial.get("layer")]
        return list(dict.fromkeys([*layers_in_force(), *kept]))

    def clean_one_off_pence(self):
        return self.cleaned_data["one_off_pence"] or 0

    def clean(self):
        leader = self.cleaned_data.get("led_by")
        if leader and not self.cleaned_data.get("paid_as"):
            self.cleaned_data["paid_as"] = work_here(leader)

    def support(self):
        names = SupportForm.base_fields
        return {name: self.cleaned_data[name] for name in names}


class PupilsForm(forms.Form):
    """Pupils ticked in a class or on the register, named in a pasted list, or both."""

    from_class = forms.ModelChoiceField(
        label="Show the pupils of",
        queryset=None,
        required=False,
        empty_label="The SEND register",
    )
    ticked = forms.ModelMultipleChoiceField(
        queryset=None, required=False, widget=forms.CheckboxSelectMultiple, label="Tick the pupils"
    )
    names = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        label="Or paste a list",
        help_text="A name or a UPN on each line",
    )

    asks_for_pupils = True

    def __init__(self, *args, pupils, offered, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.pupils = pupils
        self.fields["from_class"].queryset = groups
        self.fields["ticked"].queryset = pupils
        self.fields["ticked"].choices = [(pupil.pk, _known_as(pupil)) for pupil in offered]

    def clean_names(self):
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Paste at most {MOST_LINES} lines at a time")
        finder, found, problems = PupilFinder(self.pupils) if lines else None, [], []
        for line in lines:
            try:
                found.append(finder.find(line))
            except Unclear as unclear:
                problems.append(str(unclear))
        if problems:
            raise ValidationError(". ".join(problems) + ". Nobody was added yet.")
        return found

    def clean(self):
        super().clean()
        chosen = {*self.cleaned_data.get("ticked", ()), *self.cleaned_data.get("names", ())}
        self.cleaned_data["chosen"] = sorted(chosen, key=lambda p: p.listed_name)
        if self.asks_for_pupils and not chosen and not self.errors:
            where = "ticked" if self.fields["ticked"].choices else "names"
            self.add_error(where, "Tick a pupil, or paste at least one name")
        if len(chosen) > MOST_IN_A_GROUP:
            self.add_error(self._where_chosen(), too_many(len(chosen)))

    def refuse_leavers(self, day):
        """Say by name who is not in school on the day on which it starts."""
        gone = [p for p in self.cleaned_data.get("chosen", ()) if not p.is_on_roll(day)]
        if gone:
            words = ", ".join(f"{p.name} left on {p.left_on:%-d %b %Y}" for p in gone)
            self.add_error(self._where_chosen(), f"{words}. Take them out")

    def _where_chosen(self):
        return "names" if self.data.get("names") else "ticked"


def _first_day():
    """A day of the years that the provision map shows: another year is a slip of the keyboard."""
    return DayField(label="First day", earliest=EARLIEST, latest=_two_years_on)


def _two_years_on():
    return timezone.localdate() + timedelta(days=2 * 365)


class SetUpForm(PupilsForm, SupportForm):
    """A new intervention in one screen."""

    starts_on = _first_day()
    weeks = _number(
        "For how many weeks of school?",
        f"Enter the number of weeks, from 1 to {MOST_WEEKS}, or leave it empty for no end",
        1,
        MOST_WEEKS,
        required=False,
        help_text="Empty: until you end it",
    )
    planned_group_size = _number(
        "Planned size of the group",
        f"Enter a number from 1 to {MOST_IN_A_GROUP}",
        1,
        MOST_IN_A_GROUP,
        required=False,
        help_text="Empty: as many as you chose",
    )
    bank = forms.ModelChoiceField(queryset=None, required=False, widget=forms.HiddenInput)

    asks_for_pupils = False

    def __init__(self, *args, calendar, **kwargs):
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        self.fields["bank"].queryset = interventions_of_bank()

    def clean(self):
        super().clean()
        chosen, start = self.cleaned_data.get("chosen", ()), self.cleaned_data.get("starts_on")
        if start:
            self.refuse_leavers(start)
        if not self.cleaned_data.get("planned_group_size"):
            self.cleaned_data["planned_group_size"] = max(1, min(len(chosen), MOST_IN_A_GROUP))
        weeks = self.cleaned_data.get("weeks")
        self.cleaned_data["ends_on"] = last_day(self.calendar, start, weeks)

    def answers(self):
        bank = self.cleaned_data["bank"]
        own = ("starts_on", "ends_on", "planned_group_size")
        return {
            **self.support(),
            **{name: self.cleaned_data[name] for name in own},
            "bank_item_id": bank.pk if bank else None,
            "pupils": self.cleaned_data["chosen"],
        }


def interventions_of_bank():
    return BankItem.objects.offered().interventions()


def last_day(calendar, start, weeks):
    """The last day of so many weeks of school; of weeks of the year where the term dates of then
    are not entered. None: no end is planned."""
    if not start or not weeks:
        return None
    try:
        return calendar.add_school_days(start - timedelta(days=1), weeks * 5)
    except LookupError:
        return start + timedelta(weeks=weeks, days=-1)


class ChangeForm(SupportForm):
    """An intervention put right; places with days of their own keep them."""

    planned_group_size = _number(
        "Planned size of the group",
        f"Enter a number from 1 to {MOST_IN_A_GROUP}",
        1,
        MOST_IN_A_GROUP,
    )
    starts_on = _first_day()
    ends_on = DayField(label="Last day", required=False, help_text="Empty: no end is planned")
    seen = SeenField()

    def clean(self):
        super().clean()
        refuse_end_before_start(self)

    def answers(self):
        own = ("planned_group_size", "starts_on", "ends_on")
        return {**self.support(), **{name: self.cleaned_data[name] for name in own}}


class EnrolForm(PupilsForm):
    """More pupils for an intervention that stands."""

    starts_on = DayField(label="From")

    def clean(self):
        super().clean()
        if self.cleaned_data.get("starts_on"):
            self.refuse_leavers(self.cleaned_data["starts_on"])


class EndForm(forms.Form):
    on = DayField(label="Last day", help_text="Its pupils take part until then")


class PlaceForm(forms.Form):
    """Days of its own for one pupil's place."""

    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", required=False, help_text="Empty: no end is planned")
    ended_early = forms.CharField(
        label="Why, if the pupil stops before the others",
        max_length=120,
        required=False,
        help_text="For example: moved to another group, did not want to, timetable",
    )

    def __init__(self, *args, enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        self.enrolment = enrolment

    def clean(self):
        refuse_end_before_start(self)
        last, why = self.cleaned_data.get("ends_on"), self.cleaned_data.get("ended_early")
        if why and not last:
            self.add_error("ends_on", "Enter the pupil’s last day")
        early = self._is_before_the_others(last)
        if early and not why and not self.errors:
            self.add_error("ended_early", "Say in a few words why the pupil stops early")

    def _is_before_the_others(self, last):
        planned = self.enrolment.intervention.ends_on
        return bool(last) and (planned is None or last < planned)


def refuse_end_before_start(form):
    first, last = form.cleaned_data.get("starts_on"), form.cleaned_data.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", f"The last day comes before the first, {first:%-d %b %Y}")


def _known_as(pupil):
    return f"{pupil.listed_name}, {pupil.class_name or pupil.get_year_group_display()}"
