"""What a family may be shown without an account, and asked. Upper floors put their papers here.

    links.add(Purpose("plan", "the support plan", "apdr/family_plan.html",
                      subject=lambda pk: …, context=lambda subject: {…}, back=lambda subject: …))

A purpose shows its own template with its own context and nothing else: no menu, no search, no way
on to another record.
"""

from collections.abc import Callable
from dataclasses import dataclass

from register.forms.links import AnswerForm


class NotAsked(Exception):
    """What the link shows waits for no answer any more: its page says why."""


@dataclass(frozen=True)
class Purpose:
    """One kind of link: what a family reads, and what it is asked.

    `subject(pk)` fetches what is shown (None where it is gone); `context(subject)` gives its
    template what it needs; `back(subject)` is the page from which staff made the link.
    `open_to(user, pk)` says whether a person may read the subject at all: only then may they make
    a link to it, and meet what the family answered.

    `form` is the answer's; `said(subject)` what a family has answered before, beyond its name and
    its words; `answered(subject, answers)` is told of an answer and may raise NotAsked.
    """

    name: str
    words: str
    template: str
    subject: Callable
    context: Callable
    back: Callable
    open_to: Callable = lambda user, pk: True
    form: type = AnswerForm
    said: Callable = lambda subject: {}
    answered: Callable = lambda subject, answers: None


_purposes: dict[str, Purpose] = {}


def add(purpose):
    _purposes[purpose.name] = purpose


def purpose_of(name):
    """The purpose of this name; KeyError where no floor has put one there."""
    return _purposes[name]
