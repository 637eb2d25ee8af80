"""Audits: which there are, one of them, writing it, its photos."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from accessibility.forms.audits import AuditForm, PhotoForm
from accessibility.models import Audit, Finding, Photo
from accessibility.services import audits as services
from accessibility.standing import Standing
from accessibility.strands import STRANDS
from accessibility.views.frame import (
    GET_OR_POST,
    form_page,
    of_the_plan,
    show,
    typed,
    warn_of_names,
)
from register.conflicts import Conflict, conflict
from register.forms.seen import see_again
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def audits(request):
    """Strand by strand: when it was looked at, and the barriers that were found."""
    standing = of_the_plan()
    found = list(standing.plan.audits.whole())
    by_strand = [
        (strand, [one for one in found if one.strand == strand.code]) for strand in STRANDS.values()
    ]
    return show(request, "audits.html", tab="Audits", standing=standing, by_strand=by_strand)


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def audit(request, pk):
    one = _audit(pk)
    standing = Standing(one.plan, timezone.localdate())
    asked = len(one.of_strand.items)
    return show(request, "audit.html", tab="Audits", standing=standing, audit=one, asked=asked)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def add_audit(request, strand):
    """The whole checklist of a strand on one page."""
    plan, of_strand = of_the_plan().plan, _strand(strand)
    first = {"audited_on": timezone.localdate()}
    form = AuditForm(typed(request), strand=of_strand, initial=first)
    if form.is_bound and form.is_whole():
        try:
            one = services.add_audit(plan, by=request.user, strand=strand, **form.answers)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
            return redirect("accessibility_audits")
        messages.success(request, "The audit is saved. Each barrier can become an action.")
        _warn(request, form)
        return redirect(one)
    return form_page(request, "audit_add.html", form, strand=of_strand)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def change_audit(request, pk):
    one = _audit(pk)
    seen, clash = services.version_of_audit(one), None
    saved = {"audited_on": one.audited_on, "who": one.who}
    strand = one.of_strand
    form = AuditForm(typed(request), strand=strand, audit=one, initial={**saved, "seen": seen})
    if form.is_bound and form.is_whole():
        try:
            seen_then = form.cleaned_data["seen"]
            services.change_audit(one, by=request.user, seen=seen_then, **form.answers)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        except SavedMeanwhile:
            clash = _both(form, one, saved)
            see_again(form, seen)
        else:
            messages.success(request, "The audit is saved.")
            _warn(request, form)
            return redirect(one)
    return form_page(request, "audit_change.html", form, conflict=clash, strand=strand, audit=one)


def _both(form, audit, saved) -> Conflict:
    """What is saved beside what was typed, line by line."""
    lines = [
        (f"{line.item.title}: {label}", *answers)
        for line in form.lines
        for label, *answers in conflict(
            line, {name: line.initial.get(name, "") for name in line.fields}, row=None
        ).rows
    ]
    return conflict(form, saved, row=audit, also=lines)


def _warn(request, form):
    warn_of_names(request, [value for one in form.forms for value in one.cleaned_data.values()])


# Photos -------------------------------------------------------------------------------------------
@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def add_photo(request, pk):
    finding = get_object_or_404(Finding.objects.select_related("audit__plan"), pk=pk)
    files = request.FILES if request.method == "POST" else None
    form = PhotoForm(typed(request), files)
    if form.is_bound and form.is_valid():
        picture, width, height = form.cleaned_data["picture"]
        shows = form.cleaned_data["shows"]
        try:
            services.add_photo(
                finding, by=request.user, shows=shows, picture=picture, width=width, height=height
            )
        except PlainRefusal as refusal:
            form.add_error("picture", str(refusal))
        else:
            messages.success(request, "The photo is added.")
            warn_of_names(request, [shows])
            return redirect(finding.audit)
    return form_page(request, "photo_add.html", form, finding=finding)


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def photo(request, pk):
    """The picture alone. It shows a building and nobody in it."""
    one = get_object_or_404(Photo, pk=pk)
    answer = HttpResponse(bytes(one.picture), content_type=one.media_type)
    answer.headers["Content-Disposition"] = "inline; filename=photo"
    return answer


@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def remove_photo(request, pk):
    found = Photo.objects.select_related("finding__audit__plan").defer("picture")
    one = get_object_or_404(found, pk=pk)
    try:
        services.remove_photo(one, by=request.user)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The photo is taken out.")
    return redirect(one.finding.audit)


def _audit(pk):
    return get_object_or_404(Audit.objects.select_related("plan__followed_by").whole(), pk=pk)


def _strand(code):
    if code not in STRANDS:
        raise Http404
    return STRANDS[code]
