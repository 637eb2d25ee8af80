"""What must a teacher know of a class, and what of it is new since they last read it?"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from audit.models import RowChange
from register import codes
from register.class_notes import notes_about
from register.models import GroupMember, Need, Status

# What the census calls a need, where a teacher would say it in other words.
WORDS = {
    "ASD": "Autism",
    "SLCN": "Speech, language and communication",
    "SPLD": "Specific learning difficulty, such as dyslexia",
    "NSA": "Need not yet known",
    "OTH": "Another difficulty or disability",
}
PROFILE_WORDS = {
    "strengths": "Strengths",
    "what_helps": "What helps",
    "what_to_avoid": "What to avoid",
}
TABLES = ("register_statusperiod", "register_need", "register_profile", "register_groupmember")


@dataclass
class Line:
    """One pupil as their teacher reads them. `changes` are words for what is new; `notes` what the
    floors above want known at once."""

    pupil: object
    changes: list
    notes: list = field(default_factory=list)

    @cached_property
    def profile(self):
        profile = getattr(self.pupil, "profile", None)
        return profile if profile and _is_written(profile) else None

    @property
    def needs(self):
        return [WORDS.get(code, codes.SEN_TYPES[code].label) for code in self.pupil.need_codes]

    @property
    def has_something_to_know(self):
        has_status = self.pupil.status != Status.NONE
        to_know = self.profile or self.pupil.is_looked_after or self.changes or self.notes
        return bool(has_status or to_know)


@dataclass
class ClassToRead:
    """A class as one person reads it, its pupils by name."""

    group: object
    lines: list

    @cached_property
    def known(self):
        return [line for line in self.lines if line.has_something_to_know]

    @cached_property
    def others(self):
        return [line for line in self.lines if not line.has_something_to_know]

    @cached_property
    def changed(self):
        return [line for line in self.lines if line.changes]

    @property
    def changed_words(self):
        return f"{len(self.changed)} {'pupil' if len(self.changed) == 1 else 'pupils'} changed"

    @property
    def is_read(self):
        """Nothing is left to acknowledge."""
        return bool(self.group.last_read_at) and not self.changed


def read(groups, pupils, *, by):
    """These groups (`read_by` this person) to read, in two queries. `pupils` are those within
    their reach."""
    pupils = list(with_all_that_a_line_says(pupils, groups))
    changes = _changes(pupils, since=[group.last_read_at for group in groups], by=by)
    return [ClassToRead(group, _lines(group, pupils, changes)) for group in groups]


def read_one(group, pupils, *, by):
    """One group with the notes of the floors above, for its own page."""
    (to_read,) = read([group], pupils, by=by)
    notes = notes_about([line.pupil.pk for line in to_read.lines], reader=by)
    for line in to_read.lines:
        line.notes = notes[line.pupil.pk]
    return to_read


def with_all_that_a_line_says(pupils, groups):
    needs = Need.objects.current().filter(pupil=OuterRef("pk")).order_by("rank")
    places = GroupMember.objects.on(timezone.localdate()).filter(pupil=OuterRef("pk"))
    said = pupils.with_status().annotate(
        need_codes=ArraySubquery(needs.values("sen_type")),
        group_keys=ArraySubquery(places.filter(group__in=groups).values("group")),
    )
    return said.select_related("profile").in_groups(groups).by_name()


def _changes(pupils, *, since, by):
    """{pupil's key: row changes}, as the database's own history has them: bulk imports and ended
    needs included. Nothing is new to somebody who has never read the class, nor what they wrote
    themselves."""
    found = defaultdict(list)
    moments = [moment for moment in since if moment]
    if moments:
        keys = [pupil.pk for pupil in pupils]
        rows = RowChange.objects.filter(
            at__gt=min(moments), pupil_id__in=keys, table_name__in=TABLES
        )
        by_others = rows.exclude(actor_id=by.pk)
        for row in by_others.order_by("at"):
            found[row.pupil_id].append(row)
    return found


def _lines(group, pupils, changes):
    mine = [pupil for pupil in pupils if group.pk in pupil.group_keys]
    return [Line(pupil, _words(pupil, changes[pupil.pk], group)) for pupil in mine]


def _is_written(profile):
    return any(getattr(profile, name).strip() for name in PROFILE_WORDS)


def _words(pupil, rows, group):
    words = []
    for row in rows if group.last_read_at else ():
        if row.at <= group.last_read_at:
            continue
        words += WORDS_OF_TABLE[row.table_name](pupil, row.after or {}, row.operation, group)
    return list(dict.fromkeys(words))


def _of_place(pupil, after, operation, group):
    came = operation == RowChange.Operation.INSERT and after["group_id"] == str(group.pk)
    return ["New in this class"] if came else []


def _of_status(pupil, after, operation, group):
    if operation == RowChange.Operation.UPDATE and not {"status", "ended_on"} & set(after):
        return []
    if pupil.status == Status.NONE:
        return ["No longer on the SEND register"]
    return [f"{Status(pupil.status).label} since {pupil.status_since:%-d %b %Y}"]


def _of_needs(pupil, after, operation, group):
    return ["Needs"]


def _of_profile(pupil, after, operation, group):
    if operation == RowChange.Operation.INSERT:
        return ["What helps, written for the first time"]
    return [words for name, words in PROFILE_WORDS.items() if name in after]


WORDS_OF_TABLE = dict(zip(TABLES, (_of_status, _of_needs, _of_profile, _of_place), strict=True))
