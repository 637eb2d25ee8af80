"""What stands on a pupil's page, and who may see it.

The register adds its own pieces (`register.pupil_page`) and the floors above add theirs, all when
they start (`AppConfig.ready`):

    panels.add(Tab("Plan and reviews", "pupil_plan", Permission.VIEW_PLAN, place=20))

Each piece names the permission it needs, and is shown to those who reach this pupil with it. Of two
tabs or acts with the same label a person sees the first that they may open. `place` orders: the
register's own stand at 10, 30, 50 and so on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from access.checks import reaches
from access.policy import Permission, Reach
from access.rights import RightsOver
from register.models import Group, GroupMember


@dataclass(frozen=True)
class Tab:
    """A page of its own under the pupil's name. `url_name` takes the pupil's key."""

    label: str
    url_name: str
    permission: Permission
    place: int


@dataclass(frozen=True)
class Act:
    """Something to do with a pupil: a button beside the name, or a line of the menu More."""

    label: str
    url_name: str
    permission: Permission
    place: int


@dataclass(frozen=True)
class Panel:
    """A card of the overview, drawn by `template` from what `content(page)` gives (a dict;
    None: nothing to show). `wide` cards stand in the main column."""

    template: str
    permission: Permission
    place: int
    content: Callable
    wide: bool = False


@dataclass(frozen=True)
class Flag:
    """What every adult must know first. `kind` is one of the design's flags; `stands(page)` says
    whether it stands for this pupil."""

    kind: str
    permission: Permission
    place: int
    stands: Callable


@dataclass(frozen=True)
class Source:
    """Where events of a pupil's timeline come from: `events(page)` gives `Event`s."""

    permission: Permission
    events: Callable
    place: int = 0


@dataclass(frozen=True)
class Event:
    """One thing that happened to a pupil."""

    on: date
    title: str
    text: str = ""
    by: str = ""
    url: str = ""


_pieces: list = []


def add(*pieces):
    for piece in pieces:
        if piece not in _pieces:
            _pieces.append(piece)
    _pieces.sort(key=lambda piece: piece.place)


class PupilPage:
    """What one person sees of one pupil, on every page under the pupil's name.

    `reached_by` is the permission by which the pupil was fetched within reach.
    """

    def __init__(self, user, pupil, *, today, reached_by):
        self.user, self.pupil, self.today = user, pupil, today
        self.rights = RightsOver(user, pupil, reached_by=reached_by)

    @cached_property
    def tabs(self):
        return self._links(Tab)

    @cached_property
    def acts(self):
        return self._links(Act)

    @cached_property
    def flags(self):
        return [flag.kind for flag in self._mine(Flag) if flag.stands(self)]

    @cached_property
    def main_panels(self):
        return self._drawn(wide=True)

    @cached_property
    def side_panels(self):
        return self._drawn(wide=False)

    @cached_property
    def events(self):
        """All that happened, as far as this person may know it, newest first."""
        found = [event for source in self._mine(Source) for event in source.events(self)]
        return sorted(found, key=lambda event: event.on, reverse=True)

    @cached_property
    def class_read(self):
        """The class in which this person reads of the pupil, for one who works from “My classes”
        and not from the whole register; else None."""
        if Reach.ALL in reaches(self.user, Permission.VIEW_REGISTER):
            return None
        places = GroupMember.objects.on(self.today).filter(pupil=self.pupil)
        mine = Group.objects.for_user(self.user, to=Permission.READ_CLASS)
        return mine.filter(pk__in=places.values("group")).in_school_order().first()

    @property
    def age(self):
        return self.pupil.age(self.today)

    @property
    def has_left(self):
        return not self.pupil.is_on_roll(self.today)

    def _mine(self, kind):
        return [p for p in _pieces if isinstance(p, kind) and self.rights.may(p.permission)]

    def _links(self, kind):
        first = {}
        for piece in self._mine(kind):
            first.setdefault(piece.label, piece)
        return [(p.label, reverse(p.url_name, args=[self.pupil.pk])) for p in first.values()]

    def _drawn(self, *, wide):
        cards = [p for p in self._mine(Panel) if p.wide == wide]
        drawn = [(panel.template, panel.content(self)) for panel in cards]
        return [(template, content) for template, content in drawn if content is not None]
