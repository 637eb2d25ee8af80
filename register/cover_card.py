"""What does somebody need who takes a class for a day? Names, what helps, and what must be known in
an emergency: no need, no status, no date of birth.
"""

from dataclasses import dataclass

from access.policy import Permission
from register.class_notes import notes_about
from register.models import Pupil


@dataclass
class CoverLine:
    """One pupil on a cover card."""

    pupil: object
    notes: list

    @property
    def profile(self):
        profile = getattr(self.pupil, "profile", None)
        return profile if profile and (profile.helping_lines or profile.avoiding_lines) else None

    @property
    def has_something_to_know(self):
        return bool(self.notes or self.profile)


@dataclass
class CoverPage:
    """The class as the card shows it, those with something to know first."""

    group: object
    lines: list

    @property
    def known(self):
        return [line for line in self.lines if line.has_something_to_know]

    @property
    def others(self):
        return [line for line in self.lines if not line.has_something_to_know]

    @property
    def shown(self):
        """The keys of the pupils, for the record."""
        return [str(line.pupil.pk) for line in self.lines]


def cover_page(group, *, reader):
    """The pupils of this class. `reader` is who prints it, or None for whoever has the card and
    stands in for the teacher."""
    pupils = Pupil.objects.all()
    if reader:
        pupils = pupils.for_user(reader, to=Permission.COVER_CLASS)
    pupils = list(pupils.on_roll().in_groups([group]).select_related("profile").by_name())
    notes = notes_about([pupil.pk for pupil in pupils], reader=reader)
    return CoverPage(group, [CoverLine(pupil, notes[pupil.pk]) for pupil in pupils])
