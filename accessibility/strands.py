"""The three strands of an accessibility plan, and what to look at in each (`data/strands.json`)."""

import json
from dataclasses import dataclass
from pathlib import Path

_DATA = json.loads((Path(__file__).parent / "data" / "strands.json").read_text("utf-8"))
SOURCE = _DATA["source"]


@dataclass(frozen=True)
class Item:
    """One line of a checklist."""

    code: str
    title: str
    hint: str


@dataclass(frozen=True)
class Strand:
    """One of the three aims that the law sets (Equality Act 2010, Schedule 10, paragraph 3(2))."""

    code: str
    title: str
    aim: str
    law: str
    icon: str
    items: tuple

    def item(self, code):
        return next(one for one in self.items if one.code == code)


STRANDS = {
    one["code"]: Strand(**{**one, "items": tuple(Item(**item) for item in one["items"])})
    for one in _DATA["strands"]
}
STRAND_CHOICES = [(one.code, one.title) for one in STRANDS.values()]
