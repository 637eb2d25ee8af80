"""Intimate care that was given: logged, read, put right. Whom the plan names, the SENDCo and the
head know that there is a plan; to everybody else none of these pages exists."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from access.checks import requires
from access.people import safeguarding_leads_here
from access.policy import Permission
from safety.care_log import care_of
from safety.forms.care import CareForm
from safety.kinds import KINDS
from safety.services import care as services
from safety.services.plans import PlainRefusal
from safety.views.frame import GET_OR_POST, plan_within_reach, show, typed

KIND = KINDS["intimate"]
A_PAGE = 50


@GET_OR_POST
@requires(Permission.LOG_CARE)
def log_care(request, pk):
    """Care was given. Anything unusual is a matter for the safeguarding lead, today."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.LOG_CARE)
    form = CareForm(typed(request), by=request.user, initial={"what": plan.about})
    if form.is_bound and form.is_valid():
        try:
            event = services.log_care(plan, by=request.user, **form.entry)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, event)
            return redirect("intimate_care", plan.pk)
    return _page(request, page, "log.html", plan, form=form, leads=_leads())


@GET_OR_POST
@requires(Permission.LOG_CARE)
def correct_care(request, pk, event):
    """Put an entry right by a further one."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.LOG_CARE)
    wrong = care_of(plan).filter(pk=event).first()
    if wrong is None:
        raise Http404
    form = CareForm(typed(request), by=request.user, initial=CareForm.first_answers(wrong))
    if form.is_bound and form.is_valid():
        try:
            event = services.correct_care(wrong, by=request.user, **form.entry)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, event)
            return redirect("intimate_care", plan.pk)
    return _page(request, page, "correct.html", plan, form=form, wrong=wrong, leads=_leads())


@require_safe
@requires(Permission.VIEW_INTIMATE)
def care(request, pk):
    """The log of a plan, the newest first."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.VIEW_INTIMATE)
    rows = Paginator(care_of(plan), A_PAGE).get_page(request.GET.get("page"))
    may_log = type(plan).objects.for_user(request.user, to=Permission.LOG_CARE)
    may_log = plan.in_force and not plan.ended_on and may_log.filter(pk=plan.pk).exists()
    return _page(request, page, "care.html", plan, rows=rows, may_log=may_log, leads=_leads())


def _say(request, event):
    if event.unusual:
        words = f"Saved. Now tell {_leads()} what was unusual: today, and in person."
        messages.warning(request, words)
    else:
        messages.success(request, "Saved.")


def _leads():
    """Whom to tell, by name where the school has put somebody down."""
    names = " or ".join(user.name for user in safeguarding_leads_here())
    return f"the safeguarding lead, {names}," if names else "the safeguarding lead"


def _page(request, page, template, plan, **context):
    return show(
        request, page, f"intimate/{template}", part="intimate", plan=plan, kind=KIND, **context
    )
