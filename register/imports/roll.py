"""The school's roll as it stands, read at once, so that an import compares without asking again."""

import datetime
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from register import codes
from register.models import Group, GroupMember, Need, Pupil, StatusPeriod


@dataclass(eq=False)
class KnownPupil:
    """A pupil with what an import compares: status periods, current needs, the class of the day
    and the one that follows where it is set already."""

    pupil: Pupil
    periods: list[StatusPeriod] = field(default_factory=list)  # oldest first
    needs: list[Need] = field(default_factory=list)  # by rank
    place: GroupMember | None = None
    next_place: GroupMember | None = None

    def period_on(self, day: datetime.date) -> StatusPeriod | None:
        return next(
            (
                period
                for period in reversed(self.periods)
                if period.started_on <= day and (period.ended_on is None or period.ended_on > day)
            ),
            None,
        )

    def status_on(self, day: datetime.date) -> str:
        period = self.period_on(day)
        return period.status if period else codes.NONE


class Roll:
    """Every pupil the school has had, by the numbers and names that a file may give."""

    def __init__(self, known: Iterable[KnownPupil], groups: Iterable[Group]) -> None:
        self.known = {one.pupil.pk: one for one in known}
        self.groups = {group.name.casefold(): group for group in groups}
        self.by_upn: dict[str, KnownPupil] = {}
        self.by_former_upn: dict[str, KnownPupil] = {}
        self.by_admission_number: dict[str, list[KnownPupil]] = defaultdict(list)
        self.by_name: dict[tuple, list[KnownPupil]] = defaultdict(list)
        for one in self.known.values():
            self._file(one)

    def _file(self, one: KnownPupil) -> None:
        pupil = one.pupil
        if pupil.upn:
            self.by_upn[pupil.upn] = one
        if pupil.former_upn:
            self.by_former_upn[pupil.former_upn] = one
        if pupil.admission_number:
            self.by_admission_number[pupil.admission_number.casefold()].append(one)
        for key in names_of(pupil):
            self.by_name[key].append(one)

    def named(self, surname, forename, born_on) -> list[KnownPupil]:
        """The pupils of this name, legal or preferred, and this date of birth."""
        return self.by_name.get((name_key(surname, forename), born_on), [])

    def on_roll(self, day: datetime.date) -> list[KnownPupil]:
        return [one for one in self.known.values() if one.pupil.is_on_roll(day)]

    @classmethod
    def of_today(cls, day: datetime.date, *, locked: bool = False) -> "Roll":
        """Five queries, however many pupils. `locked`: nobody may change them until we are done."""
        pupils = Pupil.objects.order_by("pk")
        if locked:
            pupils = pupils.select_for_update(of=("self",))
        known = {pupil.pk: KnownPupil(pupil) for pupil in pupils}
        for period in StatusPeriod.objects.order_by("started_on", "ended_on"):
            known[period.pupil_id].periods.append(period)
        for need in Need.objects.current().order_by("rank"):
            known[need.pupil_id].needs.append(need)
        places = GroupMember.objects.filter(group__kind=Group.Kind.REGISTRATION)
        for place in places.lasting_beyond(day).select_related("group").order_by("-started_on"):
            if place.started_on <= day:
                known[place.pupil_id].place = place
            else:
                known[place.pupil_id].next_place = place
        groups = Group.objects.filter(kind=Group.Kind.REGISTRATION, closed_on=None)
        return cls(known.values(), groups)


def name_key(surname: str, forename: str) -> str:
    """A name as it is compared: without case, accents, spaces, hyphens or apostrophes."""
    spread = unicodedata.normalize("NFKD", f"{surname}|{forename}".casefold())
    return "".join(c for c in spread if c.isalpha() or c == "|")


def names_of(pupil: Pupil) -> set[tuple]:
    surnames = {pupil.legal_surname, pupil.preferred_surname or pupil.legal_surname}
    forenames = {pupil.legal_forename, pupil.preferred_forename or pupil.legal_forename}
    return {(name_key(s, f), pupil.born_on) for s in surnames for f in forenames}
