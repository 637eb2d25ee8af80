"""How is a risk weighed? Likelihood times severity on a scale of 5 or of 3, and the band in which
the score falls: what it is called, and what must be done.

No matrix is prescribed (HSE), so the product brings two (`data/risk_matrix.json`) and the trust may
choose the scale and word the bands (`Trust.risk_matrix`). A version of a risk assessment keeps the
matrix it was weighed with (`Version.matrix`): its scores mean in ten years what they meant.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from schools.models import Trust

_DATA = json.loads((Path(__file__).parent / "data" / "risk_matrix.json").read_text("utf-8"))
TONES = ("green", "amber", "red")


@dataclass(frozen=True)
class Band:
    """The scores from `least` to `most`. `tone` and `level` (1 to 3) only repeat the words."""

    least: int
    most: int
    label: str
    action: str
    tone: str = ""

    @property
    def level(self):
        return TONES.index(self.tone) + 1

    @property
    def scores(self):
        return str(self.least) if self.least == self.most else f"{self.least} to {self.most}"


@dataclass(frozen=True)
class Score:
    """One likelihood and one severity, in numbers and in words."""

    likelihood: int
    severity: int
    likely: str
    severe: str
    band: Band

    @property
    def number(self):
        return self.likelihood * self.severity


@dataclass(frozen=True)
class Matrix:
    """One scale with its bands; `likelihood` and `severity` are words, the least first."""

    size: int
    likelihood: tuple
    severity: tuple
    bands: tuple

    def score(self, likelihood, severity):
        """None where it is not weighed, or was on a larger scale than this one."""
        steps = range(1, self.size + 1)
        if likelihood not in steps or severity not in steps:
            return None
        return Score(
            likelihood,
            severity,
            self.likelihood[likelihood - 1],
            self.severity[severity - 1],
            self.band(likelihood * severity),
        )

    def band(self, score):
        return next(band for band in self.bands if band.least <= score <= band.most)

    @property
    def most(self):
        """The highest score there is."""
        return self.size**2

    @property
    def data(self):
        """As it is kept with a version."""
        return asdict(self)


def matrix_from(data):
    """The matrix that was kept, or one of the product's file."""
    tones = _tones(len(data["bands"]))
    bands = [Band(**band | {"tone": tones[n]}) for n, band in enumerate(data["bands"])]
    return Matrix(data["size"], tuple(data["likelihood"]), tuple(data["severity"]), tuple(bands))


def _tones(count):
    """Green for the lowest third of the bands, red for the highest."""
    shares = [place / max(count - 1, 1) for place in range(count)]
    return [TONES[0 if share < 0.3 else 1 if share < 0.6 else 2] for share in shares]


SCALES = {scale["size"]: matrix_from(scale) for scale in _DATA["scales"]}
USUAL = 5


def matrix_of(trust, size=None):
    """The trust's matrix today; with a size, its own of that size or the product's."""
    kept = trust.risk_matrix if trust else {}
    if kept and size in (None, kept["size"]):
        return matrix_from(kept)
    return SCALES[size or USUAL]


def todays_matrix():
    return matrix_of(Trust.objects.first())


def matrix_of_version(version):
    """The one that a version was weighed with; today's, where it is not weighed yet."""
    return matrix_from(version.matrix) if version.matrix else todays_matrix()
