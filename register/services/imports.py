"""Importing the roll: everything that writes it. How a file is read and compared: register.imports.

A save is one transaction; a check writes no more than what it found. The same file again finds
nothing to change, and a save can be taken back whole.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from audit.models import RowChange
from audit.record import record
from register import leaving
from register.census import not_taken_in
from register.imports import columns as import_columns
from register.imports import undoing
from register.imports.packing import pack_rows, unpack_rows
from register.imports.plan import Plan, PlannedRow, make_plan
from register.imports.reading import read
from register.imports.roll import Roll
from register.imports.saving import Saver, update
from register.imports.sheets import Sheet, UnreadableFile
from register.models import Pupil
from register.models.imports import ImportBatch, ImportFile, ImportMapping, ImportRow, Result
from schools.across import current_school
from schools.jobs import ask_for

State = ImportBatch.State


class NotNow(Exception):
    """The import is not at the step that was asked for, such as saved by somebody else already."""


class RollHasChanged(Exception):
    """Between the check and the save somebody changed the roll; what was shown is out of date."""


class CannotTakeBack(Exception):
    """Some pupils were changed since; `rows` says which. Or the message says what else."""

    def __init__(self, reason, rows=()):
        super().__init__(reason)
        self.rows = list(rows)


# Long work ----------------------------------------------------------------------------------------
LONG_FILE = {"xlsx": 300_000, "": 3_000_000}  # bytes that take about two seconds to read
MANY_ROWS = 1_500  # take about two seconds to check or to save


def is_long_file(content: bytes):
    kind = "xlsx" if content.startswith(b"PK") else ""
    return len(content) > LONG_FILE[kind]


def is_long(batch):
    return max(batch.row_count, sum(batch.counts.values())) > MANY_ROWS


@transaction.atomic
def leave_to_the_worker(batch, kind, *, by, state=None):
    """Ask for a job (register.tasks) on this import. `state` says what it is doing meanwhile."""
    job = ask_for(kind, by=by, school=current_school(), batch=str(batch.pk))
    batch.state, batch.job_id = state or batch.state, job.pk
    batch.save(update_fields=["state", "job_id"])


def stand_again(batch_id, state, *, job_id=None):
    """Put an import back to the step before a job that failed or was cut off (with `job_id`: where
    no other job works on it meanwhile)."""
    working = ImportBatch.objects.filter(pk=batch_id, state__in=[State.CHECKING, State.SAVING])
    if job_id:
        working = working.filter(job_id=job_id)
    working.update(state=state)


def _stretch(progress, rows, doing, *, begins=0.0, ends=1.0):
    """A `progress(done, total)` for a step of the work that moves the bar, which counts rows, from
    one part of it to another."""

    def tell(done, total):
        if progress:
            share = begins + (ends - begins) * done / (total or 1)
            progress(round(rows * share), rows, doing)

    return tell


# The file -----------------------------------------------------------------------------------------
@transaction.atomic
def start_import(content: bytes, *, by, file_name):
    """Read a file and match its columns. UnreadableFile where it cannot be taken: then nothing is
    kept of it."""
    sheet = read(content)
    batch = _new_batch(content, by=by, file_name=file_name)
    _keep_sheet(batch, sheet)
    record("import.read", batch, by=by, kind=batch.kind, rows=batch.row_count)
    return batch


@transaction.atomic
def start_long_import(content: bytes, *, by, file_name, job_kind):
    """Keep a large file, and ask for the job of this kind that reads it (`read_kept_file`)."""
    batch = _new_batch(content, by=by, file_name=file_name)
    batch.save()
    ImportFile.objects.create(batch=batch, packed=content)
    leave_to_the_worker(batch, job_kind, by=by)
    record("import.file_kept", batch, by=by, bytes=len(content))
    return batch


@transaction.atomic
def read_kept_file(batch, *, by, progress=None):
    """Read the file that waits. Where it cannot be taken, the import is given up."""
    if batch.state != State.READING:
        return
    if progress:
        progress(0, 0, "Reading the file")  # how many rows it has, nobody knows yet
    try:
        sheet = read(bytes(batch.file.packed))
    except UnreadableFile as refused:
        batch.file.delete()
        batch.state, batch.warnings = State.GIVEN_UP, [str(refused)]
        batch.save()
        record("import.unreadable", batch, by=by)
        return
    _keep_sheet(batch, sheet)
    record("import.read", batch, by=by, kind=batch.kind, rows=batch.row_count)


def _new_batch(content, *, by, file_name):
    name = file_name.replace("\\", "/").rpartition("/")[2][:120] or "file"
    digest = hashlib.sha256(content).hexdigest()
    return ImportBatch(file_name=name, file_hash=digest, started_by=by)


def _keep_sheet(batch, sheet: Sheet):
    match = import_columns.guess(sheet.headers, remembered_columns())
    batch.kind, batch.state = sheet.kind, State.MATCHING
    batch.headings = [heading[:200] for heading in sheet.headers]
    batch.columns = [key or "" for key in match.columns]
    batch.row_count = len(sheet.rows)
    batch.warnings, batch.about = list(sheet.warnings), sheet.about
    batch.save()
    file = getattr(batch, "file", None) or ImportFile(batch=batch)
    file.pack(pack_rows(sheet))
    file.save()


def sheet_of(batch) -> Sheet:
    return Sheet(
        kind=batch.kind,
        headers=tuple(batch.headings),
        rows=unpack_rows(batch.file.unpack()),
        about=batch.about,
    )


def saved_before(batch):
    """An earlier import of the very same file that is saved and not taken back, or None."""
    same = ImportBatch.objects.filter(file_hash=batch.file_hash, state=State.SAVED)
    return same.exclude(pk=batch.pk).first()


# The columns --------------------------------------------------------------------------------------
def remembered_columns() -> dict[str, str | None]:
    """What this school said of its headings before."""
    chosen = ImportMapping.objects.values_list("heading", "field")
    return {heading: field or None for heading, field in chosen if field in _FIELDS}


_FIELDS = {"", *import_columns.FIELDS}


@transaction.atomic
def match_columns(batch, columns: Sequence[str], *, by):
    """Say which field each column holds; the school's next file is matched the same way."""
    batch = _held(batch, State.MATCHING, State.READY)
    batch.columns, batch.decisions = list(columns), {}
    batch.state = State.MATCHING
    batch.save()
    if batch.kind != ImportBatch.Kind.CTF:
        _remember(batch)
    record("import.matched", batch, by=by, fields=[key for key in columns if key])
    return batch


def _remember(batch):
    chosen = {
        import_columns.plain(heading)[:200]: key
        for heading, key in zip(batch.headings, batch.columns, strict=True)
    }
    chosen.pop("", None)
    ImportMapping.objects.bulk_create(
        [ImportMapping(heading=heading, field=key) for heading, key in chosen.items()],
        update_conflicts=True,
        unique_fields=["heading"],
        update_fields=["field"],
    )


# The check ----------------------------------------------------------------------------------------
def check(batch, *, by, on, progress=None):
    """Find out what a save would change, and keep that to be looked at. A save compares again, so
    a decision made meanwhile does no harm."""
    batch = ImportBatch.objects.get(pk=batch.pk)
    if batch.state not in _CHECKABLE:
        raise NotNow(batch.get_state_display())
    return _keep_plan(batch, plan_of(batch, Roll.of_today(on), on, progress), by=by)


_CHECKABLE = (State.MATCHING, State.CHECKING, State.READY, State.SAVING)


@transaction.atomic
def _keep_plan(batch, plan, *, by):
    batch = _held(batch, *_CHECKABLE)
    batch.rows.all().delete()
    packed = dict(_by_number(batch)) if _has_rows_to_mend(plan) else {}
    ImportRow.objects.bulk_create(
        _row(batch, position, planned, packed) for position, planned in enumerate(plan.rows)
    )
    batch.state, batch.counts, batch.plan_digest = State.READY, plan.counts(), plan.digest()
    batch.save()
    record("import.checked", batch, by=by, counts=batch.counts)
    return batch


def plan_of(batch, roll, on, progress=None) -> Plan:
    school = current_school()
    return make_plan(
        sheet_of(batch),
        [key or None for key in batch.columns],
        roll=roll,
        on=on,
        decisions=batch.decisions,
        school_number=school.laestab if school else "",
        not_taken=not_taken_in(school.phase) if school else (),
        leaving=batch.leaving,
        leaving_on=batch.leaving_on,
        progress=progress,
    )


def _has_rows_to_mend(plan):
    return any(one.result in (Result.HELD, Result.REJECTED) for one in plan.rows)


def _by_number(batch):
    for packed in batch.file.unpack():
        yield packed[0], packed


def _row(batch, position, planned: PlannedRow, packed):
    to_mend = planned.result in (Result.HELD, Result.REJECTED)
    changes = planned.writes.changes if planned.writes else []
    known = planned.known
    return ImportRow(
        batch=batch,
        position=position,
        numbers=list(planned.row.numbers),
        result=planned.result,
        name=planned.name[:200],
        upn=planned.row.upn or (known.pupil.upn or "" if known else ""),
        pupil=known.pupil if known else None,
        changes=[[change.label, change.before, change.after] for change in changes],
        problems=[[p.field, p.reason, p.severity.value] for p in planned.problems],
        candidates=[str(one.pupil.pk) for one in planned.candidates],
        cells=[packed[number] for number in planned.row.numbers] if to_mend else None,
    )


# Decisions ----------------------------------------------------------------------------------------
@transaction.atomic
def decide(row, *, by, decision: Mapping):
    """What a person said of a held or rejected row: `{"do": "use", "pupil": …}`, `{"do": "new"}`,
    `{"do": "leave_out"}` or `{"values": {field: text}}`. The check has to run again."""
    batch = _held(row.batch, State.READY)
    earlier = batch.decisions.get(str(row.numbers[0]), {})
    values = {**earlier.get("values", {}), **decision.get("values", {})}
    kept = {**decision, "values": values} if values else dict(decision)
    batch.decisions |= {str(number): kept for number in row.numbers}
    batch.save()
    record("import.decided", batch, by=by, pupil=row.pupil, rows=row.numbers, do=_kind_of(kept))


def _kind_of(decision):
    return decision.get("do", "mend")


@transaction.atomic
def mark_leaving(batch, *, by, shown: Collection[str], ticked: Collection[str], on):
    """Of the gone pupils shown, those ticked have left (from this day). The check has to run
    again. A key that is no gone pupil's of this import counts for nothing."""
    batch = _held(batch, State.READY)
    gone = {
        str(key) for key in batch.rows.filter(result=Result.GONE).values_list("pupil", flat=True)
    }
    batch.leaving = sorted(gone & ((set(batch.leaving) - set(shown)) | set(ticked)))
    batch.leaving_on = on
    batch.save()
    record("import.leavers_ticked", batch, by=by, pupils=batch.leaving)


# Save and take back -------------------------------------------------------------------------------
def save_import(batch, *, by, on, progress=None):
    """Write what the check showed, all of it or nothing. Where the roll changed in between, the
    check runs again and RollHasChanged says so."""
    try:
        return _save(batch, by=by, on=on, progress=progress)
    except RollHasChanged:
        check(batch, by=by, on=on)
        raise
    except IntegrityError as refused:
        if check(batch, by=by, on=on).plan_digest == batch.plan_digest:
            raise  # nothing came between: it is ours
        raise RollHasChanged from refused


@transaction.atomic
def _save(batch, *, by, on, progress):
    batch = _held(batch, State.READY, State.SAVING)
    tell = partial(_stretch, progress, batch.row_count)
    roll = Roll.of_today(on, locked=True)
    plan = plan_of(batch, roll, on, tell("Comparing with the roll", ends=0.5))
    if plan.digest() != batch.plan_digest:
        raise RollHasChanged
    saver = Saver(plan.rows, roll, on)
    saver.run(tell("Saving", begins=0.5))
    _note_what_was_done(batch, saver)
    leaving.end_the_rest(saver.leavers, by=by)
    batch.file.delete()
    batch.state, batch.saved_by, batch.saved_at = State.SAVED, by, timezone.now()
    batch.undo = saver.group_undo
    batch.last_change_id = RowChange.objects.aggregate(last=Max("id"))["last"]
    batch.save()
    record("import.saved", batch, by=by, counts=batch.counts, left=len(batch.leaving))
    return batch


def _note_what_was_done(batch, saver):
    rows = {row.position: row for row in batch.rows.filter(position__in=saver.written)}
    for position, row in rows.items():
        row.pupil, row.undo = saver.pupils[position], saver.undo[position].packed()
    update(ImportRow, rows.values(), ["pupil", "undo"])


def changed_since(batch):
    """[(row, first change after the save)] of the rows that a take-back would have to overrule."""
    rows = list(batch.rows.exclude(undo=None).select_related("pupil"))
    changes = undoing.changed_since(batch, rows)
    return [(row, changes[row.pupil_id]) for row in rows if row.pupil_id in changes]


@transaction.atomic
def take_back(batch, *, by, keep_changed=False, progress=None):
    """Undo a saved import whole. Pupils whom somebody changed since are in the way: CannotTakeBack
    names them, unless `keep_changed` leaves them as they are now and takes back the rest."""
    batch = _held(batch, State.SAVED)
    list(Pupil.objects.filter(pk__in=batch.rows.values("pupil")).select_for_update())
    later = {row.pk for row, _ in changed_since(batch)}
    if later and not keep_changed:
        raise CannotTakeBack("Some pupils were changed after this import.", later)
    rows = [row for row in batch.rows.exclude(undo=None) if row.pk not in later]
    try:
        with transaction.atomic():
            leaving.undo_the_rest(undoing.leavers(rows), by=by)
            undoing.take_back(batch, rows, _stretch(progress, len(rows), "Taking back"))
    except (undoing.HasMore, IntegrityError) as error:
        raise CannotTakeBack(
            "Records were added or changed since that would be lost with this import. "
            "Correct the pupils one by one instead."
        ) from error
    batch.rows.filter(pk__in=[row.pk for row in rows]).update(undo=None)
    batch.state, batch.taken_back_by, batch.taken_back_at = State.TAKEN_BACK, by, timezone.now()
    batch.save()
    record("import.taken_back", batch, by=by, rows=len(rows), kept=len(later))
    return batch


@transaction.atomic
def give_up(batch, *, by):
    """Put an unfinished import away; its table is thrown away, nothing was changed."""
    batch = _held(batch, *_UNFINISHED)
    batch.rows.all().delete()
    ImportFile.objects.filter(batch=batch).delete()
    batch.state = State.GIVEN_UP
    batch.save()
    record("import.given_up", batch, by=by)


_UNFINISHED = (State.READING, State.MATCHING, State.CHECKING, State.READY, State.SAVING)


def _held(batch, *states):
    """The batch locked and as it stands; NotNow where it is at another step."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state not in states:
        raise NotNow(batch.get_state_display())
    return batch
