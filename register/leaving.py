"""What else ends when pupils leave, and lasts again when their leaving is taken back?

The floors above put here what they give to a pupil for a time (`AppConfig.ready`). It happens in
the transaction in which the pupil leaves, however that is told: by a person, with an import, at
the end of the school year.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ending:
    """Both are called with pupils and `by=`: `end` once their `left_on` is set, `undo` while it
    still is."""

    end: Callable
    undo: Callable


_endings: list[Ending] = []


def add(ending):
    _endings.append(ending)


def end_the_rest(pupils, *, by):
    for one in _endings:
        one.end(pupils, by=by)


def undo_the_rest(pupils, *, by):
    for one in _endings:
        one.undo(pupils, by=by)
