"""What a family may be shown without an account. Upper floors put their papers here.

    links.add(Purpose("plan", "the support plan", "apdr/family_plan.html",
                      subject=lambda pk: …, context=lambda subject: {…}, back=lambda subject: …))

A purpose shows its own template with its own context and nothing else: no menu, no search, no way
on to another record.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Purpose:
    """One kind of link: what a family reads.

    `subject(pk)` fetches what is shown (None where it is gone); `context(subject)` gives its
    template what it needs; `back(subject)` is the page from which staff made the link.
    """

    name: str
    words: str
    template: str
    subject: Callable
    context: Callable
    back: Callable


_purposes: dict[str, Purpose] = {}


def add(purpose):
    _purposes[purpose.name] = purpose


def purpose_of(name):
    """The purpose of this name; KeyError where no floor has put one there."""
    return _purposes[name]
