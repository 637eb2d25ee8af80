from django import forms
from django.utils import timezone

from access.people import assistants_here, staff_here
from register import upn
from register.forms.seen import SeenField, see_again
from register.models import Group, Pupil
from register.services.pupils import KEY_ADULT
from register.versions import version_of
from schools.form_fields import BirthDateField, DayField

UPN_TAKEN = "Another pupil has this UPN. Check it against the school’s system"
OLDEST = 26  # years; EHC plans end at 25

NAMES = ["legal_forename", "middle_names", "legal_surname", "preferred_forename",
         "preferred_surname"]  # fmt: skip
WHO = ["born_on", "sex"]
HERE = ["year_group", "admitted_on", "enrolment", "admission_number"]
NUMBERS = ["upn", "uln"]
BACKGROUND = ["first_language", "ethnicity", "fsm", "pupil_premium", "is_looked_after",
              "service_child"]  # fmt: skip


class PupilForm(forms.ModelForm):
    """Who a pupil is, as the school's roll has it."""

    seen = SeenField()
    born_on = BirthDateField(label="Date of birth")
    upn = forms.CharField(
        label="UPN",
        help_text="Unique pupil number: a letter and 12 more characters. Leave it empty if the "
        "pupil has none yet.",
        required=False,
        max_length=30,
        error_messages={"unique": UPN_TAKEN},
    )
    admitted_on = DayField(
        label="First day at this school",
        required=False,
        latest=timezone.localdate,
        error_messages={"late": "Enter today or a day in the past, like 3/9/2026"},
    )

    class Meta:
        model = Pupil
        fields = [*NAMES, *WHO, *HERE, *NUMBERS, *BACKGROUND]
        labels = {
            "legal_forename": "Legal first name",
            "legal_surname": "Legal surname",
            "preferred_forename": "Preferred first name",
            "preferred_surname": "Preferred surname",
            "uln": "ULN",
            "is_looked_after": "Looked after by a local authority",
            "service_child": "Child of a parent in the armed forces",
        }
        help_texts = {
            "preferred_forename": "The name the pupil goes by, if it is another",
            "uln": "Unique learner number, 10 digits, from Year 9",
        }
        error_messages = {
            "legal_forename": {"required": "Enter the pupil’s first name"},
            "legal_surname": {"required": "Enter the pupil’s surname"},
            "year_group": {"required": "Choose a year group"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in BACKGROUND:
            self._say_for_nothing(name, "Not known")
        self._say_for_nothing("year_group", "Choose a year group")

    def _say_for_nothing(self, name, words):
        if choices := getattr(self.fields[name], "choices", None):
            self.fields[name].choices = [("", words), *choices[1:]]

    def clean_born_on(self):
        born_on, today = self.cleaned_data["born_on"], timezone.localdate()
        if born_on >= today:
            raise forms.ValidationError("Enter a date of birth in the past")
        if today.year - born_on.year > OLDEST:
            raise forms.ValidationError("Check the year of birth")
        return born_on

    def clean_upn(self):
        number = upn.tidy_upn(self.cleaned_data["upn"] or "") or None
        if number and (why := upn.why_not_upn(number)):
            raise forms.ValidationError(why)
        return number

    def clean_uln(self):
        number = "".join(self.cleaned_data["uln"].split())
        if number and (why := upn.why_not_uln(number)):
            raise forms.ValidationError(why)
        return number

    def clean(self):
        answers = super().clean()
        born_on, admitted_on = answers.get("born_on"), answers.get("admitted_on")
        if born_on and admitted_on and admitted_on <= born_on:
            self.add_error("admitted_on", "The first day at school must come after the birth")
        return answers

    @property
    def answers(self):
        """The fields of `Pupil`, and nothing else that the form asked."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def sections(self):
        """(heading, fields), as the page groups them."""
        groups = [
            ("Name", NAMES),
            ("Birth", WHO),
            ("At this school", HERE),
            ("Numbers", NUMBERS),
            ("Background", BACKGROUND),
        ]
        return [(title, [self[name] for name in names]) for title, names in groups]


class NewPupilForm(PupilForm):
    """The same for a pupil who comes, with their class."""

    group = forms.ModelChoiceField(
        Group.objects.none(), label="Class or form", required=False, empty_label="No class yet"
    )
    is_another = forms.BooleanField(
        label="This is another pupil",
        help_text="With the same name and date of birth, such as one of twins.",
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.open().filter(kind=Group.Kind.REGISTRATION)
        self.asks_about_twins = bool(self.data.get("is_another"))

    def clean(self):
        answers = super().clean()
        if not answers.get("is_another") and self._is_on_the_roll_already(answers):
            self.asks_about_twins = True
            self.add_error(
                "is_another",
                "A pupil with this name and date of birth is on the roll already. Find them on "
                "the register, or tick that this is another pupil",
            )
        return answers

    def _is_on_the_roll_already(self, answers):
        who = [answers.get(name) for name in ("legal_forename", "legal_surname", "born_on")]
        return (
            all(who)
            and Pupil.objects.filter(
                legal_forename__iexact=who[0], legal_surname__iexact=who[1], born_on=who[2]
            ).exists()
        )

    @property
    def sections(self):
        return [
            (title, [*fields, self["group"]] if title == "At this school" else fields)
            for title, fields in super().sections
        ]


class LeavesForm(forms.Form):
    on = DayField(
        label="First day on which the pupil is no longer here",
        help_text="For example, 18/12/2026",
        latest=timezone.localdate,
        error_messages={
            "required": "Enter the day, like 18/12/2026",
            "late": "Record this once the pupil has left: enter today or a day in the past",
        },
    )

    def __init__(self, *args, pupil, **kwargs):
        super().__init__(*args, **kwargs)
        self.pupil = pupil

    def clean_on(self):
        on = self.cleaned_data["on"]
        if self.pupil.admitted_on and on < self.pupil.admitted_on:
            raise forms.ValidationError("Enter a day after the pupil came to the school")
        return on


class ReturnsForm(forms.Form):
    on = DayField(
        label="First day back",
        latest=timezone.localdate,
        error_messages={
            "required": "Enter the day, like 4/1/2027",
            "late": "Enter today or a day in the past, like 4/1/2027",
        },
    )

    def __init__(self, *args, pupil, **kwargs):
        super().__init__(*args, **kwargs)
        self.pupil = pupil

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on < self.pupil.left_on:
            raise forms.ValidationError("Enter a day after the pupil left")
        return on


class KeyAdultForm(forms.Form):
    adult = forms.ModelChoiceField(
        None, label="Key adult", required=False, empty_label="Nobody",
        help_text="The adult who knows the pupil best and whom others ask.",
    )  # fmt: skip
    seen = SeenField()

    def __init__(self, *args, pupil, **kwargs):
        """`pupil` as the page shows them now."""
        self.now, self.version = pupil.key_adult, version_of(pupil, fields=KEY_ADULT)
        first = {"adult": pupil.key_adult_id, "seen": self.version}
        super().__init__(*args, initial=first, **kwargs)
        self.fields["adult"].queryset = staff_here()

    def tell_what_was_saved(self):
        """Somebody else chose meanwhile: the choice made here stays, and can be sent again."""
        now = f"{self.now} was" if self.now else "Nobody was"
        self.add_error("adult", f"{now} chosen by somebody else meanwhile. Save again to change it")
        see_again(self, self.version)


class NameAdultForm(forms.Form):
    named = forms.ModelChoiceField(
        None,
        label="Teaching assistant",
        empty_label="Choose an assistant",
        error_messages={"required": "Choose an assistant"},
    )

    def __init__(self, *args, already, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["named"].queryset = assistants_here().exclude(pk__in=already)
