"""Safety plans: one pupil's, one plan, and writing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.checks import may, requires
from access.policy import Permission
from register.versions import SavedMeanwhile
from register.views.frame import page_of
from safety.forms.plans import CheckForm, EndForm, StartForm
from safety.forms.rows import asks_to_rearrange
from safety.kinds import KINDS
from safety.models import SafetyPlan
from safety.plan_page import PlanPage
from safety.services import plans as services
from safety.services.plans import PlainRefusal
from safety.services.signing import missing_from
from safety.standing import State, standings
from safety.views.frame import GET_OR_POST, door_of_each_kind, plan_within_reach, show, typed
from safety.writing import WritingPage


# One pupil ----------------------------------------------------------------------------------------
@require_safe
@requires(Permission.VIEW_SAFETY_LIST)
def pupil_plans(request, pk):
    """The safety plans of one pupil, as far as this person may read them."""
    page = page_of(request, pk, to=Permission.VIEW_SAFETY_LIST)
    mine = SafetyPlan.objects.readable_by(request.user).filter(pupil=page.pupil)
    found = standings(mine.select_related("pupil", "building"), on=page.today)
    return show(
        request,
        page,
        "pupil_plans.html",
        part="safety plans",
        running=[one for one in found if one.state != State.ENDED],
        ended=[one for one in found if one.state == State.ENDED],
        to_start=[kind for kind in KINDS.values() if page.rights.may(kind.write)],
    )


@GET_OR_POST
def _start(request, kind, pk):
    """Begin a plan of this kind for a pupil."""
    page = page_of(request, pk, to=kind.write)
    form = StartForm(typed(request), kind=kind)
    if form.is_bound and form.is_valid():
        try:
            plan = services.start_plan(page.pupil, kind, by=request.user, **form.matter)
        except PlainRefusal as refusal:
            form.add_error("about", str(refusal))
        else:
            return redirect(plan.url_of("write"))
    return show(request, page, "start.html", part=kind.code, kind=kind, form=form)


# One plan -----------------------------------------------------------------------------------------
@require_safe
def _plan(request, kind, pk):
    """The version in force, or the draft where none is; where it stands and who has signed."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.view)
    version = plan.in_force or plan.draft or plan.versions.first()
    return _show_version(request, page, plan, version)


@require_safe
def _version(request, kind, pk, number):
    """One version: the draft, or one that was superseded."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.view)
    version = next((one for one in plan.versions.all() if one.number == number), None)
    if version is None:
        raise Http404
    return _show_version(request, page, plan, version)


def _show_version(request, page, plan, version):
    look = PlanPage(plan, version, user=request.user, rights=_rights(request, plan), on=page.today)
    return show(request, page, "plan.html", part=plan.kind, plan=plan, look=look)


def _rights(request, plan):
    """What this person may do with this plan: the table's answer for this very plan."""
    reach = SafetyPlan.objects.filter(pk=plan.pk)
    kind = plan.of_kind
    mine = reach.kept_by(request.user, to=kind.write)
    return {
        "keep": mine.exists(),
        "write": reach.for_user(request.user, to=kind.write).exists(),
        "log": bool(kind.log) and reach.for_user(request.user, to=kind.log).exists(),
        "sign": may(request.user, Permission.SIGN_SAFETY_PLANS),
    }


# Writing it ---------------------------------------------------------------------------------------
@GET_OR_POST
def _write(request, kind, pk):
    """The whole draft on one page. Rows come and go without a script; what is typed is kept."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.write)
    if plan.draft is None:
        return redirect(plan)
    desk = WritingPage(plan, plan.draft)
    if request.method != "POST":
        kept = plan.typed_drafts.filter(user=request.user).first()
        desk.open(kept)
        return _writing_page(request, page, desk, kept=kept)
    if asks_to_rearrange(request.POST):
        desk.show_typed(request.POST)
        return _writing_page(request, page, desk)
    if not desk.send(request.POST):
        return _writing_page(request, page, desk, status=422)
    try:
        desk.save(by=request.user)
    except SavedMeanwhile:
        desk.show_both(request.POST)
        return _writing_page(request, page, desk, conflict=desk.clash)
    messages.success(request, "The draft is saved.")
    return redirect(plan.url_of("version", desk.draft.number))


def _writing_page(request, page, desk, **context):
    return show(
        request, page, "write.html", part=desk.kind.code, plan=desk.plan, desk=desk, kind=desk.kind,
        missing=missing_from(desk.draft), **context,
    )  # fmt: skip


@require_POST
def _new_version(request, kind, pk):
    """Begin the next version with all that stands in this one but the signatures."""
    _, plan = plan_within_reach(request, kind, pk, to=kind.write, kept=True)
    try:
        services.start_draft(plan, by=request.user)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
        return redirect(plan)
    return redirect(plan.url_of("write"))


@require_POST
def _keep_typed(request, kind, pk):
    """The draft as it is typed. Answers in the words that stand beside the button."""
    _, plan = plan_within_reach(request, kind, pk, to=kind.write)
    if plan.draft is None:
        return HttpResponse("This version is signed, so nothing more is kept", status=409)
    kept = request.POST.copy()
    kept.pop("csrfmiddlewaretoken", None)
    services.keep_typed(plan, by=request.user, typed=kept.urlencode())
    return HttpResponse(f"Draft saved {timezone.localtime():%H:%M}")


@require_POST
def _typed_away(request, kind, pk):
    _, plan = plan_within_reach(request, kind, pk, to=kind.write)
    services.throw_typed_away(plan, by=request.user)
    messages.success(request, "What you had typed is gone. This is the draft as it is saved.")
    return redirect(plan.url_of("write"))


@GET_OR_POST
def _draft_away(request, kind, pk):
    """Give the draft up, after a page that asks."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.write, kept=True)
    if plan.draft is None:
        return redirect(plan)
    if request.method == "POST":
        is_first = plan.in_force is None
        services.throw_draft_away(plan.draft, by=request.user)
        messages.success(request, "The draft is gone.")
        return redirect("pupil_safety", page.pupil.pk) if is_first else redirect(plan)
    return show(request, page, "draft_away.html", part=kind.code, plan=plan, kind=kind)


# Reviewed, ended ----------------------------------------------------------------------------------
@GET_OR_POST
def _check(request, kind, pk):
    """A review that finds nothing to change."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.write, kept=True)
    if plan.in_force is None:
        return redirect(plan)
    form = CheckForm(
        typed(request),
        initial={"next_review_on": page.today + timezone.timedelta(days=kind.review_after)},
    )
    if form.is_bound and form.is_valid():
        services.check_plan(plan.in_force, by=request.user, on=page.today, **form.cleaned_data)
        messages.success(request, "The review is saved. The plan goes on as it is.")
        return redirect(plan)
    return show(request, page, "check.html", part=kind.code, plan=plan, kind=kind, form=form)


@GET_OR_POST
def _end(request, kind, pk):
    """The pupil needs the plan no more."""
    page, plan = plan_within_reach(request, kind, pk, to=kind.write, kept=True)
    if plan.ended_on:
        return redirect(plan)
    form = EndForm(typed(request), initial={"on": page.today})
    if form.is_bound and form.is_valid():
        services.end_plan(plan, by=request.user, **form.cleaned_data)
        messages.success(request, "The plan has ended. It stays here for reading.")
        return redirect("pupil_safety", page.pupil.pk)
    return show(request, page, "end.html", part=kind.code, plan=plan, kind=kind, form=form)


start = door_of_each_kind("write")(_start)
plan = door_of_each_kind("view")(_plan)
version = door_of_each_kind("view")(_version)
write = door_of_each_kind("write")(_write)
new_version = door_of_each_kind("write")(_new_version)
keep_typed = door_of_each_kind("write")(_keep_typed)
typed_away = door_of_each_kind("write")(_typed_away)
draft_away = door_of_each_kind("write")(_draft_away)
check = door_of_each_kind("write")(_check)
end = door_of_each_kind("write")(_end)
