"""The papers that a school must have: the register, publishing one, and the trust's view of all."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.checks import requires
from access.policy import Permission
from register.forms.seen import see_again
from register.versions import SavedMeanwhile, version_of
from register.views.frame import typed
from reports.all_papers import AllPapers
from reports.forms.information_report import PublishForm, SendBackForm, TrustTextForm
from reports.forms.register import PaperForm
from reports.information_report import ITEMS
from reports.models import PublishedVersion
from reports.paper_register import PaperRegister, kept_of
from reports.publishing import PAPERS
from reports.services import trust_texts
from reports.services.publishing import CannotPublish, ask_to_publish
from reports.services.register import record_paper
from reports.statutory import KINDS
from schools.models import School, TrustReportText

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])
MEANWHILE = (
    "Somebody else saved this while you were typing. Your answers are still here: compare, then "
    "save again"
)


# In a school --------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def statutory_papers(request):
    """Each paper: where it is, whose, until when."""
    register = PaperRegister(request.tenant, on=timezone.localdate())
    return render(request, "reports/register/papers.html", {"register": register})


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def record_statutory_paper(request, paper):
    """What is known of a paper that is kept elsewhere."""
    kind = KINDS.get(paper)
    if kind is None or kind.made_here:
        raise Http404
    kept = kept_of(kind)
    saved = {name: getattr(kept, name, None) for name in PaperForm.base_fields if name != "seen"}
    form = PaperForm(
        typed(request),
        also=[kept.owner_id] if kept and kept.owner_id else [],
        initial={**saved, "seen": version_of(kept)},
    )
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                record_paper(kind, by=request.user, seen=form.cleaned_data["seen"], **form.answers)
            except SavedMeanwhile:
                see_again(form, version_of(kept))
                form.add_error("url", MEANWHILE)
                status = 409
            else:
                messages.success(request, f"{kind.title} is saved.")
                return redirect("statutory_papers")
    context = {"form": form, "kind": kind, "kept": kept}
    return render(request, "reports/register/record.html", context, status=status)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def publish_paper(request, paper):
    """What is missing, or the note and the button. The worker does the rest."""
    one = PAPERS.get(paper)
    if one is None:
        raise Http404
    seen = one.seen(request.tenant)
    form = PublishForm(typed(request), initial={"seen": seen})
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            job = ask_to_publish(one, by=request.user, **form.cleaned_data)
        except CannotPublish as said:
            refusal = str(said)
            see_again(form, seen)
        else:
            return redirect("job", job.pk)
    context = {
        "paper": one,
        "form": form,
        "refusal": refusal,
        "missing": one.missing(request.tenant, on=timezone.localdate()),
        "newest": PublishedVersion.objects.of(one.code).without_files().first(),
    }
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "reports/register/publish.html", context, status=status)


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def share_paper(request, paper):
    """The addresses to put on the school's own website."""
    if paper not in PAPERS:
        raise Http404
    version = PublishedVersion.objects.of(paper).without_files().first()
    return render(
        request, "reports/register/share.html", {"paper": PAPERS[paper], "version": version}
    )


# The trust ----------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_ALL_PAPERS)
def all_papers(request):
    """Every school by paper: state, age, what is missing, what comes next."""
    return render(request, "reports/trust/papers.html", {"all": AllPapers(on=timezone.localdate())})


@require_safe
@requires(Permission.VIEW_ALL_PAPERS)
def papers_of_school(request, slug):
    """One school's papers as it has told the trust."""
    school = _school(slug)
    row = AllPapers(on=timezone.localdate()).of(school)
    return render(request, "reports/trust/school.html", {"school": school, "row": row})


@GET_OR_POST
@requires(Permission.LEAD_STATUTORY_PAPERS)
def send_back(request, slug):
    """Send a school's information report back with a comment."""
    school = _school(slug)
    form = SendBackForm(typed(request))
    if form.is_bound and form.is_valid():
        trust_texts.ask_to_send_back(school, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, f"{school} reads your comment within a few minutes.")
        return redirect("papers_of_school", slug)
    status = 422 if form.errors else 200
    return render(
        request, "reports/trust/send_back.html", {"form": form, "school": school}, status=status
    )


@require_safe
@requires(Permission.LEAD_STATUTORY_PAPERS)
def report_texts(request):
    """What the trust says on each item of the information report."""
    written = {one.item: one for one in TrustReportText.objects.in_order()}
    rows = [(item, written.get(item.id)) for item in ITEMS.values()]
    return render(request, "reports/trust/texts.html", {"rows": rows})


@GET_OR_POST
@requires(Permission.LEAD_STATUTORY_PAPERS)
def report_text(request, item):
    """What the trust says on one item."""
    if item not in ITEMS:
        raise Http404
    kept = TrustReportText.objects.on(item)
    form = TrustTextForm(
        typed(request),
        initial={
            "locked": kept.locked if kept else "",
            "starter": kept.starter if kept else "",
            "seen": version_of(kept),
        },
    )
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                trust_texts.write_trust_text(ITEMS[item], by=request.user, **form.cleaned_data)
            except SavedMeanwhile:
                see_again(form, version_of(kept))
                form.add_error("locked", MEANWHILE)
                status = 409
            else:
                messages.success(request, "Saved. The schools have it within a few minutes.")
                return redirect("report_texts")
    context = {"form": form, "item": ITEMS[item]}
    return render(request, "reports/trust/text.html", context, status=status)


def _school(slug):
    return get_object_or_404(School.objects.open().at_address(slug))
