"""The four kinds of safety plan: what each is called, must hold, who signs it, who may read it.

Titles, parts and signers are data with their source (`data/kinds.json`); who may read and write
each kind is in the one table of rights (access.policy).
"""

import json
from dataclasses import dataclass
from pathlib import Path

from access.policy import Permission as P

_DATA = json.loads((Path(__file__).parent / "data" / "kinds.json").read_text("utf-8"))


@dataclass(frozen=True)
class Part:
    """A text that a plan of this kind holds. `required` holds the words for what must be there
    before it is sent to be signed; empty where it may stay empty. `apart`: the kind's own template
    shows it, in a place of its own. `family`: a family that is asked to agree reads it.
    `is_withdrawn`: it is asked for no more."""

    name: str
    title: str
    hint: str = ""
    required: str = ""
    template: str = ""
    rows: int = 3
    apart: bool = False
    family: bool = True
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of safety plan. `needed` must sign it, `asked` may; `law` is why it exists."""

    code: str
    title: str
    short: str
    noun: str
    law: str
    policy: str
    about: str
    abouts: tuple
    review_after: int
    needed: tuple
    asked: tuple
    parts: tuple
    view: P
    write: P
    log: P | None = None

    @property
    def signers(self):
        return self.needed + self.asked


RIGHTS = {
    "risk": {"view": P.VIEW_RISK, "write": P.WRITE_RISK},
    "peep": {"view": P.VIEW_PEEP, "write": P.WRITE_PEEP},
    "healthcare": {"view": P.VIEW_HEALTHCARE, "write": P.WRITE_HEALTHCARE, "log": P.LOG_DOSES},
    "intimate": {"view": P.VIEW_INTIMATE, "write": P.WRITE_INTIMATE, "log": P.LOG_CARE},
}


def _kind(entry):
    listed = {name: tuple(entry[name]) for name in ("needed", "asked", "abouts")}
    parts = tuple(Part(**part) for part in entry["parts"])
    return Kind(**(entry | listed | RIGHTS[entry["code"]] | {"parts": parts}))


KINDS = {entry["code"]: _kind(entry) for entry in _DATA["kinds"]}
KIND_CHOICES = [(kind.code, kind.title) for kind in KINDS.values()]
WRITING = {kind.write for kind in KINDS.values()}
