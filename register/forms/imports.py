from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from register.imports.columns import FIELDS, what_is_missing
from register.imports.packing import unpack_rows
from register.imports.plan import LEAVE_OUT, NEW, USE
from register.imports.reading import within_limit
from register.imports.sheets import UnreadableFile, is_blank
from schools.form_fields import DayField

EXAMPLES = 3


class FileForm(forms.Form):
    file = forms.FileField(
        label="The file",
        help_text="CSV, Excel workbook (.xlsx) or Common Transfer File (.xml), up to 10 MB and "
        "10,000 pupils.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xml"}),
        error_messages={
            "required": "Choose the file to import",
            "missing": "Choose the file to import",
            "empty": "This file is empty. Export it again from your school’s system",
        },
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.content = within_limit(file.chunks())
        except UnreadableFile as refused:
            raise ValidationError(str(refused)) from refused
        return file


class ColumnsForm(forms.Form):
    """For each column of the file, which field it holds."""

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.examples = _examples(batch)
        choices = [("", "Leave this column out")]
        choices += [(key, field.label) for key, field in FIELDS.items()]
        for index, heading in enumerate(batch.headings):
            self.fields[_name(index)] = forms.ChoiceField(
                label=heading or f"Column {index + 1}, without a heading",
                choices=choices,
                required=False,
                initial=batch.columns[index],
            )

    @property
    def rows(self):
        """(field, examples) for each column, those that are matched first."""
        rows = [(self[_name(i)], self.examples[i]) for i in range(len(self.batch.headings))]
        return sorted(rows, key=lambda row: not row[0].value())

    @property
    def columns(self):
        return [self.cleaned_data[_name(i)] for i in range(len(self.batch.headings))]

    def clean(self):
        chosen = [self.cleaned_data.get(_name(i)) for i in range(len(self.batch.headings))]
        for index, key in enumerate(chosen):
            if key and not FIELDS[key].many and chosen.index(key) < index:
                label = FIELDS[key].label
                self.add_error(_name(index), f"Another column holds “{label}” too. Choose one")
        if not self.errors and (missing := what_is_missing(chosen)):
            raise ValidationError(missing)


def _name(index):
    return f"column_{index}"


def _examples(batch):
    """The first few values of each column, in words."""
    rows = unpack_rows(batch.file.unpack())
    examples = []
    for index in range(len(batch.headings)):
        values = (row.cells[index] for row in rows)
        distinct = dict.fromkeys(_shown(value) for value in values if not is_blank(value))
        examples.append(list(distinct)[:EXAMPLES])
    return examples


def _shown(value):
    return f"{value:%-d %b %Y}" if hasattr(value, "isoformat") else str(value)[:60]


class MendForm(forms.Form):
    """The values that stand in the way of a row, to be typed anew."""

    def __init__(self, *args, row, written, **kwargs):
        super().__init__(*args, **kwargs)
        for key, reason, weight in row.problems:
            if weight != "noted" and key in FIELDS and key not in self.fields:
                self.fields[key] = forms.CharField(
                    label=FIELDS[key].label,
                    initial=written.get(key, ""),
                    max_length=200,
                    help_text=reason,
                    widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
                    error_messages={"required": f"Enter what belongs in “{FIELDS[key].label}”"},
                )

    @property
    def values(self):
        return {key: value for key, value in self.cleaned_data.items() if key in self.fields}


class DecisionForm(forms.Form):
    """Whose row it is: a pupil it may be about, a new one, or nobody at all."""

    do = forms.ChoiceField(
        label="What should happen to this row?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what should happen to this row"},
    )

    def __init__(self, *args, candidates, may_be_taken, **kwargs):
        super().__init__(*args, **kwargs)
        taken = [(f"{USE} {pupil.pk}", _known_as(pupil)) for pupil in candidates]
        taken.append((NEW, "It is a new pupil"))
        choices = taken if may_be_taken else []
        do = self.fields["do"]
        assert isinstance(do, forms.ChoiceField)
        do.choices = [*choices, (LEAVE_OUT, "Leave this row out")]

    @property
    def decision(self):
        do, _, pupil = self.cleaned_data["do"].partition(" ")
        return {"do": do, "pupil": pupil} if pupil else {"do": do}


def _known_as(pupil):
    born = f"born {pupil.born_on:%-d %b %Y}"
    facts = [pupil.get_year_group_display(), born, f"UPN {pupil.upn}" if pupil.upn else "no UPN"]
    if pupil.left_on:
        facts.append(f"left {pupil.left_on:%-d %b %Y}")
    return f"It is {pupil.name} ({', '.join(facts)})"


class LeavingForm(forms.Form):
    on = DayField(label="First day after they left", initial=timezone.localdate)


class TakeBackForm(forms.Form):
    """`changed`: how many pupils were changed since and would stay as they are."""

    keep_changed = forms.BooleanField(
        label="Take back the rest, and leave these as they are now",
        error_messages={"required": "Tick this to go on without them, or go back"},
    )

    def __init__(self, *args, changed, **kwargs):
        super().__init__(*args, **kwargs)
        if not changed:
            del self.fields["keep_changed"]
