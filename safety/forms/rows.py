"""The rows of the writing page. A kind's rows are described once (`Rows`): the form of one row, how
a version's rows become rows of the page, and how the page's are written back."""

from django import forms
from django.contrib.auth import get_user_model
from django.forms.formsets import BaseFormSet, formset_factory

from register.forms.fields import StaffField, line
from register.wording import spoken
from safety.models import Contributor, Duty
from safety.subjects import SUBJECT_CHOICES

MORE, LESS = "more", "less"


class RowForm(forms.Form):
    """One row. `also` are keys of adults who have left and stand in it. An empty row says
    nothing and is left out; `needs` are (field, words) that one must have that says something."""

    needs: tuple = ()
    silent: tuple = ()  # fields that are filled by themselves

    def __init__(self, *args, also=(), **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, StaffField):
                field.offer(also)

    @property
    def says_something(self):
        answers = getattr(self, "cleaned_data", {})
        return any(value for name, value in answers.items() if name not in self.silent)

    def clean(self):
        answers = super().clean()
        for name, words in self.needs:
            if self.says_something and not answers.get(name) and name not in self.errors:
                self.add_error(name, words)
        return answers


class BaseRows(BaseFormSet):
    @property
    def entries(self):
        """The rows that say something, in their order."""
        return [dict(row.cleaned_data) for row in self.forms if row.says_something]

    @property
    def has_room(self):
        return len(self.forms) < self.max_num


class Rows:
    """One kind of rows. Subclasses name the form and write the entries."""

    prefix = ""
    title = ""
    hint = ""
    noun = ""  # Add another …
    form = RowForm
    at_most = 12
    template = "safety/rows/plain.html"
    also = ()
    remarks: tuple = ()  # worth a look, and no obstacle

    def __init__(self, version):
        self.version = version
        self.of_set = formset_factory(
            self.form, formset=BaseRows, extra=0, max_num=self.at_most, validate_max=True
        )

    def initial(self):
        """The rows as they are saved."""
        raise NotImplementedError

    def write(self, entries):
        """Write the rows of the page in place of those that were saved."""
        raise NotImplementedError

    def in_words(self, entries):
        """Rows as a text, to lay two versions of them side by side."""
        labels = {name: field.label for name, field in self.form.base_fields.items()}
        return "\n".join(
            "; ".join(f"{labels[name]}: {_spoken(value)}" for name, value in row.items() if value)
            for row in entries
        )

    # On the page ---------------------------------------------------------------------------------
    def opened(self):
        return self._set(initial=self.initial() or [{}])

    def sent(self, data):
        return self._set(data)

    def typed(self, data):
        """As they were typed, unchecked, with the row more or less that was asked for."""
        rows = [self._row(data, place) for place in range(self._count(data))]
        if data.get(MORE) == self.prefix and len(rows) < self.at_most:
            rows.append(self.another(rows))
        prefix, _, place = data.get(LESS, "").rpartition("-")
        if prefix == self.prefix and place.isdecimal() and int(place) < len(rows):
            del rows[int(place)]
        return self._set(initial=rows)

    def another(self, rows):
        """What a row that is added to these begins with."""
        return {}

    def form_kwargs(self):
        """What every row of the page is made with."""
        return {"also": self._named()}

    def _set(self, *args, **kwargs):
        rows = self.of_set(*args, prefix=self.prefix, form_kwargs=self.form_kwargs(), **kwargs)
        rows.about = self
        return rows

    def _named(self):
        """Adults who stand in the saved rows, whether or not they work here still."""
        return [value for row in self.initial() for value in row.values() if _is_key_of_user(value)]

    def _count(self, data):
        said = data.get(f"{self.prefix}-TOTAL_FORMS", "")
        return min(int(said), self.at_most) if said.isdecimal() else 1

    def _row(self, data, place):
        return {
            name: data.get(f"{self.prefix}-{place}-{name}", "") for name in self.form.base_fields
        }


def asks_to_rearrange(data):
    """True where the page came back for a row more or less, and not to be saved."""
    return MORE in data or LESS in data


def _spoken(value):
    if _is_key_of_user(value):
        value = get_user_model().objects.filter(pk=value).first()
    return spoken(value)


def _is_key_of_user(value):
    return hasattr(value, "hex")


# Who wrote it, and whom it names ------------------------------------------------------------------
class ContributorForm(RowForm):
    user = StaffField(label="Who works here", required=False)
    name = line("Or another’s name", longest=120)
    role = line("Their role", "Such as physiotherapist, parent", longest=120)

    def clean(self):
        answers = super().clean()
        if answers.get("role") and not (answers.get("user") or answers.get("name")):
            self.add_error("name", "Choose a member of staff, or write the name")
        return answers


class Contributors(Rows):
    prefix = "writer"
    title = "Written together with"
    hint = "At least one more than you: those who know the pupil, the place or the risk best."
    noun = "person"
    form = ContributorForm

    def initial(self):
        return [
            {"user": row.user_id, "name": row.name, "role": row.role}
            for row in self.version.contributors.all()
        ]

    def write(self, entries):
        self.version.contributors.all().delete()
        Contributor.objects.bulk_create(
            Contributor(version=self.version, pupil_id=self.version.pupil_id, position=n, **entry)
            for n, entry in enumerate(entries, start=1)
        )


class DutyForm(RowForm):
    user = StaffField(label="Who", required=False)
    does = forms.ChoiceField(label="Does what", choices=Duty.Does.choices)
    training = forms.ChoiceField(
        label="Training it takes",
        required=False,
        choices=[("", "None"), *SUBJECT_CHOICES],
    )
    needs = (("user", "Choose who it is"),)
    silent = ("does",)


class Duties(Rows):
    """The named adults. Those of a place (a PEEP's helpers) are written with the place."""

    prefix = "duty"
    title = "Named adults"
    hint = "Each is asked to read the plan and say so, again with every new version."
    noun = "adult"
    form = DutyForm

    def initial(self):
        return [
            {"user": row.user_id, "does": row.does, "training": row.training}
            for row in self.version.duties.filter(place=None)
        ]

    def write(self, entries):
        self.version.duties.filter(place=None).delete()
        Duty.objects.bulk_create(
            Duty(version=self.version, pupil_id=self.version.pupil_id, position=n, **entry)
            for n, entry in enumerate(entries, start=1)
        )
