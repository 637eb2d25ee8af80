from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.people import staff_here
from register.forms.seen import SeenField
from register.models import Group
from register.models.pupil import YEAR_GROUP_CHOICES
from register.name_lists import PupilFinder, Unclear
from schools.form_fields import DayField
from schools.school_year import ONE_DAY, SchoolYear

MOST_LINES = 400


class AdultField(forms.ModelChoiceField):
    """One of the people who work in this school today."""

    def __init__(self, **kwargs):
        super().__init__(queryset=None, empty_label="Choose", **kwargs)

    def label_from_instance(self, user):
        return f"{user.name} ({user.email})"


def _last_year_began():
    return SchoolYear.of(timezone.localdate()).previous.starts_on


class RecentDayField(DayField):
    """A day from the last school year on: one before it is a slip, and would rewrite who taught
    whom in years that are over."""

    default_error_messages = {
        "early": "Enter {day} or a later day: no further back than the last school year"
    }

    def __init__(self, **kwargs):
        super().__init__(earliest=_last_year_began, **kwargs)


class GroupForm(forms.Form):
    """A class or teaching group; `group` is the one to correct."""

    name = forms.CharField(max_length=40, error_messages={"required": "Enter a name, like 3A"})
    kind = forms.ChoiceField(
        choices=Group.Kind.choices,
        widget=forms.RadioSelect,
        label="What kind of group is it?",
        help_text="A pupil is in one class or form, and in as many teaching groups as they need.",
        error_messages={"required": "Choose what kind of group it is"},
    )
    subject = forms.CharField(max_length=60, required=False, help_text="For a teaching group")
    year_group = forms.ChoiceField(
        choices=[("", "Several or none"), *YEAR_GROUP_CHOICES], required=False, label="Year group"
    )
    seen = SeenField()

    def __init__(self, *args, group=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group
        if group:
            del self.fields["kind"]  # what its pupils are in cannot change under them
        else:
            del self.fields["seen"]

    def clean(self):
        name, kind = self.cleaned_data.get("name"), self._kind()
        taken = Group.objects.open().filter(name__iexact=name, kind=kind)
        if self.group:
            taken = taken.exclude(pk=self.group.pk)
        if name and kind and taken.exists():
            self.add_error("name", f"There is a group called {name} already. Choose another name")

    def _kind(self):
        return self.group.kind if self.group else self.cleaned_data.get("kind")


class CloseGroupForm(forms.Form):
    on = RecentDayField(label="First day without this group", initial=timezone.localdate)


class AddPupilsForm(forms.Form):
    """Pupils ticked in a search, named in a pasted list, or both."""

    ticked = forms.ModelMultipleChoiceField(
        queryset=None, required=False, widget=forms.CheckboxSelectMultiple, label="Pupils found"
    )
    names = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        label="Paste a list",
        help_text="A name or a UPN on each line. Names can be in either order.",
    )
    on = RecentDayField(label="From", initial=timezone.localdate)

    def __init__(self, *args, pupils, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.pupils = pupils
        self.fields["ticked"].queryset = pupils
        self.fields["ticked"].choices = [(pupil.pk, _known_as(pupil)) for pupil in offered]

    def clean_names(self):
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Paste at most {MOST_LINES} lines at a time")
        return self._found(lines) if lines else []

    def _found(self, lines):
        finder, found, problems = PupilFinder(self.pupils), [], []
        for line in lines:
            try:
                found.append(finder.find(line))
            except Unclear as unclear:
                problems.append(str(unclear))
        if problems:
            raise ValidationError(". ".join(problems) + ". Nobody was added yet.")
        return found

    def clean(self):
        chosen = {*self.cleaned_data.get("ticked", ()), *self.cleaned_data.get("names", ())}
        if not chosen and not self.errors:
            self.add_error("names", "Tick a pupil, or paste at least one name")
        self.cleaned_data["chosen"] = chosen


class MovePupilsForm(forms.Form):
    """Where some pupils of a group go: into another, or out."""

    pk = forms.ModelMultipleChoiceField(queryset=None, widget=forms.MultipleHiddenInput)
    target = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label="Where do they go?",
        empty_label="Out of this group, into no other",
    )
    on = RecentDayField(label="From", initial=timezone.localdate)

    def __init__(self, *args, group, pupils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pk"].queryset = pupils
        others = Group.objects.open().filter(kind=group.kind).exclude(pk=group.pk)
        self.fields["target"].queryset = others


class AddAdultForm(forms.Form):
    user = AdultField(
        label="Who?",
        help_text="People who work in this school today.",
        error_messages={"required": "Choose who teaches or supports this group"},
    )
    on = RecentDayField(label="From", initial=timezone.localdate)
    last_day = DayField(label="Last day, if it is known", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff_here()

    def clean(self):
        on, last_day = self.cleaned_data.get("on"), self.cleaned_data.get("last_day")
        if on and last_day and last_day < on:
            self.add_error("last_day", f"Enter a day on or after {on:%-d %b %Y}")
        self.cleaned_data["until"] = last_day and last_day + ONE_DAY


class EndAdultForm(forms.Form):
    last_day = RecentDayField(label="Last day", initial=timezone.localdate)

    def until(self):
        return self.cleaned_data["last_day"] + ONE_DAY


def _known_as(pupil):
    return f"{pupil.listed_name}, {pupil.get_year_group_display()}, born {pupil.born_on:%-d %b %Y}"
