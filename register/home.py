"""What does this person need first? The front page of a school, put together piece by piece.

The register puts its own pieces here, and the floors above add theirs when they start
(`AppConfig.ready`). Each names the permission it needs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from access.checks import may, reaches
from access.policy import Permission, Reach
from audit.models import AuditEvent
from audit.words import words_for
from register.desk.page import Desk
from register.models import Group, ImportBatch, Pupil
from register.my_class import read

RECENT = 8
NAMED_AT_MOST = 50


@dataclass(frozen=True)
class Piece:
    """A card of the page, drawn by `template` from what `content(home)` gives (None: not for this
    person). `wide` pieces stand in the main column."""

    template: str
    permission: Permission
    place: int
    content: Callable
    wide: bool = True


_pieces: list[Piece] = []


def add(*pieces):
    _pieces.extend(piece for piece in pieces if piece not in _pieces)
    _pieces.sort(key=lambda piece: piece.place)


class Home:
    """The front page of one person. `shown` are the pupils whose names stand on it."""

    def __init__(self, user):
        self.user, self.today, self.shown = user, timezone.localdate(), set()
        mine = [piece for piece in _pieces if may(user, piece.permission)]
        drawn = [(piece, piece.content(self)) for piece in mine]
        self.pieces = [(p.wide, p.template, content) for p, content in drawn if content]

    @property
    def wide(self):
        return [(template, content) for wide, template, content in self.pieces if wide]

    @property
    def narrow(self):
        return [(template, content) for wide, template, content in self.pieces if not wide]

    @cached_property
    def desk(self):
        return Desk(self.user, QueryDict())

    def reaches_all(self, permission):
        return Reach.ALL in reaches(self.user, permission)


# The register in numbers -------------------------------------------------------------------------
def _register(home):
    if not home.reaches_all(Permission.VIEW_REGISTER):
        return None
    counts = dict(home.desk.by_status)
    figures = [
        (words, counts.get(words, 0), home.desk.address(status=code))
        for words, code in (("EHC plan", "E"), ("SEN support", "K"), ("Monitoring", "M"))
    ]
    return {
        "on_register": home.desk.on_register,
        "totals": home.desk.totals,
        "figures": figures,
    }


# What waits for somebody -------------------------------------------------------------------------
def _waiting(home):
    """Sentences, each with a number and the page that settles it."""
    entries = home.desk.entries
    without = [entry for entry in entries if entry.need is None]
    lines = [
        _line(
            len([e for e in entries if e.look_again_on and e.look_again_on <= home.today]),
            "pupil whose day to look again has come",
            "pupils whose day to look again has come",
            home.desk.address(again="past", sort="again"),
        ),
        *(
            _line(
                len([entry for entry in without if entry.status == code]),
                f"pupil with {words} and no main need on record",
                f"pupils with {words} and no main need on record",
                home.desk.address(status=code, need="none"),
            )
            for code, words in (("K", "SEN support"), ("E", "an EHC plan"))
        ),
        _line(
            len([entry for entry in entries if entry.adult_key is None]),
            "pupil without a key adult",
            "pupils without a key adult",
            home.desk.address(adult="none"),
        ),
    ]
    return {"lines": [line for line in lines if line]}


def _line(number, one, many, query):
    return number and (f"{number} {one if number == 1 else many}", reverse("register") + query)


def _imports(home):
    waiting = ImportBatch.objects.filter(
        state__in=[ImportBatch.State.MATCHING, ImportBatch.State.READY]
    )
    batches = waiting.only("file_name", "state", "counts", "started_at")[:5]
    return {"batches": batches} if batches else None


# What a teacher must read, whom an assistant is named for ----------------------------------------
def _classes(home):
    mine = Group.objects.for_user(home.user, to=Permission.READ_CLASS).read_by(home.user)
    groups = list(mine.in_school_order())
    if not groups:
        return {"classes": []}
    pupils = Pupil.objects.for_user(home.user, to=Permission.READ_CLASS)
    return {"classes": read(groups, pupils, by=home.user)}


def _named(home):
    if Reach.NAMED not in reaches(home.user, Permission.VIEW_PUPIL):
        return None
    mine = Pupil.objects.for_user(home.user, to=Permission.VIEW_PUPIL).on_roll()
    pupils = list(mine.with_status().with_class().by_name()[:NAMED_AT_MOST])
    home.shown.update(pupil.pk for pupil in pupils)
    return {"pupils": pupils}


def _finding(home):
    """For those who look up a pupil and do not work with the register."""
    return None if may(home.user, Permission.VIEW_REGISTER) else {"shown": True}


# What happened lately ----------------------------------------------------------------------------
def _recent(home):
    """The last changes of a pupil's record, by anybody."""
    events = AuditEvent.objects.of_sort("changes").filter(pupil_id__isnull=False)
    events = list(events.newest_first()[:RECENT])
    mine = Pupil.objects.for_user(home.user, to=Permission.VIEW_HISTORY)
    pupils = mine.in_bulk({event.pupil_id for event in events})
    home.shown.update(pupils)
    lines = [
        (words_for(event.action), pupils[event.pupil_id], event)
        for event in events
        if event.pupil_id in pupils
    ]
    return {"lines": lines}


add(
    Piece("register/home/_register.html", Permission.VIEW_REGISTER, 10, _register),
    Piece("register/home/_waiting.html", Permission.CHANGE_STATUS, 20, _waiting),
    Piece("register/home/_imports.html", Permission.IMPORT_ROLL, 30, _imports),
    Piece("register/home/_classes.html", Permission.READ_CLASS, 40, _classes),
    Piece("register/home/_named.html", Permission.VIEW_PUPIL, 50, _named),
    Piece("register/home/_finding.html", Permission.VIEW_PUPIL, 60, _finding),
    Piece("register/home/_recent.html", Permission.VIEW_HISTORY, 70, _recent),
)
