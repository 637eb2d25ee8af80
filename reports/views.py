from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from apdr.costed_map import costed_map
from audit.record import record
from register.models import Origin, StatusPeriod
from register.views.frame import page_of
from reports.home import figures_for
from reports.measures import MEASURES
from reports.papers.costed_map import costed_map_paper
from reports.papers.status_letter import status_letter as letter_about
from reports.pdf import html_to_pdf


@require_safe
@requires(Permission.VIEW_SCHOOL_FIGURES)
def figures(request):
    """The school in numbers: true ones for its staff, small ones hidden for everybody else."""
    record("figures.viewed", by=request.user)
    context = {
        "figures": figures_for(request.user, timezone.localdate()),
        "measures": MEASURES.values(),
    }
    return render(request, "reports/figures.html", context)


@require_safe
@requires(Permission.CHANGE_STATUS)
def status_letter(request, pk, period):
    """The letter to parents about one decision. Who makes it signs it."""
    mine = StatusPeriod.objects.for_user(request.user, to=Permission.CHANGE_STATUS)
    decision = get_object_or_404(
        mine.select_related("pupil"), pk=period, pupil=pk, origin=Origin.ENTERED
    )
    record("letter.printed", decision, by=request.user)
    letter = letter_about(decision, school=request.tenant, by=request.user, on=timezone.localdate())
    return _paper(html_to_pdf(letter), "letter.pdf")


@require_safe
@requires(Permission.VIEW_COSTS)
def costed_map_pdf(request, pk):
    """A pupil's support of the school year with its costs, for the local authority."""
    page = page_of(request, pk, to=Permission.VIEW_COSTS)
    costed = costed_map(page.pupil, school=request.tenant, today=page.today)
    record("costed_map.printed", page.pupil, by=request.user)
    paper = costed_map_paper(
        costed, page.pupil, school=request.tenant, by=request.user, on=page.today
    )
    return _paper(html_to_pdf(paper), "costed-provision.pdf")


def _paper(pdf, name):
    """A PDF under a neutral name: a file name never tells whom it is about."""
    said = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=said)
