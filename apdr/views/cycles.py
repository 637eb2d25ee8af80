"""A pupil's plans: the list, one plan, and the steps until it is agreed. What comes after them:
views.closing."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from access.checks import requires, roles_with
from access.policy import Permission, Reach
from apdr import golden_thread
from apdr.deadlines import MEETINGS_A_YEAR, parent_meetings_expected
from apdr.forms.cycles import (
    AgreeForm,
    EvidenceForm,
    ParentMeetingForm,
    StartForm,
)
from apdr.models import EvidenceKind, Phase
from apdr.plan_pages import lines, steps, timeline_of
from apdr.plan_parts import format_on
from apdr.services import cycles as services
from apdr.views.frame import (
    plan_within_reach,
    proposed_title,
    review_days,
    show,
    turned_back,
    waiting_outcomes,
)
from register import codes
from register.models import FamilyLink, Group, GroupAdult
from register.refusals import PlainRefusal
from register.views.frame import page_of, typed
from schools.across import current_school
from schools.calendars import calendar_of
from schools.school_year import SchoolYear

GET_OR_POST = ["GET", "HEAD", "POST"]


# The list -----------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_PLANS)
def plans(request, pk):
    """The current cycle on top, the earlier ones below it, and the meetings with parents."""
    page = page_of(request, pk, to=Permission.VIEW_PLANS)
    of_pupil = list(page.pupil.cycles.whole())
    current = next((cycle for cycle in of_pupil if not cycle.closed_at), None)
    return show(
        request,
        page,
        "pupil_plans.html",
        part="plans",
        current=current,
        steps=steps(current, on=page.today) if current else [],
        lines=lines(current) if current else [],
        earlier=[(cycle, lines(cycle)) for cycle in of_pupil if cycle.closed_at],
        timeline=timeline_of(of_pupil, on=page.today),
        meetings=_meetings(page) if page.rights.may(Permission.VIEW_WHOLE_PLANS) else None,
    )


def _meetings(page):
    """This school year's meetings with parents, and how many there should have been by now."""
    year = SchoolYear.of(page.today)
    held = page.pupil.parent_meetings.select_related("led_by")
    terms = [t for t in calendar_of(current_school()).terms if t.starting_year == year.start]
    return {
        "all": list(held),
        "held": sum(meeting.held_on in year for meeting in held),
        "expected": parent_meetings_expected(page.today, terms),
        "a_year": MEETINGS_A_YEAR,
    }


@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def start(request, pk):
    page = page_of(request, pk, to=Permission.WRITE_PLANS)
    if request.method != "POST":
        current = page.pupil.cycles.open().first()
        if current or page.has_left:
            words = "has a plan already" if current else "has left the school"
            messages.warning(request, f"{page.pupil.name} {words}, so no new plan can begin.")
            return redirect(current or reverse("pupil_plans", args=[pk]))
    owners = _owners(page, request.user)
    form = StartForm(
        typed(request),
        owners=owners,
        initial={"title": proposed_title(page.today), "owner": _first(owners, request.user)},
        **review_days(page),
    )
    if form.is_bound and form.is_valid():
        needs = page.pupil.needs.filter(ended_on=None).order_by("rank")
        needs = list(needs.values_list("sen_type", flat=True))
        answers = {name: form.cleaned_data[name] for name in ("title", "owner", "review_on")}
        try:
            cycle = services.start_cycle(
                page.pupil, by=request.user, on=page.today, needs=needs, **answers
            )
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{cycle.title} has begun. First: what do we know?")
            return redirect(cycle)
    return show(request, page, "plan_start.html", part="plans", form=form)


def _owners(page, user):
    """Who may lead the plan: the teachers of the pupil's classes today, those of the class before
    those of subjects; and this person."""
    places = page.pupil.group_members.on(page.today)
    here = GroupAdult.objects.on(page.today).filter(group__members__in=places)
    of_class = here.filter(user=OuterRef("pk"), group__kind=Group.Kind.REGISTRATION)
    writers = roles_with(Permission.WRITE_PLANS, Reach.TAUGHT)
    teaches = Q(pk__in=here.values("user"), memberships__role__in=writers, is_active=True)
    people = get_user_model().objects.annotate(of_class=Exists(of_class))
    mine = people.filter(teaches | Q(pk=user.pk)).distinct()
    return mine.order_by("-of_class", "name")


def _first(owners, user):
    """The teacher who opens the page, else the first teacher of the class."""
    own = [owner for owner in owners if owner.pk == user.pk and owner.of_class]
    return own[0] if own else owners[0]


# One plan -----------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_PLANS)
def plan(request, pk):
    page, cycle = plan_within_reach(request, pk, to=Permission.VIEW_PLANS)
    may_write = page.rights.may(Permission.WRITE_PLANS) and not page.has_left
    writes = may_write and not cycle.closed_at
    phase = cycle.phase(page.today)
    return show(
        request,
        page,
        "plan.html",
        part="plan",
        cycle=cycle,
        format=format_on(cycle.started_on),
        phase=phase,
        steps=steps(cycle, on=page.today),
        lines=lines(cycle),
        evidence=_by_kind(cycle),
        remarks=list(golden_thread.remarks(cycle, on=page.today)) if writes else [],
        writes=writes,
        reviewable=writes and phase in (Phase.DO, Phase.REVIEW),
        waiting=waiting_outcomes(cycle),
        needs=[codes.SEN_TYPES[code].label for code in cycle.needs_addressed],
        answers=_answers(request, cycle) if page.rights.may(Permission.SHARE_WITH_FAMILY) else [],
        may_go_on=may_write and _goes_on(cycle),
    )


def _by_kind(cycle):
    """[(kind in words, its evidence)] in the order of the policy (7.6), empty kinds left out."""
    found = {kind: [] for kind in EvidenceKind}
    for one in cycle.evidence.all():
        found[EvidenceKind(one.kind)].append(one)
    return [(kind.label, several) for kind, several in found.items() if several]


def _answers(request, cycle):
    """What families said of this plan, the newest first."""
    mine = FamilyLink.objects.for_user(request.user, to=Permission.SHARE_WITH_FAMILY)
    return list(mine.of("plan", cycle.pk).answered().order_by("-acknowledged_at"))


def _goes_on(cycle):
    return bool(cycle.closed_at) and not hasattr(cycle, "followed_by")


@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def add_evidence(request, pk):
    page, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if back := turned_back(request, page, cycle):
        return back
    initial = {"observed_on": page.today, "kind": request.GET.get("kind")}
    form = EvidenceForm(typed(request), initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.add_evidence(cycle, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The evidence is saved.")
            return redirect(cycle)
    return show(request, page, "plan_evidence.html", part="plan", cycle=cycle, form=form)


@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def agree(request, pk):
    """Parents and staff know the plan: it is being done from now on."""
    page, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if back := turned_back(request, page, cycle):
        return back
    told = {
        "parents_told_on": cycle.parents_told_on or page.today,
        "parents_told_how": cycle.parents_told_how,
        "staff_told_on": cycle.staff_told_on or page.today,
    }
    form = AgreeForm(typed(request), initial=told, **review_days(page, cycle))
    if form.is_bound and form.is_valid():
        names = ("parents_told_on", "parents_told_how", "staff_told_on", "review_on")
        answers = {name: form.cleaned_data[name] for name in names}
        try:
            services.agree_plan(cycle, by=request.user, **answers)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The plan is agreed. From now on it is being done.")
            return redirect(cycle)
    return show(
        request, page, "plan_agree.html", part="plan", cycle=cycle, form=form,
        remarks=list(golden_thread.remarks(cycle, on=page.today)),
    )  # fmt: skip


# Meetings with parents ----------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def add_parent_meeting(request, pk):
    page = page_of(request, pk, to=Permission.WRITE_PLANS)
    form = ParentMeetingForm(typed(request), initial={"held_on": page.today})
    if form.is_bound and form.is_valid():
        cycle = page.pupil.cycles.open().first()
        services.hold_parent_meeting(page.pupil, by=request.user, cycle=cycle, **form.cleaned_data)
        messages.success(request, "The meeting is saved.")
        return redirect("pupil_plans", pk)
    return show(request, page, "parent_meeting.html", part="plans", form=form)
