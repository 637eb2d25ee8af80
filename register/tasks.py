"""Work of the register that takes longer than a page may. Each job does one step of an import."""

from contextlib import contextmanager

from django.utils import timezone

from register.models import ImportBatch
from register.services import imports
from schools.jobs import PlainFailure, job_kind

READ, CHECK = "register.read_import", "register.check_import"
SAVE, TAKE_BACK = "register.save_import", "register.take_back_import"
State = ImportBatch.State


@job_kind(READ)
def read_import(progress, *, by, batch):
    found = ImportBatch.objects.get(pk=batch)
    imports.read_kept_file(found, by=by)
    found.refresh_from_db()
    if found.state == State.GIVEN_UP:
        raise PlainFailure(" ".join(found.warnings))
    if found.kind == ImportBatch.Kind.CTF:
        imports.check(found, by=by, on=timezone.localdate())
    return f"{found.row_count:,} rows were read."


@job_kind(CHECK)
def check_import(progress, *, by, batch):
    with _back_to(State.MATCHING, batch) as found:
        imports.check(found, by=by, on=timezone.localdate(), progress=progress)
    return "Every row is checked."


@job_kind(SAVE)
def save_import(progress, *, by, batch):
    with _back_to(State.READY, batch) as found:
        try:
            imports.save_import(found, by=by, on=timezone.localdate())
        except imports.RollHasChanged:
            raise PlainFailure(
                "The roll was changed since this import was checked, so nothing was saved. "
                "It is checked again: look at it once more."
            ) from None
    return "The import is saved."


@job_kind(TAKE_BACK)
def take_back_import(progress, *, by, batch):
    found = ImportBatch.objects.get(pk=batch)
    try:
        imports.take_back(found, by=by, keep_changed=True)
    except imports.CannotTakeBack as refused:
        raise PlainFailure(str(refused)) from None
    return "The import is taken back."


@contextmanager
def _back_to(state, batch):
    """The import; where the work on it fails, it stands again where it stood."""
    found = ImportBatch.objects.get(pk=batch)
    try:
        yield found
    except Exception:
        imports.stand_again(found, state)
        raise
