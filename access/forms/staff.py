"""What may be typed about people and their roles, on a school's staff page and on the trust's."""

from django import forms
from django.utils import timezone

from access.checks import roles_to_give
from access.models import Membership, User
from access.roles import SCHOOL_ROLES, Role
from schools.form_fields import DayField
from schools.models import School

TRUST = "trust"


class StaffFilter(forms.Form):
    """The filters of the list of people; every answer is optional."""

    q = forms.CharField(required=False, max_length=80)
    role = forms.ChoiceField(required=False)
    school = forms.ModelChoiceField(School.objects.none(), required=False)

    def __init__(self, data, *, place):
        super().__init__(data)
        roles = SCHOOL_ROLES if place else Role
        self.fields["role"].choices = [("", "All roles"), *((r.value, r.label) for r in roles)]
        if place:
            del self.fields["school"]
        else:
            self.fields["school"].queryset = School.objects.all()

    @property
    def answers(self):
        """What was asked for; an answer that makes no sense is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RoleForm(forms.Form):
    """A role for one person. `place` is the school of the page; None is the trust's own page,
    where the school is asked for."""

    place = forms.ChoiceField(
        label="Where", error_messages={"required": "Choose a school, or the whole trust"}
    )
    role = forms.ChoiceField(label="Role", error_messages={"required": "Choose a role"})
    starts_on = DayField(
        label="First day", error_messages={"required": "Enter the first day, like 1/9/2026"}
    )
    ends_on = DayField(
        label="Last day",
        required=False,
        help_text="Only if it is known. The role ends by itself after that day.",
    )

    def __init__(self, *args, by, place, person=None, **kwargs):
        initial = {"starts_on": timezone.localdate(), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)
        self.by, self.school, self.person = by, place, person
        if place:
            del self.fields["place"]
            self.fields["role"].choices = _choices("Choose a role", roles_to_give(by, place))
        else:
            self._offer_every_place()

    def _offer_every_place(self):
        self.schools = {str(school.pk): school for school in School.objects.open()}
        places = [(key, school.name) for key, school in self.schools.items()]
        self.fields["place"].choices = [
            ("", "Choose where"), (TRUST, "The whole trust"), ("Schools", places),
        ]  # fmt: skip
        school = next(iter(self.schools.values()), None)
        in_school = roles_to_give(self.by, school) if school else []
        self.fields["role"].choices = [
            ("", "Choose a role"),
            ("In a school", [(role.value, role.label) for role in in_school]),
            ("In the whole trust", [(r.value, r.label) for r in roles_to_give(self.by, None)]),
        ]

    def clean_place(self):
        self.school = self.schools.get(self.cleaned_data["place"])
        return self.cleaned_data["place"]

    def clean_role(self):
        return Role(self.cleaned_data["role"])

    def clean(self):
        super().clean()
        answers = self.cleaned_data
        starts_on, ends_on = answers.get("starts_on"), answers.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The last day must not be before the first day")
        role = answers.get("role")
        if role and "place" in answers and role.is_of_the_trust != (self.school is None):
            self.add_error("role", _wrong_place(role))
        elif role and starts_on and not self.errors:
            self._refuse_a_second_time(role, starts_on, ends_on)
        return answers

    def _refuse_a_second_time(self, role, starts_on, ends_on):
        if self.person is None:
            return
        held = Membership.objects.of(self.person).at(self.school).with_role(role)
        if held.overlapping(starts_on, ends_on).exists():
            self.add_error("role", f"{self.person.name} has this role already")

    @property
    def membership(self):
        """What the services of people are given."""
        answers = {name: self.cleaned_data[name] for name in ("role", "starts_on", "ends_on")}
        return {"school": self.school, **answers}


class InvitationForm(RoleForm):
    name = forms.CharField(
        label="Name",
        max_length=150,
        help_text="First name and surname, as colleagues know them",
        error_messages={"required": "Enter the person’s name"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="Email address",
        help_text="Of their work. The invitation goes there.",
        error_messages={
            "required": "Enter the email address",
            "invalid": "Enter an email address, like name@school.example",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["name", "email", "place", "role", "starts_on", "ends_on"]

    def clean_email(self):
        email = self.cleaned_data["email"]
        self.person = User.objects.with_email(email).first()
        if self.person == self.by:
            raise forms.ValidationError("This is you. Somebody else must give you a role.")
        if self.person and not self.person.is_active:
            raise forms.ValidationError(
                "This account is switched off. The trust’s technical administrator can open it."
            )
        return email


class EndRoleForm(forms.Form):
    NOW, LATER = "now", "other"
    when = forms.ChoiceField(
        label="When does it end?",
        choices=[(NOW, "Now"), (LATER, "After a last day")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose when it ends"},
    )
    last_day = DayField(label="Last day", required=False)

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["last_day"].earliest = max(membership.starts_on, timezone.localdate())

    def clean(self):
        answers = super().clean()
        is_missing = not answers.get("last_day") and "last_day" not in self.errors
        if answers.get("when") == self.LATER and is_missing:
            self.add_error("last_day", "Enter the last day, like 21/7/2027")
        return answers

    @property
    def on(self):
        """The last day, or None where the role ends now."""
        later = self.cleaned_data["when"] == self.LATER
        return self.cleaned_data["last_day"] if later else None


class MoveForm(forms.Form):
    school = forms.ModelChoiceField(
        School.objects.none(),
        label="New school",
        empty_label="Choose a school",
        error_messages={"required": "Choose the school they move to"},
    )
    on = DayField(
        label="First day there",
        help_text="Their role here ends the day before.",
        error_messages={"required": "Enter the first day there, like 1/9/2027"},
    )

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = School.objects.open().exclude(pk=membership.school_id)
        self.fields["on"].earliest = timezone.localdate()


def _choices(first, roles):
    return [("", first), *((role.value, role.label) for role in roles)]


def _wrong_place(role):
    if role.is_of_the_trust:
        return "This role is for the whole trust. Choose “The whole trust”, or another role"
    return "This role is for one school. Choose the school, or another role"
