"""What must whoever takes a class know at once? The floors above say it, a few lines a pupil.

    class_notes.add(source)

`source(pupils, reader)` gives {a pupil's key: [Note…]}, in a few queries for any number of pupils:
what this person may read or, where `reader` is None, what the teacher of the class would (a cover
card).
"""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """What stands on the class page of one plan: who helps, the way out, the line for an emergency,
    and no more. `flag` is one of the design's flags."""

    flag: str
    line: str = ""
    helpers: str = ""
    ways: tuple = ()
    url: str = ""


_sources: list = []


def add(source):
    if source not in _sources:
        _sources.append(source)


def notes_about(pupils, *, reader):
    """{pupil's key: [Note…]} from every floor; a pupil without any has an empty list."""
    found = defaultdict(list)
    for source in _sources:
        for key, notes in source(pupils, reader).items():
            found[key] += notes
    return found
