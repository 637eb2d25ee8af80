"""The plan as a whole: its board, its three years, beginning it, moving it on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from accessibility.board import Board
from accessibility.forms.plans import ChangeForm, ForwardForm, PlanForm, saved_answers
from accessibility.models import AccessibilityPlan
from accessibility.services import plans as services
from accessibility.standing import Standing, standing_here
from accessibility.three_years import ThreeYears
from accessibility.views.frame import (
    GET_OR_POST,
    form_page,
    of_the_plan,
    show,
    typed,
    warn_of_names,
)
from register.conflicts import conflict
from register.forms.seen import see_again
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, version_of


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def board(request):
    """The board of the leadership team: what is open, whose, by when, for how much."""
    standing = standing_here(timezone.localdate())
    if standing.plan is None:
        return show(request, "none.html", tab="", standing=standing)
    board = Board(standing, request.GET)
    return show(request, "board.html", tab="Actions", standing=standing, board=board)


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def three_years(request):
    standing = of_the_plan()
    drawn = ThreeYears(standing.plan, on=standing.on)
    return show(request, "three_years.html", tab="Three years", standing=standing, drawn=drawn)


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def about(request):
    """The texts of the plan, its period, and the plans before it."""
    standing = of_the_plan()
    earlier = AccessibilityPlan.objects.earlier()
    return show(request, "about.html", tab="The plan", standing=standing, earlier=earlier)


@require_safe
@requires(Permission.VIEW_STATUTORY_PAPERS)
def earlier(request, pk):
    """A plan that another has followed, as it stood then."""
    plan = get_object_or_404(AccessibilityPlan.objects.whole(), pk=pk)
    if plan.is_open:
        return redirect(plan)
    standing = Standing(plan, timezone.localdate())
    board = Board(standing, {"view": "all"})
    return show(request, "earlier.html", tab="", standing=standing, board=board)


# Writing it ---------------------------------------------------------------------------------------
@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def start(request):
    """The first plan of the school."""
    if standing_here(timezone.localdate()).plan:
        return redirect("accessibility_plan")
    form = PlanForm(typed(request), initial={"lead": request.user})
    if form.is_bound and form.is_valid():
        try:
            services.start_plan(by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "The plan is begun. Walk the site next, strand by strand.")
            warn_of_names(request, form.cleaned_data.values())
        return redirect("accessibility_plan")
    return form_page(request, "start.html", form)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def change(request):
    """Its period, its texts, why a strand is quiet."""
    plan = of_the_plan().plan
    saved, seen, clash = saved_answers(plan), version_of(plan), None
    form = ChangeForm(typed(request), plan=plan, initial={**saved, "seen": seen})
    if form.is_bound and form.is_valid():
        try:
            services.change_plan(plan, by=request.user, **form.answers)
        except PlainRefusal as refusal:
            form.add_error("ends_on", str(refusal))
        except SavedMeanwhile:
            clash = conflict(form, saved, row=plan)
            see_again(form, seen)
        else:
            messages.success(request, "The plan is saved.")
            warn_of_names(request, form.cleaned_data.values())
            return redirect("accessibility_about")
    return form_page(request, "change.html", form, conflict=clash, plan=plan)


@GET_OR_POST
@requires(Permission.WRITE_STATUTORY_PAPERS)
def forward(request):
    """Move the plan on by a year, after a page that shows what goes along."""
    standing = of_the_plan()
    plan = standing.plan
    form = ForwardForm(typed(request), plan=plan)
    if form.is_bound and form.is_valid():
        try:
            services.refuse_early(plan, standing.on)
            after = services.roll_forward(plan, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error("starts_on", str(refusal))
        else:
            messages.success(request, f"{after} has begun, with every action that was open.")
            return redirect("accessibility_plan")
    context = {"plan": plan, "carried": plan.open_actions(), "standing": standing}
    return form_page(request, "forward.html", form, **context)
