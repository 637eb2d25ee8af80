"""What is a plan called, what are its parts, and which of them must be there?

Data, dated (`data/plan_parts.json`): the Individual Support Plan of the reform has other words and
parts, and will be one more entry from the day it is law.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_DATA = json.loads((Path(__file__).parent / "data" / "plan_parts.json").read_text("utf-8"))


@dataclass(frozen=True)
class PlanFormat:
    """A kind of plan, from the day on which it is in force. `titles` are by the part's name;
    `required` holds the words for what must be there before a plan is agreed."""

    kind: str
    valid_from: date
    title: str
    layers: tuple
    titles: dict
    required: dict

    def missing_from(self, cycle, *, review_on=None):
        """What a plan lacks to be agreed, in words. `review_on` is the day about to be set."""
        has = {
            "evidence": cycle.evidence.exists,
            "outcomes": cycle.outcomes.exists,
            "strategies": cycle.strategies.exists,
            "review_on": lambda: review_on or cycle.review_on,
        }
        return [
            words
            for part, words in self.required.items()
            if not (has[part]() if part in has else getattr(cycle, part))
        ]


def _format(entry):
    parts = entry["parts"]
    return PlanFormat(
        kind=entry["kind"],
        valid_from=date.fromisoformat(entry["valid_from"]),
        title=entry["title"],
        layers=tuple(entry["layers"]),
        titles={part["name"]: part["title"] for part in parts},
        required={part["name"]: part["required"] for part in parts if "required" in part},
    )


FORMATS = sorted(map(_format, _DATA["formats"]), key=lambda one: one.valid_from, reverse=True)


def format_on(day):
    """The format in force for a plan that begins on this day."""
    return next((one for one in FORMATS if one.valid_from <= day), FORMATS[-1])
