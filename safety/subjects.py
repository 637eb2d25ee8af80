"""What can staff be trained in, and for how long does it hold? (`data/training_subjects.json`)"""

import json
from dataclasses import dataclass
from pathlib import Path

_DATA = json.loads((Path(__file__).parent / "data" / "training_subjects.json").read_text("utf-8"))


@dataclass(frozen=True)
class Subject:
    """`months` is how long a training usually holds: a proposal, the certificate decides."""

    code: str
    label: str
    months: int


SUBJECTS = {entry["code"]: Subject(**entry) for entry in _DATA["subjects"]}
SUBJECT_CHOICES = [(one.code, one.label) for one in SUBJECTS.values()]
