"""Papers of safety plans. Each is put on record as an export, under a name that tells nothing."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.models import Group, Pupil
from reports.forms.trip import ChosenGroupForm, TripForm
from reports.papers import emergency_card as cards
from reports.papers import fire_folder as folders
from reports.papers import peep as peeps
from reports.papers.safety_plan import safety_plan
from reports.papers.trip_pack import contacts_for, pupils_with_plans, trip_pack
from reports.pdf import html_to_pdf
from reports.views.frame import paper
from safety.kinds import KINDS
from safety.parts import parts_known
from safety.plan_page import PlanPage
from safety.standing import standing
from safety.views.frame import door_of_each_kind, plan_within_reach, typed

NOTHING_TO_DO = {"keep": False, "write": False, "log": False, "sign": False}


@require_safe
def _plan_paper(request, kind, pk, number):
    """One version of a plan, by the permission of its kind."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.view)
    look = _look(request, page, plan, number)
    record("safety_plan.printed", plan, by=request.user, number=number)
    made = {"school": request.tenant, "by": request.user, "on": page.today}
    if kind.code == "peep":
        one = peeps.PeepPage(look.version, standing(plan, on=page.today), parts_known(kind))
        return paper(html_to_pdf(*peeps.peep(one, **made)), "evacuation-plan.pdf")
    return paper(html_to_pdf(safety_plan(look, **made)), NAMES[kind.code])


NAMES = {
    "risk": "risk-assessment.pdf",
    "healthcare": "healthcare-plan.pdf",
    "intimate": "plan.pdf",  # says nothing of its kind in a folder of downloads
}


@require_safe
@requires(Permission.VIEW_HEALTHCARE)
def healthcare_card(request, pk):
    """What to do in an emergency, on half a page. Only of a plan in force."""
    kind = KINDS["healthcare"]
    page, plan = plan_within_reach(request, kind, pk, to=kind.view)
    if plan.in_force is None:
        raise Http404
    look = _look(request, page, plan, plan.in_force.number)
    contacts = contacts_for(request.user, [page.pupil]).get(page.pupil.pk)
    record("emergency_card.printed", plan, by=request.user)
    card = cards.emergency_card(
        look, contacts, school=request.tenant, by=request.user, on=page.today
    )
    return paper(html_to_pdf(card), "emergency-card.pdf")


@require_safe
@requires(Permission.RUN_DRILLS)
def fire_folder(request):
    """Every PEEP of the school by building."""
    html, pictures, pupils = folders.fire_folder(
        school=request.tenant, by=request.user, on=timezone.localdate()
    )
    record("fire_folder.printed", by=request.user, pupils=[str(pupil.pk) for pupil in pupils])
    return paper(html_to_pdf(html, pictures), "fire-folder.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_SAFETY_LIST)
def trip_pack_page(request):
    """Choose who comes along; the answer is the pack."""
    mine = Pupil.objects.for_user(request.user, to=Permission.VIEW_SAFETY_LIST).on_roll()
    groups = Group.objects.for_user(request.user, to=Permission.VIEW_SAFETY_LIST).open()
    group = ChosenGroupForm(request.GET, groups=groups).chosen
    offered = mine.in_groups([group]) if group else pupils_with_plans(request.user, mine)
    offered = offered.with_class().by_name()
    first = {"title": "", "pupils": [pupil.pk for pupil in offered] if group else []}
    form = TripForm(typed(request), pupils=offered, initial=first)
    if form.is_bound and form.is_valid():
        return _trip_pack(request, **form.cleaned_data)
    shown = [str(pupil.pk) for pupil in offered]
    record("trip_pupils.listed", by=request.user, pupils=shown)
    context = {
        "form": form,
        "groups": groups.in_school_order(),
        "group": group,
        "has_pupils": bool(shown),
    }
    return render(request, "reports/trip_pack.html", context, status=422 if form.errors else 200)


def _trip_pack(request, title, pupils):
    pupils = list(pupils)
    html = trip_pack(
        title,
        pupils,
        contacts=contacts_for(request.user, pupils),
        school=request.tenant,
        by=request.user,
        on=timezone.localdate(),
    )
    record("trip_pack.printed", by=request.user, pupils=[str(pupil.pk) for pupil in pupils])
    return paper(html_to_pdf(html), "trip-pack.pdf")


def _look(request, page, plan, number):
    version = next((one for one in plan.versions.all() if one.number == number), None)
    if version is None:
        raise Http404
    version.plan = plan
    return PlanPage(plan, version, user=request.user, rights=NOTHING_TO_DO, on=page.today)


plan_paper = door_of_each_kind("view")(_plan_paper)
