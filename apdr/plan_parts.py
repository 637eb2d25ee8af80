"""What is a plan called, what are its parts, which of them must be there, and which layers has
support?

Data, dated (`data/plan_parts.json`): the Individual Support Plan of the reform has other words and
parts, and will be one more entry from the day it is law.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

_DATA = json.loads((Path(__file__).parent / "data" / "plan_parts.json").read_text("utf-8"))


@dataclass(frozen=True)
class PlanFormat:
    """A kind of plan, from the day on which it is in force. `titles` are by the part's name;
    `required` holds the words for what must be there before a plan is agreed; `layers`, words by
    name, say how far support goes beyond what every pupil gets, the least first."""

    kind: str
    valid_from: date
    title: str
    layers: dict
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
        layers={layer["name"]: layer["title"] for layer in entry["layers"]},
        titles={part["name"]: part["title"] for part in parts},
        required={part["name"]: part["required"] for part in parts if "required" in part},
    )


FORMATS = sorted(map(_format, _DATA["formats"]), key=lambda one: one.valid_from, reverse=True)


def format_on(day):
    """The format in force for a plan that begins on this day."""
    return next((one for one in FORMATS if one.valid_from <= day), FORMATS[-1])


def layers_in_force():
    """(name, words) of the layers under which support is set up today."""
    return list(format_on(timezone.localdate()).layers.items())


def every_layer():
    """(name, words) of the layers that support may stand under, those in force first: what was set
    up under another format keeps its layer."""
    known = dict(layers_in_force())
    for form in FORMATS:
        for name, words in form.layers.items():
            known.setdefault(name, words)
    return list(known.items())
