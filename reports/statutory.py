"""Which papers must a school have and publish? (`data/statutory_papers.json`)

Trust policy 1.3, 1.4 and 8 to 10. How often each is reviewed is a proposal where the law names no
interval.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_DATA = json.loads((Path(__file__).parent / "data" / "statutory_papers.json").read_text("utf-8"))


@dataclass(frozen=True)
class Kind:
    """`made_here`: written and published in the product. `due_on`: the day by which the law asks
    for the first."""

    code: str
    title: str
    law: str
    months: int
    made_here: bool = False
    due: str = ""

    @property
    def due_on(self):
        return date.fromisoformat(self.due) if self.due else None


KINDS = {row["code"]: Kind(**row) for row in _DATA["papers"]}
PAPER_CHOICES = [(one.code, one.title) for one in KINDS.values()]
