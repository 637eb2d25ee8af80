"""Importing the roll: a file is uploaded, its columns matched, every row checked, then saved."""

from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register import tasks
from register.forms.imports import (
    ColumnsForm,
    DecisionForm,
    FileForm,
    LeavingForm,
    MendForm,
    TakeBackForm,
)
from register.imports import mend_file
from register.imports.columns import FIELDS, guess
from register.imports.packing import unpack_rows
from register.imports.sheets import UnreadableFile
from register.models import ImportBatch, ImportRow, Pupil, Result
from register.services import imports as services
from schools.across import current_school
from schools.jobs import title_of
from schools.models import Job

GET_OR_POST = ["GET", "HEAD", "POST"]
State = ImportBatch.State
FOUND_AT_MOST = 8
FILES = {
    "csv": (mend_file.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        mend_file.as_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def _at_its_step(view):
    """Where an import has moved on meanwhile, such as saved in another window: show it as it is."""

    @wraps(view)
    def answered(request, pk, **kwargs):
        try:
            return view(request, pk, **kwargs)
        except services.NotNow:
            messages.info(request, "This import has moved on meanwhile. This is how it stands now.")
            return redirect("import", pk)

    return answered


@require_safe
@requires(Permission.IMPORT_ROLL)
def imports(request):
    """What was imported, and what is still under way."""
    batches = ImportBatch.objects.select_related("started_by").exclude(state=State.GIVEN_UP)
    page = Paginator(batches, 50).get_page(request.GET.get("page"))
    return render(request, "register/imports.html", {"page": page})


@require_http_methods(GET_OR_POST)
@requires(Permission.IMPORT_ROLL)
def add_import(request):
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _started(request, form)
        except UnreadableFile as refused:
            form.add_error("file", str(refused))
    return render(request, "register/import_add.html", {"form": form}, status=_status(form))


def _started(request, form):
    name = form.cleaned_data["file"].name
    if services.is_long_file(form.content):
        batch = services.start_long_import(
            form.content, by=request.user, file_name=name, job_kind=tasks.READ
        )
        return redirect("import", batch.pk)
    batch = services.start_import(form.content, by=request.user, file_name=name)
    if batch.kind == ImportBatch.Kind.CTF:
        return _check(request, batch)  # its elements say what they hold
    return redirect("import", batch.pk)


@require_safe
@requires(Permission.IMPORT_ROLL)
def import_page(request, pk):
    """The import at the step where it stands."""
    batch = _batch(pk)
    if batch.state == State.MATCHING:
        return redirect("match_import", pk)
    if batch.is_working or batch.state == State.GIVEN_UP:
        return render(request, "register/import_working.html", _progress(batch))
    return _rows_page(request, batch)


@require_safe
@requires(Permission.IMPORT_ROLL)
def import_progress(request, pk):
    """The bar alone, for the page that waits."""
    return render(request, "register/_import_progress.html", _progress(_batch(pk)))


def _progress(batch):
    job = Job.objects.at(current_school()).filter(pk=batch.job_id).first()
    doing = title_of(job) if job else batch.get_state_display()
    return {"batch": batch, "job": job, "doing": doing}


# Columns ------------------------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.IMPORT_ROLL)
@_at_its_step
def match_import(request, pk):
    batch = _batch(pk)
    if not batch.is_open:
        return redirect("import", pk)
    form = ColumnsForm(request.POST or None, batch=batch)
    if request.method == "POST" and form.is_valid():
        batch = services.match_columns(batch, form.columns, by=request.user)
        return _check(request, batch)
    context = {
        "batch": batch,
        "form": form,
        "ambiguous": guess(batch.headings, services.remembered_columns()).ambiguous,
        "labels": {key: field.label for key, field in FIELDS.items()},
        "before": services.saved_before(batch),
    }
    return render(request, "register/import_columns.html", context, status=_status(form))


def _check(request, batch):
    if services.is_long(batch):
        services.leave_to_the_worker(batch, tasks.CHECK, by=request.user, state=State.CHECKING)
    else:
        services.check(batch, by=request.user, on=timezone.localdate())
    return redirect("import", batch.pk)


# What will change, or did -------------------------------------------------------------------------
def _rows_page(request, batch):
    views = [(r.value, r.label, batch.counts[r.value]) for r in Result if r.value in batch.counts]
    first = Result.HELD if batch.state == State.READY and "held" in batch.counts else None
    view = request.GET.get("view") or first or next((value for value, _, _ in views), "")
    rows = batch.rows.filter(result=view).select_related("pupil")
    per_page = 400 if "show" in request.GET else 50
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    shown = [str(row.pupil_id) for row in page if row.pupil_id]
    for row in page:
        row.is_leaving = str(row.pupil_id) in batch.leaving
        row.is_still_here = _is_still_here(row, batch)
    record("import.viewed", batch, by=request.user, view=view, pupils=shown)
    context = {
        "views": views,
        "view": view,
        "page": page,
        "leaving_form": LeavingForm(initial={"on": batch.leaving_on or timezone.localdate()}),
        "before": services.saved_before(batch) if batch.state == State.READY else None,
        **_progress(batch),
    }
    return render(request, "register/import_page.html", context)


def _is_still_here(row, batch):
    """A pupil who was not in the file of a saved import, and of whom no leaving is on record."""
    was_gone = row.result == Result.GONE and batch.state == State.SAVED and row.pupil
    return bool(was_gone) and row.pupil.is_on_roll(timezone.localdate())


@require_POST
@requires(Permission.IMPORT_ROLL)
@_at_its_step
def tick_leavers(request, pk):
    """Of the gone pupils on this page, those ticked have left."""
    batch, form = _batch(pk), LeavingForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["on"][0]))
    elif batch.state == State.READY:
        services.mark_leaving(
            batch,
            by=request.user,
            shown=request.POST.getlist("shown"),
            ticked=request.POST.getlist("pk"),
            on=form.cleaned_data["on"],
        )
        _check(request, batch)
    return redirect(f"{request.path.removesuffix('leavers/')}?view=gone")


# One row ------------------------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.IMPORT_ROLL)
@_at_its_step
def decide_row(request, pk, row):
    """A held or rejected row: mend a value of it, say whose it is, or leave it out."""
    row = get_object_or_404(ImportRow.objects.select_related("batch"), pk=row, batch=pk)
    if row.is_settled or row.batch.state != State.READY:
        return redirect("import", pk)
    written = _written(row)
    candidates = _candidates(request, row)
    mending = "mend" in request.POST
    mend = MendForm(request.POST if mending else None, row=row, written=written, prefix="mend")
    deciding = request.POST if request.method == "POST" and not mending else None
    form = DecisionForm(
        deciding, candidates=candidates, may_be_taken=row.result == Result.HELD, prefix="row"
    )
    answered = mend if mending else form
    if answered.is_bound and answered.is_valid():
        decision = {"values": mend.values} if mending else form.decision
        services.decide(row, by=request.user, decision=decision)
        _check(request, row.batch)
        return _next_row(request, row)
    shown = [str(pupil.pk) for pupil in candidates]
    record("import_row.viewed", row.batch, by=request.user, row=row.position, pupils=shown)
    context = {
        "row": row,
        "batch": row.batch,
        "mend": mend,
        "form": form,
        "cells": written["cells"],
    }
    return render(request, "register/import_row.html", context, status=_status(answered))


def _written(row):
    """What the file says in this row: by heading for the page, by field for mending."""
    batch = row.batch
    raw = unpack_rows(row.cells)[0]
    said = {key: _words(cell) for key, cell in zip(batch.columns, raw.cells, strict=True) if key}
    cells = [
        (heading, _words(cell))
        for heading, cell in zip(batch.headings, raw.cells, strict=True)
        if cell is not None
    ]
    for entry in raw.statuses:
        cells.append(("SEN provision", f"{entry.code} since {entry.starts_on}"))
    if raw.needs:
        cells.append(("SEN types", ", ".join(str(entry.sen_type) for entry in raw.needs)))
    return said | {"cells": cells}


def _words(cell):
    return f"{cell:%d/%m/%Y}" if hasattr(cell, "isoformat") else "" if cell is None else str(cell)


def _candidates(request, row):
    """The pupils it may be about, and those that the person looked for."""
    pupils = Pupil.objects.for_user(request.user, to=Permission.IMPORT_ROLL)
    found = list(pupils.filter(pk__in=row.candidates))
    if asked := request.GET.get("q", "").strip():
        found += pupils.named_like(asked).exclude(pk__in=row.candidates).by_name()[:FOUND_AT_MOST]
    return found


def _next_row(request, row):
    """The next row that waits for a decision, or the import when there is none."""
    waiting = row.batch.rows.filter(result__in=[Result.HELD, Result.REJECTED])
    following = waiting.filter(position__gt=row.position).first() or waiting.first()
    if following is None:
        messages.success(request, "Every row is decided.")
        return redirect("import", row.batch_id)
    return redirect("decide_import_row", row.batch_id, following.pk)


@require_safe
@requires(Permission.IMPORT_ROLL)
def download_rows(request, pk, kind):
    """The rows to mend, as a file to bring back."""
    if kind not in FILES:
        raise Http404
    batch = _batch(pk)
    rows = batch.rows.filter(result__in=[Result.HELD, Result.REJECTED]).exclude(cells=None)
    lines = mend_file.table(batch.headings, rows, is_ctf=batch.kind == ImportBatch.Kind.CTF)
    write, content_type = FILES[kind]
    record("import_rows.downloaded", batch, by=request.user, rows=len(rows), kind=kind)
    headers = {"Content-Disposition": f'attachment; filename="rows-to-mend.{kind}"'}
    return HttpResponse(write(lines), content_type=content_type, headers=headers)


# Save, take back, give up -------------------------------------------------------------------------
@require_POST
@requires(Permission.IMPORT_ROLL)
@_at_its_step
def save_import(request, pk):
    batch = _batch(pk)
    if batch.state != State.READY:
        raise services.NotNow
    if services.is_long(batch):
        services.leave_to_the_worker(batch, tasks.SAVE, by=request.user, state=State.SAVING)
    else:
        _save_now(request, batch)
    return redirect("import", pk)


def _save_now(request, batch):
    try:
        services.save_import(batch, by=request.user, on=timezone.localdate())
    except services.RollHasChanged:
        messages.warning(
            request,
            "The roll was changed since this import was checked, so nothing was saved. "
            "Look at it once more.",
        )
    else:
        messages.success(request, "The import is saved.")


@require_http_methods(GET_OR_POST)
@requires(Permission.IMPORT_ROLL)
@_at_its_step
def take_back_import(request, pk):
    """Asks first, and names the pupils whom somebody changed since."""
    batch = _batch(pk)
    if batch.state != State.SAVED:
        return redirect("import", pk)
    changed = services.changed_since(batch)
    form = TakeBackForm(request.POST if request.method == "POST" else None, changed=changed)
    if request.method == "POST" and form.is_valid():
        return _taken_back(request, batch)
    shown = [str(row.pupil_id) for row, _ in changed]
    record("import.viewed", batch, by=request.user, view="take back", pupils=shown)
    context = {"batch": batch, "form": form, "changed": changed}
    return render(request, "register/import_take_back.html", context, status=_status(form))


def _taken_back(request, batch):
    if services.is_long(batch):
        services.leave_to_the_worker(batch, tasks.TAKE_BACK, by=request.user)
        messages.info(request, "The import is being taken back. This takes a moment.")
        return redirect("import", batch.pk)
    try:
        services.take_back(batch, by=request.user, keep_changed=True)
    except services.CannotTakeBack as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The import is taken back. The roll is as it was before.")
    return redirect("import", batch.pk)


@require_POST
@requires(Permission.IMPORT_ROLL)
@_at_its_step
def give_up_import(request, pk):
    services.give_up(_batch(pk), by=request.user)
    messages.success(request, "The import is put away. Nothing was changed.")
    return redirect("imports")


def _batch(pk):
    return get_object_or_404(ImportBatch, pk=pk)


def _status(form):
    return 422 if form.is_bound and form.errors else 200
