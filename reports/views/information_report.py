"""The SEN information report: where it stands, one section at a time, comments, approval, links."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from access.checks import may, requires
from access.policy import Permission
from register.forms.seen import see_again
from register.versions import SavedMeanwhile, version_of
from register.views.frame import typed
from reports.forms.information_report import RemarkForm, SectionForm, VouchForm
from reports.information_report import CODE
from reports.marks import tidy
from reports.models import InformationReport, PublishedVersion, Remark
from reports.readability import read
from reports.report_desk import ReportDesk
from reports.services import information_report as services
from reports.tasks import CHECK_LINKS
from schools.jobs import ask_for
from schools.school_year import SchoolYear

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
LONGEST_KEPT = 10 * services.LONGEST  # characters of what is typed and not saved


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def now(request):
    """This year's report, or the newest; where there is none, the way to begin one."""
    report = InformationReport.objects.newest()
    year = SchoolYear.of(timezone.localdate())
    if report:
        return redirect(report)
    return render(request, "reports/information_report/none.html", {"year": year})


@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def start(request):
    """Begin the report of this school year."""
    year = SchoolYear.of(timezone.localdate())
    report = services.start_report(year, by=request.user)
    return redirect(report)


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def report(request, year):
    """All sections, what is missing, who approved, what is published."""
    return _report_page(request, _report(year), RemarkForm())


def _report_page(request, report, form):
    desk = _desk(request, report)
    this = SchoolYear.of(timezone.localdate())
    newest = InformationReport.objects.newest()
    context = {
        "desk": desk,
        "report": report,
        "form": form,
        "remarks": [one for one in report.remarks.all() if not one.item],
        "versions": PublishedVersion.objects.of(CODE).without_files(),
        "typing": services.others_typing(report, request.user),
        "approves_as": approves_as(request.user),
        "next_year": this if report == newest and report.year < this else None,
        "is_newest": report == newest,
    }
    return render(
        request,
        "reports/information_report/report.html",
        context,
        status=422 if form.errors else 200,
    )


# One section --------------------------------------------------------------------------------------
@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def section(request, year, item):
    """Write one section beside the law, last year's words, the trust's and the facts."""
    report = _report(year)
    desk = _desk(request, report)
    one = _section(desk, item)
    kept = report.typed_drafts.filter(user=request.user, item=item).first()
    form = SectionForm(
        typed(request) or _typed_again(kept),
        has_facts=bool(one.facts),
        initial={
            "text": one.text,
            "shows_facts": one.section.shows_facts if one.section else True,
            "is_complete": bool(one.section and one.section.completed_on),
            "seen": version_of(one.section),
        },
    )
    if request.method != "POST":
        return _section_page(request, desk, one, form, kept=kept)
    if not form.is_valid():
        return _section_page(request, desk, one, form, status=422)
    try:
        services.write_section(
            report, one.item, by=request.user, seen=form.cleaned_data["seen"], **form.answers
        )
    except SavedMeanwhile:
        see_again(form, version_of(one.section))
        return _section_page(request, desk, one, form, status=409)
    messages.success(request, f"{one.item.title} is saved.")
    following = _following(desk, one)
    if "next" in request.POST and following:
        return redirect("report_section", year, following.item.id)
    return redirect("report_section", year, item)


def _section_page(request, desk, one, form, *, kept=None, status=200):
    last_year = InformationReport.objects.of_year(desk.report.year.previous).first()
    before = last_year and last_year.sections.filter(item=one.item.id).first()
    context = {
        "desk": desk,
        "report": desk.report,
        "one": one,
        "form": form,
        "kept": kept,
        "conflict": status == 409,
        "before": before,
        "readability": read(form["text"].value() or ""),
        "following": _following(desk, one),
        "remarks": [remark for remark in desk.report.remarks.all() if remark.item == one.item.id],
    }
    return render(request, "reports/information_report/section.html", context, status=status)


@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def keep_section(request, year, item):
    """The section as it is typed. Answers in the words that stand beside the button."""
    report = _report(year)
    one = _section(_desk(request, report), item)
    kept = request.POST.copy()
    kept.pop("csrfmiddlewaretoken", None)
    if len(kept.get("text", "")) > LONGEST_KEPT:
        return HttpResponse("This is too long to be kept. Shorten it", status=409)
    services.keep_section_typed(report, one.item, by=request.user, typed=kept.urlencode())
    return HttpResponse(f"Draft saved {timezone.localtime():%H:%M}")


@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def section_typed_away(request, year, item):
    report = _report(year)
    one = _section(_desk(request, report), item)
    services.throw_section_typed_away(report, one.item, by=request.user)
    messages.success(request, "What you had typed is gone. This is the text as it is saved.")
    return redirect("report_section", year, item)


@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def tidy_pasted(request):
    """What was pasted as HTML, as text with marks. Nothing is saved."""
    return HttpResponse(
        tidy(request.POST.get("html", "")[:LONGEST_KEPT]), content_type="text/plain"
    )


# Read by others -----------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def preview(request, year):
    """The report as the public would see it now."""
    report = _report(year)
    context = {"report": report, "edition": _desk(request, report).edition}
    return render(request, "reports/information_report/preview.html", context)


@require_POST
@requires(Permission.VIEW_STATUTORY_PAPERS)
def remark(request, year):
    """A comment on the whole report or on one item."""
    report = _report(year)
    form = RemarkForm(request.POST)
    item = request.POST.get("item", "")
    if not form.is_valid():
        return _report_page(request, report, form)
    sends_back = "send_back" in request.POST and bool(approves_as(request.user))
    if item:
        item = _section(_desk(request, report), item).item.id
    services.remark_on(
        report, by=request.user, item=item, sends_back=sends_back, text=form.cleaned_data["text"]
    )
    messages.success(request, "The report is sent back." if sends_back else "Comment added.")
    if item and may(request.user, Permission.WRITE_STATUTORY_PAPERS):
        return redirect("report_section", year, item)
    return redirect(report)


@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def settle(request, year, pk):
    """A comment is dealt with."""
    found = get_object_or_404(Remark.objects.open().on_report(_report(year)), pk=pk)
    services.settle_remark(found, by=request.user)
    messages.success(request, "The comment is settled.")
    return redirect(found.report)


@GET_OR_POST
@requires(Permission.APPROVE_STATUTORY_PAPERS)
def approve(request, year):
    """Read the whole text, then approve it as it stands."""
    report = _report(year)
    desk = _desk(request, report)
    seen = services.seen_of(report)
    context = {"desk": desk, "report": report, "edition": desk.edition, "seen": seen}
    context["given_as"] = given_as = approves_as(request.user)
    if request.method != "POST":
        return render(request, "reports/information_report/approve.html", context)
    if desk.gaps:
        messages.warning(request, f"It cannot be approved yet. {desk.gaps[0]}")
        return redirect(report)
    try:
        services.approve_report(
            report, given_as, by=request.user, seen=request.POST.get("seen", "")
        )
    except SavedMeanwhile:
        context["is_changed"] = True
        return render(request, "reports/information_report/approve.html", context, status=409)
    messages.success(request, "You have approved the report.")
    return redirect(report)


def approves_as(user):
    """As whom this person approves; "" for nobody. Governors approve and do not write."""
    if not may(user, Permission.APPROVE_STATUTORY_PAPERS):
        return ""
    return "head" if may(user, Permission.WRITE_STATUTORY_PAPERS) else "governor"


# Links --------------------------------------------------------------------------------------------
@require_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def check_links(request):
    """Let the worker ask each address once."""
    job = ask_for(CHECK_LINKS, by=request.user, school=request.tenant)
    return redirect("job", job.pk)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def vouch(request, year):
    """Somebody has looked themselves: the link is right, and why."""
    desk = _desk(request, _report(year))
    url = request.GET.get("url", "")
    if url not in desk.links:
        messages.warning(request, "The report does not point there any more.")
        return redirect(desk.report)
    form = VouchForm(typed(request))
    if form.is_bound and form.is_valid():
        services.vouch_for_link(url, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "Noted. The link counts as checked for 30 days.")
        return redirect(desk.report)
    context = {"form": form, "url": url, "report": desk.report}
    status = 422 if form.errors else 200
    return render(request, "reports/information_report/vouch.html", context, status=status)


# Finding ------------------------------------------------------------------------------------------
def _report(year):
    return get_object_or_404(InformationReport.objects.whole(), starting_year=year)


def _desk(request, report):
    return ReportDesk(report, request.tenant, on=timezone.localdate())


def _section(desk, item):
    one = desk.section(item)
    if one is None:
        raise Http404
    return one


def _following(desk, one):
    """The next section that is not complete."""
    at = desk.sections.index(one)
    later = [*desk.sections[at + 1 :], *desk.sections[:at]]
    return next((other for other in later if other.state != "Complete" and not other.parts), None)


def _typed_again(kept):
    return QueryDict(kept.typed) if kept else None
