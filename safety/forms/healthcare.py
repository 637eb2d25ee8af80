"""Healthcare plans: the medicines of the plan, the packs that the school holds, the doses."""

from django import forms
from django.utils import timezone

from register.forms.fields import StaffField, line
from safety.forms.clock import EARLIER, ClockField, moment_said, recent_day, when_field
from safety.forms.rows import RowForm, Rows
from safety.models import Medicine, Supply
from schools.form_fields import DayField

AS_AGREED, ANOTHER, NOT_GIVEN = "plan", "amount", "no"
TOLD = (
    ("By telephone", "By telephone"),
    ("In person", "In person"),
    ("By message or email", "By message or email"),
    ("", "Not told yet"),
)
GOOD_FOR_YEARS = timezone.timedelta(days=366 * 6)


# The plan's medicines -----------------------------------------------------------------------------
class MedicineForm(RowForm):
    name = line("Medicine", "As it says on the label", longest=120)
    strength = line("Strength", "Such as 100 micrograms", longest=60)
    dose = line("How much", "Such as 2 puffs", longest=120)
    given_how = line("How it is given", "Such as inhaler with spacer", longest=120)
    given_when = line("When", "Such as when wheezy, or 12:00", longest=120)
    hours_between = forms.IntegerField(
        label="Hours between doses",
        help_text="At least, such as 4",
        required=False,
        min_value=1,
        max_value=168,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={
            "invalid": "Enter whole hours, like 4",
            "min_value": "Enter whole hours, like 4",
            "max_value": "Enter at most 168 hours, which is a week",
        },
    )
    side_effects = line("Side effects")
    is_injector = forms.BooleanField(label="It is an auto-injector", required=False)
    is_carried = forms.BooleanField(label="The pupil carries it", required=False)
    needs = (
        ("name", "Write the name of the medicine"),
        ("dose", "Write how much is given"),
        ("given_how", "Write how it is given"),
        ("given_when", "Write when it is given"),
    )


class Medicines(Rows):
    prefix = "medicine"
    title = "Medicines"
    hint = (
        "Each as the prescriber and the parents agree it. Packs are put down once it is in force."
    )
    noun = "medicine"
    form = MedicineForm
    template = "safety/rows/medicine.html"

    def initial(self):
        names = list(self.form.base_fields)
        return [
            {name: getattr(row, name) for name in names} for row in self.version.medicines.all()
        ]

    def write(self, entries):
        self.version.medicines.all().delete()
        Medicine.objects.bulk_create(
            Medicine(version=self.version, pupil_id=self.version.pupil_id, position=n, **entry)
            for n, entry in enumerate(entries, start=1)
        )


# What the school holds ----------------------------------------------------------------------------
class SupplyForm(forms.Form):
    """A pack that came in."""

    medicine = forms.ChoiceField(
        label="Which medicine?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the medicine"},
    )
    quantity = line(
        "How much came?",
        "Such as 1 inhaler, or 28 tablets",
        "Write how much came",
        longest=60,
    )
    kept = line(
        "Where is it kept?",
        "Such as the fridge in the office, green bag in class 3A",
        "Write where it is kept",
        longest=120,
    )
    expires_on = DayField(
        label="Until when is it good?",
        help_text="The last day on the pack, like 31/8/2027",
        earliest=timezone.localdate,
        latest=lambda: timezone.localdate() + GOOD_FOR_YEARS,
        error_messages={
            "required": "Enter the last day on the pack, like 31/8/2027",
            "early": "This pack has expired. Give it back to the parents and ask for a new one",
            "late": "Check the year on the pack: it is more than 6 years away",
        },
    )
    received_on = DayField(
        label="When did it come?",
        latest=timezone.localdate,
        earliest=lambda: timezone.localdate() - timezone.timedelta(days=366),
        error_messages={
            "late": "Enter today or a day in the past",
            "early": "Enter a day in the last 12 months",
        },
    )

    def __init__(self, *args, medicines, **kwargs):
        super().__init__(*args, **kwargs)
        names = list(dict.fromkeys(one.name for one in medicines))
        self.fields["medicine"].choices = [(name, name) for name in names]
        if len(names) == 1:
            self.initial.setdefault("medicine", names[0])


class GoneForm(forms.Form):
    """A pack that is here no more."""

    went = forms.ChoiceField(
        label="Where did it go?",
        choices=Supply.Went.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where it went"},
    )
    gone_on = DayField(
        label="On which day?",
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past"},
    )

    def __init__(self, *args, supply, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gone_on"].earliest = supply.received_on
        self.fields["gone_on"].error_messages["early"] = (
            "It came on {day}. Enter that day or a later one"
        )


# Doses --------------------------------------------------------------------------------------------
class DoseForm(forms.Form):
    """A dose, given or not. In the usual case there is nothing to type: the medicine of the plan,
    as the plan says, now. `again` is the key of the dose that this one was asked about: this is
    another."""

    medicine = forms.ChoiceField(
        label="Which medicine?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the medicine"},
    )
    given = forms.ChoiceField(
        label="Was it given?",
        choices=(
            (AS_AGREED, "Yes, as the plan says"),
            (ANOTHER, "Yes, another amount"),
            (NOT_GIVEN, "No"),
        ),
        widget=forms.RadioSelect,
        initial=AS_AGREED,
        error_messages={"required": "Choose whether it was given"},
    )
    amount = line("How much was given?", "Such as 1 puff", longest=120)
    not_given_why = line("Why was it not given?", "Such as: the pupil did not want it")
    parents_told_how = forms.ChoiceField(
        label="How were the parents told?",
        help_text="They are told on the same day",
        choices=TOLD,
        widget=forms.RadioSelect,
        required=False,
    )
    when = when_field()
    day = recent_day()
    clock = ClockField(label="Time", required=False)
    witness = StaffField(label="Who saw it?", required=False)
    reaction = line("Anything to note?", "How the pupil was, any reaction")
    again = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(self, *args, medicines, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.medicines = {str(one.pk): one for one in medicines}
        self.fields["medicine"].choices = [
            (key, f"{one.name} {one.strength}".strip()) for key, one in self.medicines.items()
        ]
        if len(self.medicines) == 1:
            self.initial.setdefault("medicine", next(iter(self.medicines)))
        self.initial.setdefault("day", timezone.localdate())
        self.fields["witness"].offer()
        self.fields["witness"].queryset = self.fields["witness"].queryset.exclude(pk=by.pk)

    @property
    def hints(self):
        """What the plan says of each medicine, under its name."""
        return {
            key: f"{one.dose} · {one.given_how} · {one.given_when}"
            for key, one in self.medicines.items()
        }

    @property
    def chosen(self):
        return self.medicines[self.cleaned_data["medicine"]]

    def clean(self):
        said = super().clean()
        given = said.get("given")
        if given == ANOTHER and not said.get("amount"):
            self.add_error("amount", "Write how much was given")
        if given == NOT_GIVEN and not said.get("not_given_why"):
            self.add_error("not_given_why", "Write why it was not given")
        said["given_at"] = moment_said(self, said)
        return said

    @property
    def entry(self):
        """What the service writes."""
        said, was_given = self.cleaned_data, self.cleaned_data["given"] != NOT_GIVEN
        as_agreed = said["given"] == AS_AGREED
        return {
            "medicine": self.chosen,
            "amount": (self.chosen.dose if as_agreed else said["amount"]) if was_given else "",
            "not_given_why": "" if was_given else said["not_given_why"],
            "parents_told_how": "" if was_given else said["parents_told_how"],
            "given_at": said["given_at"],
            "witness": said["witness"],
            "reaction": said["reaction"],
        }


class CorrectDoseForm(DoseForm):
    """What an entry should have said, and why it is put right."""

    note = line("What was wrong?", "Such as: the time was wrong", "Write what was wrong")

    @staticmethod
    def first_answers(dose, medicines):
        """The entry as it stands, for the person to change."""
        moment = timezone.localtime(dose.given_at)
        medicine = next((one for one in medicines if one.name == dose.medicine), None)
        as_agreed = bool(medicine) and dose.amount == medicine.dose
        return {
            "medicine": str(medicine.pk) if medicine else None,
            "given": NOT_GIVEN if not dose.was_given else AS_AGREED if as_agreed else ANOTHER,
            "amount": "" if as_agreed else dose.amount,
            "not_given_why": dose.not_given_why,
            "parents_told_how": dose.parents_told_how,
            "when": EARLIER,
            "day": moment.date(),
            "clock": moment.time(),
            "witness": dose.witness_id,
            "reaction": dose.reaction,
        }

    @property
    def entry(self):
        return {**super().entry, "note": self.cleaned_data["note"]}
