"""The trust's own bands of risk: which scores each takes in, its name, what must be done."""

from django import forms

from register.forms.fields import line
from safety.matrix import SCALES

MOST_BANDS = 5
PARTS = ("label", "least", "most", "action")


def _score(label):
    return forms.IntegerField(
        label=label,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages={"invalid": "Enter a whole number"},
    )


class BandForm(forms.Form):
    """One band; an empty one is left out."""

    label = line("What it is called", longest=30)
    least = _score("From")
    most = _score("To")
    action = line("What must be done", longest=200)

    @property
    def says_something(self):
        answers = getattr(self, "cleaned_data", {})
        return any(answers.get(name) not in ("", None) for name in PARTS)

    def clean(self):
        answers = super().clean()
        if self.says_something:
            self._need("label", "Enter what it is called")
            self._need("least", "Enter the lowest score")
            self._need("most", "Enter the highest score")
            self._need("action", "Write what must be done")
        if not self.errors and self.says_something and answers["most"] < answers["least"]:
            self.add_error("most", f"Enter {answers['least']} or more")
        return answers

    def _need(self, name, words):
        if self.cleaned_data.get(name) in ("", None) and name not in self.errors:
            self.add_error(name, words)


class BandsForm:
    """The bands of one scale. Together they take in every score once, the lowest first."""

    def __init__(self, matrix, data=None):
        self.matrix = matrix
        kept = [{part: getattr(band, part) for part in PARTS} for band in matrix.bands]
        kept += [{}] * (MOST_BANDS - len(kept))
        self.forms = [
            BandForm(data, prefix=f"band-{place}", initial=kept[place])
            for place in range(MOST_BANDS)
        ]

    def is_valid(self):
        if all(form.is_valid() for form in self.forms):
            self._check_together()
        return not self.has_errors

    @property
    def has_errors(self):
        return any(form.is_bound and form.errors for form in self.forms)

    def _check_together(self):
        told = [form for form in self.forms if form.says_something]
        if not told:
            self.forms[0].add_error("label", "Enter at least one band")
            return
        self._check_scores(told)
        named = set()
        for form in told:
            label = form.cleaned_data["label"]
            if label.casefold() in named:
                form.add_error("label", f"Another band is called “{label}”")
            named.add(label.casefold())

    def _check_scores(self, told):
        """Each begins where the one before ends: no gap, no overlap, ascending."""
        expected, before = 1, None
        for form in told:
            band = form.cleaned_data
            if band["least"] != expected:
                after = f", right after “{before}”" if before else ": the lowest score"
                form.add_error("least", f"“{band['label']}” must begin at {expected}{after}")
            expected, before = band["most"] + 1, band["label"]
        if band["most"] != self.matrix.most and not told[-1].errors:
            words = f"The last band must end at {self.matrix.most}, the highest score"
            told[-1].add_error("most", words)

    @property
    def kept(self):
        """What the trust keeps: the scale with its words, and these bands."""
        scale = SCALES[self.matrix.size]
        bands = [form.cleaned_data for form in self.forms if form.says_something]
        return scale.data | {"bands": [{part: band[part] for part in PARTS} for band in bands]}
