"""Work of the register that takes longer than a page may. Each job does one step of an import."""

from contextlib import contextmanager

from django.utils import timezone

from register.models import ImportBatch
from register.services import imports
from schools.jobs import PlainFailure, job_kind

READ, CHECK = "register.read_import", "register.check_import"
SAVE, TAKE_BACK = "register.save_import", "register.take_back_import"
State = ImportBatch.State


def _stands_again(state):
    """What is put right after a job that was cut off: its import stands where it stood before."""
    return lambda job: imports.stand_again(job.arguments["batch"], state, job_id=job.pk)


@job_kind(READ, title="Reading the file")
def read_import(progress, *, by, batch):
    found = ImportBatch.objects.get(pk=batch)
    imports.read_kept_file(found, by=by, progress=progress)
    found.refresh_from_db()
    if found.state == State.GIVEN_UP:
        raise PlainFailure(" ".join(found.warnings))
    if found.kind == ImportBatch.Kind.CTF:
        imports.check(found, by=by, on=timezone.localdate(), progress=progress)
    return f"{found.row_count:,} rows were read."


@job_kind(CHECK, title="Checking", cut_off=_stands_again(State.MATCHING))
def check_import(progress, *, by, batch):
    with _at_its_step(batch, back_to=State.MATCHING) as found:
        imports.check(found, by=by, on=timezone.localdate(), progress=progress)
    return "Every row is checked."


@job_kind(SAVE, title="Saving", cut_off=_stands_again(State.READY))
def save_import(progress, *, by, batch):
    with _at_its_step(batch, back_to=State.READY) as found:
        try:
            imports.save_import(found, by=by, on=timezone.localdate(), progress=progress)
        except imports.RollHasChanged:
            raise PlainFailure(
                "The roll was changed since this import was checked, so nothing was saved. "
                "It is checked again: look at it once more."
            ) from None
    return "The import is saved."


@job_kind(TAKE_BACK, title="Taking back")
def take_back_import(progress, *, by, batch):
    with _at_its_step(batch, back_to=State.SAVED) as found:
        try:
            imports.take_back(found, by=by, keep_changed=True, progress=progress)
        except imports.CannotTakeBack as refused:
            raise PlainFailure(str(refused)) from None
    return "The import is taken back."


@contextmanager
def _at_its_step(batch, *, back_to):
    """The import. Where somebody went on with it before this job had its turn, the job says so;
    where the work on it fails, it stands again where it stood."""
    found = ImportBatch.objects.get(pk=batch)
    try:
        yield found
    except imports.NotNow as elsewhere:
        raise PlainFailure(
            f"Somebody went on with this import already. It stands at “{elsewhere}” now."
        ) from None
    except Exception:
        imports.stand_again(batch, back_to)
        raise
