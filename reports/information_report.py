"""What must the SEN information report say? (`data/information_report_items.json`)

The items of SI 2014/1530, Schedule 1, and of the Children and Families Act 2014, s.69(3)(b), and
what the trust's policy adds. Special schools need neither item 2 nor item 4 (Schedule 1).
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data" / "information_report_items.json"
CODE = "information-report"
TITLE = "SEN information report"
SCHEDULE = "SEND Regulations 2014, Schedule 1"
LAST_READ = 7  # the paragraphs after it were not read in the Schedule itself
WITHOUT_MAINSTREAM_ITEMS = ("special",)  # phases of schools.models.Phase
GUIDANCE = json.loads((Path(__file__).parent / "data" / "report_guidance.json").read_text("utf-8"))


@dataclass(frozen=True)
class Item:
    """One section of the report; `parent` is the item that it is a part of."""

    id: str
    ref: str
    title: str
    help: str
    mainstream_only: bool
    parent: str | None
    basis: str
    required: bool

    @property
    def law(self):
        """The law behind it, as far as its number is certain: no paragraph is printed that was
        quoted from memory (domain/information-report.md)."""
        if self.ref.startswith("CoP"):
            return self.ref.partition("; ")[2].capitalize() or "SEND Code of Practice, chapter 6"
        if self.ref.startswith("Sch 1 para "):
            return SCHEDULE + self._paragraph
        return self.ref.replace("CFA 2014 s", "Children and Families Act 2014, s.").replace(
            "trust policy", "Trust policy"
        )

    @property
    def _paragraph(self):
        number, limb = re.fullmatch(r"Sch 1 para (\d+)(.*)", self.ref).groups()
        return f", paragraph {number}{limb}" if int(number) <= LAST_READ else ""

    @property
    def guidance(self):
        return GUIDANCE[self.id]

    @property
    def short(self):
        return self.help.partition(" (paragraph")[0].partition(" (from memory")[0]


def _read():
    rows = json.loads(DATA.read_text("utf-8"))["items"]
    for row in rows:
        row["title"] = row["title"].replace("SENCO", "SENDCo")  # the product's own word
    return {row["id"]: Item(**row) for row in rows}


ITEMS = _read()


def items_for(school):
    """The items that hold for this school, in the order of the law."""
    special = school.phase in WITHOUT_MAINSTREAM_ITEMS
    return [one for one in ITEMS.values() if not (special and one.mainstream_only)]


def parts_of(item, among):
    return [one for one in among if one.parent == item.id]
