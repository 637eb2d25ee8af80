"""A change of rows, or a look, in plain words: labels from the models, people by their names."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import DateField

from audit.models import RowChange
from audit.words import words_for
from register.codes import SEN_TYPES
from register.models import (
    Contact,
    GroupMember,
    Need,
    Note,
    Pupil,
    PupilGrant,
    Status,
    StatusPeriod,
)
from register.wording import spoken

ADDED, CHANGED, REMOVED = RowChange.Operation.values

# Columns that say nothing to a reader: keys, counters, and what the database works out by itself.
SILENT = {
    "id", "pupil_id", "surname", "forename", "recorded_at", "version", "changed_at",
    "changed_by_id", "written_at", "original_value", "origin", "position",
    "cycle_id", "outcome_id", "carried_from_id", "follows_id", "enrolment_id", "session_id",
    "created_at", "saved_at", "closed_at",
}  # fmt: skip
LABELS = {
    "admitted_on": "First day at this school",
    "left_on": "Day of leaving",
    "is_looked_after": "Looked after",
    "service_child": "Child of a parent in the armed forces",
    "has_parental_responsibility": "Parental responsibility",
    "what_helps": "Do",
    "what_to_avoid": "Avoid",
    "parents_told_on": "Parents told on",
    "parents_told_how": "Parents told",
    "reason": "Why",
    "evidence": "Based on",
}
DECISION = (
    "reason", "evidence", "decided_by_id", "parents_told_on", "parents_told_how", "look_again_on",
)  # fmt: skip
NOUNS = {"profile": "What helps"}
PARTS = {
    "overview": "the overview",
    "plans": "plans and reviews",
    "plan": "a plan",
    "needs": "needs and status",
    "status": "the page that changes the status",
    "profile": "what helps",
    "contacts": "the contacts",
    "notes": "the notes",
    "history": "the history",
    "people": "the adults",
    "key adult": "the key adult",
    "details": "the details",
    "leaving": "the page about leaving",
}
LOOKS = {
    "home.viewed": "Saw the pupil on the home page",
    "register.viewed": "Saw the pupil in the register",
    "register.exported": "Exported the register with this pupil in it",
    "register.printed": "Printed the register with this pupil in it",
    "group.viewed": "Saw the pupil on a class page",
    "class.viewed": "Saw the pupil in “My classes”",
    "import.viewed": "Saw the pupil in an import",
    "import_row.viewed": "Saw the pupil as one whom a row of an import may be about",
    "pupils.searched": "Found the pupil in a search",
    "pupils.listed": "Saw the pupil among those ticked for a change",
    "letter.printed": "Made the letter to parents",
}


@dataclass(frozen=True)
class Line:
    """`what`, and of an answer that changed, what it was and what it is."""

    what: str
    before: str = ""
    after: str = ""


def look_in_words(event):
    if event.action == "pupil.viewed":
        part = event.detail.get("part", "")
        return Line(f"Looked at {PARTS.get(part, part)}")
    return Line(LOOKS.get(event.action) or words_for(event.action))


class Words:
    """Says row changes; what their ids stand for is fetched once for all of them."""

    def __init__(self, rows):
        self.rows = rows
        self.kinds = {
            Contact: self._contacts,
            GroupMember: self._places,
            Need: self._needs,
            Note: self._notes,
            Pupil: self._roll,
            PupilGrant: self._names_given,
            StatusPeriod: self._status,
        }

    def of(self, together):
        """The lines of what was changed together."""
        by_model = defaultdict(list)
        for row in together:
            by_model[_model(row.table_name)].append(row)
        return [
            line
            for model, rows in by_model.items()
            for line in self.kinds.get(model, self._plainly)(rows)
        ]

    # One kind of row each -------------------------------------------------------------------------
    def _status(self, rows):
        """A change closes one row and then adds the other."""
        lines, was = [], None
        for row in rows:
            if row.operation == ADDED:
                lines += self._new_status(row.after, was)
            was = self._statuses.get(row.row_id)
        return lines or self._plainly(rows)

    def _new_status(self, after, was):
        came = f"changed from {Status(was).label} to" if was else "set to"
        since = self._answer(StatusPeriod, "started_on", after)
        first = Line(f"SEN status {came} {Status(after['status']).label} from {since}")
        return [first, *self._answers(StatusPeriod, after, DECISION)]

    def _needs(self, rows):
        gone = {self._sen_types.get(row.row_id) for row in _of(rows, CHANGED)} - {None}
        new = {row.after["sen_type"]: row.after for row in _of(rows, ADDED)}
        ended = [Line(f"Need ended: {SEN_TYPES[code].label}") for code in sorted(gone - set(new))]
        return ended + [
            Line(f"Need {'changed' if code in gone else 'recorded'}: {_ranked(after)}")
            for code, after in new.items()
        ]

    def _notes(self, rows):
        """Notes are only added by the product; whatever else was done to one is said plainly."""
        kinds = [Note.Kind(row.after["kind"]).label for row in _of(rows, ADDED)]
        others = [row for row in rows if row.operation != ADDED]
        return [Line(f"Note added: {kind}") for kind in kinds] + self._plainly(others)

    def _contacts(self, rows):
        lines = [Line(f"Contact added: {_who(row.after)}") for row in _of(rows, ADDED)]
        lines += [Line(f"Contact removed: {_who(row.before)}") for row in _of(rows, REMOVED)]
        for row in _of(rows, CHANGED):
            name = self._contact_names.get(row.row_id, "removed since")
            changed = self._changed(row)
            lines += [Line(f"Contact {name}: {c.what.lower()}", c.before, c.after) for c in changed]
        return lines or [Line("Contacts put in another order")]

    def _places(self, rows):
        joined = [Line(f"Joined {self._group(row)}") for row in _of(rows, ADDED)]
        return joined + [Line(f"Left {self._group(row)}") for row in _of(rows, CHANGED)]

    def _names_given(self, rows):
        verbs = {ADDED: "named for this pupil", REMOVED: "no longer named for this pupil"}
        return [
            Line(f"{self._person((row.after or row.before)['user_id'])} {verbs[row.operation]}")
            for row in rows
        ]

    def _roll(self, rows):
        added = [Line("Added to the roll") for _ in _of(rows, ADDED)]
        return added + [line for row in _of(rows, CHANGED) for line in self._changed(row)]

    def _plainly(self, rows):
        """Any other row, those of floors above among them."""
        lines = []
        for row in rows:
            model = _model(row.table_name)
            if row.operation == CHANGED:
                lines += self._changed(row)
            elif row.operation == ADDED:
                lines += [Line(f"{_noun(model)} added"), *self._answers(model, row.after)]
            else:
                lines.append(Line(f"{_noun(model)} removed"))
        return lines

    # Answers --------------------------------------------------------------------------------------
    def _changed(self, row):
        model = _model(row.table_name)
        return [
            Line(
                _label(model, column),
                self._answer(model, column, row.before) or "nothing",
                self._answer(model, column, row.after) or "nothing",
            )
            for column in row.after
            if column in _columns(model)
        ]

    def _answers(self, model, values, columns=None):
        """The answers that were given, one line each."""
        said = [(column, self._answer(model, column, values)) for column in _columns(model)]
        return [
            Line(_label(model, column), after=words)
            for column, words in said
            if words and (columns is None or column in columns)
        ]

    def _answer(self, model, column, values):
        field, value = _columns(model)[column], values[column]
        if value is None:
            return ""
        if field.related_model is get_user_model():
            return self._person(value)
        kept = getattr(field, "base_field", field)
        if isinstance(field, DateField) and value:
            value = field.to_python(value)
        return spoken(value, kept.flatchoices)

    # What ids stand for ---------------------------------------------------------------------------
    def _person(self, pk):
        return self._people.get(str(pk), "somebody")

    def _group(self, row):
        return self._groups.get(row.row_id, "a class")

    @cached_property
    def _people(self):
        ids = {
            value
            for row in self.rows
            for column, value in {**(row.before or {}), **(row.after or {})}.items()
            if value and column.endswith(("_by_id", "key_adult_id", "user_id"))
        }
        people = get_user_model().objects.filter(pk__in=ids)
        return {str(pk): name for pk, name in people.values_list("pk", "name")}

    @cached_property
    def _groups(self):
        return self._read(GroupMember, "group__name")

    @cached_property
    def _statuses(self):
        return self._read(StatusPeriod, "status")

    @cached_property
    def _sen_types(self):
        return self._read(Need, "sen_type")

    @cached_property
    def _contact_names(self):
        return self._read(Contact, "name")

    def _read(self, model, field):
        table = model._meta.db_table
        rows = model.objects.filter(
            pk__in=[row.row_id for row in self.rows if row.table_name == table]
        )
        return {str(pk): value for pk, value in rows.values_list("pk", field)}


def _of(rows, operation):
    return [row for row in rows if row.operation == operation]


def _who(contact):
    return f"{contact['name']} ({contact['relationship']})"


def _ranked(need):
    words = f"{SEN_TYPES[need['sen_type']].label}, rank {need['rank']}"
    if need["diagnosed_by"]:
        return f"{words}, diagnosed by {need['diagnosed_by']}"
    return f"{words}, diagnosed" if need["is_diagnosed"] else words


@cache
def _model(table):
    return next((model for model in apps.get_models() if model._meta.db_table == table), None)


@cache
def _columns(model):
    """Column to field, of those that say something to a reader."""
    fields = model._meta.concrete_fields if model else ()
    return {field.column: field for field in fields if field.column not in SILENT}


def _label(model, column):
    field = _columns(model)[column]
    words = LABELS.get(field.name) or str(field.verbose_name)
    return words[0].upper() + words[1:]


def _noun(model):
    words = str(model._meta.verbose_name) if model else "record"
    words = NOUNS.get(words, words)
    return words[0].upper() + words[1:]
