"""The hazards of a risk assessment on the writing page: what could happen, how it is weighed before
and after, and what more is done about it."""

from django import forms

from register.forms import fields
from safety.forms.rows import RowForm, Rows
from safety.matrix import matrix_of_version, todays_matrix
from safety.models import Control, Hazard, Version
from schools.form_fields import DayField

CONTROLS = (1, 2, 3)
SCORES = ("likelihood_before", "severity_before", "likelihood_after", "severity_after")


def _step(label):
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False)


def _more():
    return fields.line("What more do we do?")


def _owner():
    return fields.StaffField(label="Who does it?", required=False)


def _due():
    return DayField(label="By when?", required=False, help_text="")


class HazardForm(RowForm):
    """One hazard, with up to three further controls. Where something more is done, the risk is
    weighed once more as it will be then; it is not higher than before."""

    text = fields.line("What could happen?", "One thing a row, such as: runs onto the road")
    who = fields.line("Who may be harmed, and how?")
    already = fields.text("What do we do already?", rows=2, longest=1000)
    likelihood_before = _step("How likely is it now?")
    severity_before = _step("How bad would it be now?")
    control_1, owner_1, due_1 = _more(), _owner(), _due()
    control_2, owner_2, due_2 = _more(), _owner(), _due()
    control_3, owner_3, due_3 = _more(), _owner(), _due()
    likelihood_after = _step("How likely is it then?")
    severity_after = _step("How bad would it be then?")
    needs = (
        ("text", "Write what could happen"),
        ("likelihood_before", "Choose how likely it is now"),
        ("severity_before", "Choose how bad it would be now"),
    )

    def __init__(self, *args, matrix, **kwargs):
        super().__init__(*args, **kwargs)
        self.matrix = matrix
        for name in SCORES:
            scale = matrix.likelihood if name.startswith("likelihood") else matrix.severity
            steps = [(step, f"{step} {said}") for step, said in enumerate(scale, start=1)]
            self.fields[name].choices = [("", "Choose"), *steps]

    def clean(self):
        answers = super().clean()
        controls = [number for number in CONTROLS if self._is_control(number, answers)]
        for number in controls:
            self._need(f"control_{number}", "Write what more you do")
            self._need(f"owner_{number}", "Choose who does it")
            self._need(f"due_{number}", "Enter by which day")
        after = [answers.get("likelihood_after"), answers.get("severity_after")]
        if controls or any(after):
            self._need("likelihood_after", "Choose how likely it is then")
            self._need("severity_after", "Choose how bad it would be then")
        if self._is_higher_after(answers):
            self.add_error("likelihood_after", "It is higher than before. Check both")
        return answers

    @staticmethod
    def _is_control(number, answers):
        return any(answers.get(f"{name}_{number}") for name in ("control", "owner", "due"))

    def _need(self, name, words):
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def _is_higher_after(self, answers):
        before, after = (self._score(answers.get, when) for when in ("before", "after"))
        return bool(before and after) and after.number > before.number

    # For the page --------------------------------------------------------------------------------
    @property
    def score_before(self):
        return self._score(self._chosen, "before")

    @property
    def score_after(self):
        return self._score(self._chosen, "after")

    def _chosen(self, name):
        said = str(self[name].value() or "")
        return int(said) if said.isdecimal() else None

    def _score(self, given, when):
        return self.matrix.score(given(f"likelihood_{when}"), given(f"severity_{when}"))

    @property
    def controls(self):
        """The three fields of each control, the first apart from the rest."""
        return [[self[f"{name}_{n}"] for name in ("control", "owner", "due")] for n in CONTROLS]

    @property
    def has_more_controls(self):
        """The second or the third control says something."""
        return any(field.value() or field.errors for row in self.controls[1:] for field in row)


class Hazards(Rows):
    prefix = "hazard"
    title = "What could happen, and what we do about it"
    hint = "A control is an adjustment that lets the pupil take part."
    noun = "hazard"
    form = HazardForm
    template = "safety/rows/hazard.html"

    def __init__(self, version):
        super().__init__(version)
        self.matrix = todays_matrix()
        kept = matrix_of_version(version)
        self.was_on_another_scale = kept.size != self.matrix.size and version.hazards.exists()

    def form_kwargs(self):
        return super().form_kwargs() | {"matrix": self.matrix}

    def initial(self):
        return [_as_row(hazard) for hazard in self.version.hazards.prefetch_related("controls")]

    def write(self, entries):
        """The matrix of the day is kept with what was weighed by it."""
        Version.objects.filter(pk=self.version.pk).update(matrix=self.matrix.data)
        self.version.hazards.all().delete()
        for place, entry in enumerate(entries, start=1):
            self._write_hazard(place, entry)

    def _write_hazard(self, place, entry):
        mine = {"version": self.version, "pupil_id": self.version.pupil_id}
        asked = ("text", "who", "already", *SCORES)
        said = {name: entry[name] for name in asked}
        hazard = Hazard.objects.create(**mine, position=place, **said)
        Control.objects.bulk_create(
            Control(
                **mine,
                hazard=hazard,
                position=number,
                text=entry[f"control_{number}"],
                owner=entry[f"owner_{number}"],
                due_on=entry[f"due_{number}"],
            )
            for number in CONTROLS
            if entry[f"control_{number}"]
        )


def _as_row(hazard):
    row = {name: getattr(hazard, name) for name in ("text", "who", "already", *SCORES)}
    for number, control in enumerate(hazard.controls.all(), start=1):
        row |= {
            f"control_{number}": control.text,
            f"owner_{number}": control.owner_id,
            f"due_{number}": control.due_on,
        }
    return row
