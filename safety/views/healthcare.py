"""Medicines at school: packs, doses, the log of a plan, and what is to be given today."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from access.checks import requires
from access.policy import Permission
from audit.record import record
from register.wording import day
from safety.dose_log import doses_of, logged_near
from safety.forms.healthcare import CorrectDoseForm, DoseForm, GoneForm, SupplyForm
from safety.kinds import KINDS
from safety.medicines_today import medicines_today
from safety.services import healthcare as services
from safety.services.plans import PlainRefusal
from safety.views.frame import GET_OR_POST, plan_within_reach, show, typed
from schools.form_fields import day_from

KIND = KINDS["healthcare"]
A_PAGE = 50


# Packs --------------------------------------------------------------------------------------------
@GET_OR_POST
@requires(Permission.LOG_DOSES)
def add_supply(request, pk):
    """A pack came in: the plan is good again without a new version."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.LOG_DOSES)
    first = {"medicine": request.GET.get("medicine"), "received_on": page.today}
    first = {name: value for name, value in first.items() if value}
    form = SupplyForm(typed(request), medicines=_medicines(plan), initial=first)
    if form.is_bound and form.is_valid():
        try:
            pack = services.receive_supply(plan, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            words = (
                f"The pack of {pack.medicine} is saved. It is good until {day(pack.expires_on)}."
            )
            messages.success(request, words)
            return redirect(plan)
    return _page(request, page, "supply.html", plan, form=form)


@GET_OR_POST
@requires(Permission.LOG_DOSES)
def supply_gone(request, pk, supply):
    """A pack is used up, or went back to the parents."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.LOG_DOSES)
    pack = plan.supplies.filter(pk=supply).first()
    if pack is None:
        raise Http404
    form = GoneForm(typed(request), supply=pack, initial={"gone_on": page.today})
    if form.is_bound and form.is_valid():
        try:
            services.supply_went(pack, by=request.user, **form.cleaned_data)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The pack of {pack.medicine} is put down as gone.")
            return redirect(plan)
    return _page(request, page, "supply_gone.html", plan, form=form, pack=pack)


# Doses --------------------------------------------------------------------------------------------
@GET_OR_POST
@requires(Permission.LOG_DOSES)
def log_dose(request, pk):
    """One dose. One that was logged just before is asked about once, and never refused."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.LOG_DOSES)
    first = {"medicine": request.GET["medicine"]} if request.GET.get("medicine") else {}
    form = DoseForm(typed(request), medicines=_medicines(plan), by=request.user, initial=first)
    if form.is_bound and form.is_valid():
        near = _same_again(plan, form)
        if near:
            return _page(request, page, "dose.html", plan, form=form, near=near)
        try:
            dose = services.log_dose(plan, by=request.user, **form.entry)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            _say(request, dose)
            return redirect("healthcare_doses", plan.pk)
    return _page(request, page, "dose.html", plan, form=form, last=doses_of(plan).first())


@GET_OR_POST
@requires(Permission.LOG_DOSES)
def correct_dose(request, pk, dose):
    """Put an entry right by a further one."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.LOG_DOSES)
    wrong = doses_of(plan).filter(pk=dose).first()
    if wrong is None:
        raise Http404
    medicines = _medicines(plan)
    first = CorrectDoseForm.first_answers(wrong, medicines)
    form = CorrectDoseForm(typed(request), medicines=medicines, by=request.user, initial=first)
    if form.is_bound and form.is_valid():
        try:
            services.correct_dose(wrong, by=request.user, **form.entry)
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Put right. The first entry stays in the log.")
            return redirect("healthcare_doses", plan.pk)
    return _page(request, page, "dose_correct.html", plan, form=form, wrong=wrong)


@require_safe
@requires(Permission.VIEW_HEALTHCARE)
def doses(request, pk):
    """The log of a plan, of one day where that is asked for."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.VIEW_HEALTHCARE)
    on = _day_asked(request)
    rows = Paginator(_entries(plan, on), A_PAGE).get_page(request.GET.get("page"))
    may_log = type(plan).objects.for_user(request.user, to=Permission.LOG_DOSES)
    return _page(
        request, page, "doses.html", plan, rows=rows, on=on, typed_day=request.GET.get("day", ""),
        may_log=plan.in_force and not plan.ended_on and may_log.filter(pk=plan.pk).exists(),
    )  # fmt: skip


@require_safe
@requires(Permission.VIEW_HEALTHCARE)
def print_doses(request, pk):
    """The same on paper: all of it, or one day."""
    page, plan = plan_within_reach(request, KIND, pk, to=Permission.VIEW_HEALTHCARE)
    on = _day_asked(request)
    return _page(request, page, "doses_print.html", plan, rows=_entries(plan, on), on=on)


@require_safe
@requires(Permission.LOG_DOSES)
def today(request):
    """What medicines the pupils within reach have in their plans, and what was logged today."""
    cards = medicines_today(request.user, on=timezone.localdate())
    shown = list(dict.fromkeys(str(card.plan.pupil_id) for card in cards))
    record("medicines.viewed", by=request.user, pupils=shown)
    context = {"cards": cards, "today": timezone.localdate()}
    return render(request, "safety/healthcare/today.html", context)


def _medicines(plan):
    return list(plan.in_force.medicines.all()) if plan.in_force else []


def _same_again(plan, form):
    """The dose that this one might repeat, unless the person has said that this is another."""
    if not form.entry["amount"]:
        return None
    near = logged_near(plan, form.chosen, form.cleaned_data["given_at"])
    if near is None or str(near.pk) == form.cleaned_data["again"]:
        return None
    form.data = form.data.copy()
    form.data["again"] = str(near.pk)
    return near


def _say(request, dose):
    if dose.was_given:
        at = f"{timezone.localtime(dose.given_at):%H:%M}"
        messages.success(request, f"Logged: {dose.medicine}, {dose.amount}, {at}.")
    elif dose.parents_wait:
        words = "Logged as not given. Tell the parents today, then put down here how you told them."
        messages.warning(request, words)
    else:
        messages.success(request, f"Logged: {dose.medicine} was not given; the parents know.")


def _entries(plan, on):
    found = doses_of(plan)
    return found.filter(given_at__date=on) if on else found


def _day_asked(request):
    try:
        return day_from(request.GET.get("day", ""))
    except ValidationError:
        return None


def _page(request, page, template, plan, **context):
    return show(
        request, page, f"healthcare/{template}", part="healthcare", plan=plan, kind=KIND, **context
    )
