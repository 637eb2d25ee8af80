"""Writing a plan, and carrying it on into the next cycle."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from access.checks import requires
from access.policy import Permission
from apdr import golden_thread
from apdr.forms.cycles import CarriedOutcomes, NextCycleForm
from apdr.forms.plans import (
    PREFIX,
    Outcomes,
    PlanForm,
    as_typed,
    asks_to_rearrange,
    draft_as_typed,
    outcomes_as_typed,
    outcomes_on_record,
    row_of,
)
from apdr.models import Cycle, Enrolment
from apdr.plan_pages import enrolments_of, in_words
from apdr.services import cycles as services
from apdr.services.cycles import PlainRefusal
from apdr.views.frame import (
    closed_already,
    plan_within_reach,
    proposed_title,
    review_days,
    show,
)
from register.conflicts import conflict
from register.versions import SavedMeanwhile

GET_OR_POST = ["GET", "HEAD", "POST"]
REMARKED_AT = {"review_other": "review_on", "summary": "evidence"}  # field: where a remark goes
SAVED = ("summary", "needs_addressed", "parents_part")


# The editing page ---------------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def edit(request, pk):
    """The whole plan on one page. Rows come and go without a script; what is typed is kept."""
    page, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if cycle.closed_at:
        return closed_already(request, cycle)
    desk = _Desk(page, cycle)
    if request.method != "POST":
        draft = cycle.drafts.filter(user=request.user).first()
        return _screen(request, desk, *desk.opened(draft), draft=draft)
    if asks_to_rearrange(request.POST):
        return _screen(request, desk, *desk.as_typed(request.POST))
    form, rows = desk.sent(request.POST)
    if not all([form.is_valid(), rows.is_valid()]):
        return _screen(request, desk, form, rows)
    try:
        services.save_plan(
            cycle,
            by=request.user,
            seen=form.cleaned_data["seen"],
            outcomes=desk.entries(rows),
            **form.answers,
        )
    except SavedMeanwhile:
        return _both(request, desk, form, rows)
    except PlainRefusal as refusal:
        form.add_error(None, str(refusal))
        return _screen(request, desk, form, rows)
    messages.success(request, "The plan is saved.")
    return redirect(cycle)


class _Desk:
    """The forms of one plan, with the choices that belong to this pupil."""

    def __init__(self, page, cycle):
        self.page, self.cycle = page, cycle
        on_record = page.pupil.needs.filter(ended_on=None).order_by("rank")
        needs = [*on_record.values_list("sen_type", flat=True), *cycle.needs_addressed]
        self.needs = list(dict.fromkeys(needs))
        self.seen = services.version_of_plan(cycle)

    def opened(self, draft):
        """(form, rows) as saved; or as this person left them, where they have not saved yet."""
        if draft:
            return self.as_typed(draft_as_typed(draft))
        saved = {name: getattr(self.cycle, name) for name in SAVED}
        lines = [s.text for s in self.cycle.strategies.all() if s.outcome_id is None]
        first = {"seen": self.seen, "strategies": "\n".join(lines), **saved}
        return self._form(initial=first), outcomes_on_record(self.cycle, **self._row_choices())

    def as_typed(self, data, *, also=()):
        rows = outcomes_as_typed(data, also=also, **self._row_choices())
        return self._form(initial=as_typed(data)), rows

    def sent(self, data):
        rows = Outcomes(data, prefix=PREFIX, form_kwargs=self._row_choices())
        return self._form(data), rows

    def entries(self, rows):
        """The outcomes for the service: enrolments as rows, of this pupil only."""
        mine = {str(one.pk): one for one in Enrolment.objects.filter(pupil=self.page.pupil)}
        return [
            entry | {"enrolments": [mine[key] for key in entry["enrolments"]]}
            for entry in rows.entries
        ]

    def _form(self, *args, **kwargs):
        return PlanForm(*args, needs=self.needs, **review_days(self.page, self.cycle), **kwargs)

    def _row_choices(self):
        linked = {
            (str(line.enrolment_id), in_words(line.enrolment.intervention)): None
            for outcome in self.cycle.outcomes.all()
            for line in outcome.provision.all()
        }
        running = dict.fromkeys(enrolments_of(self.page.pupil, on=self.page.today))
        return {
            "needs": self.needs,
            "enrolments": list(running | linked),
            "started_on": self.cycle.started_on,
        }


def _screen(request, desk, form, rows, **context):
    _hang_remarks(desk, form, rows)
    return show(
        request, desk.page, "plan_edit.html", part="plan", cycle=desk.cycle, form=form, rows=rows,
        **context,
    )  # fmt: skip


def _hang_remarks(desk, form, rows):
    """Lay each remark of the golden thread beside its field: of the saved plan, and of the words
    of an outcome as they are typed."""
    said = list(golden_thread.remarks(desk.cycle, on=desk.page.today))
    for field in form:
        field.remarks = [
            r
            for r in said
            if r.about is None and r.field == REMARKED_AT.get(field.name, field.name)
        ]
    for row in rows:
        key, text = str(row["id"].value() or ""), row["text"].value() or ""
        of_row = [r for r in said if r.about is not None and str(r.about.pk) == key]
        for field in row:
            field.remarks = [r for r in of_row if r.field == field.name]
        of_wording = [r for r in row["text"].remarks if r.rule not in golden_thread.OF_WORDING]
        row["text"].remarks = [*of_wording, *golden_thread.remarks_on_text(text)]


def _both(request, desk, form, rows):
    """Another person saved first: their text beside this person's, and nothing is lost. Outcomes
    that they added are put below this person's own."""
    theirs = Cycle.objects.for_user(request.user, to=Permission.WRITE_PLANS).whole()
    now = _Desk(desk.page, theirs.get(pk=desk.cycle.pk))
    saved = {name: getattr(now.cycle, name) for name in (*SAVED, "review_on")}
    saved["strategies"] = [s.text for s in now.cycle.strategies.all() if s.outcome_id is None]
    mine = {entry["id"]: entry["text"] for entry in rows.entries}
    outcomes = list(now.cycle.outcomes.all())
    texts = [outcome.text for outcome in outcomes], [entry["text"] for entry in rows.entries]
    also = [("Outcomes", *map(_numbered, texts))]
    review = saved.pop("review_on")
    also.append(("Review", _day(review), _day(form.cleaned_data["review_on"])))
    clash = conflict(form, saved, row=now.cycle, also=also)
    added = [row_of(outcome) for outcome in outcomes if outcome.pk not in mine]
    data = request.POST.copy()
    data["seen"] = now.seen
    return _screen(request, now, *now.as_typed(data, also=added), conflict=clash)


def _numbered(texts):
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _day(day):
    return f"{day.day} {day:%b %Y}" if day else ""


# What is typed is kept ----------------------------------------------------------------------------
@require_POST
@requires(Permission.WRITE_PLANS)
def keep_draft(request, pk):
    """The plan as it is typed, kept by the server while the person writes."""
    _, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if cycle.closed_at:
        return render(request, "apdr/_draft_state.html", {"draft": None})
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    draft = services.keep_plan_draft(cycle, by=request.user, typed=typed.urlencode())
    return render(request, "apdr/_draft_state.html", {"draft": draft})


@require_POST
@requires(Permission.WRITE_PLANS)
def throw_draft_away(request, pk):
    _, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    services.throw_plan_draft_away(cycle, by=request.user)
    messages.success(request, "Your draft is gone. This is the plan as it is saved.")
    return redirect("plan_edit", pk)


@require_POST
@requires(Permission.WRITE_PLANS)
def check_wording(request):
    """What can be said of an outcome's words while they are typed. Nothing is kept."""
    text = next((value for name, value in request.POST.items() if name.endswith("-text")), "")
    remarks = list(golden_thread.remarks_on_text(text))
    return render(request, "apdr/_remarks.html", {"remarks": remarks})


# The next cycle -----------------------------------------------------------------------------------
@require_http_methods(GET_OR_POST)
@requires(Permission.WRITE_PLANS)
def next_cycle(request, pk):
    """One screen: what goes on stands there already, so only what changed is typed."""
    page, cycle = plan_within_reach(request, pk, to=Permission.WRITE_PLANS)
    if not cycle.closed_at:
        return redirect(cycle)
    if hasattr(cycle, "followed_by"):
        return redirect(cycle.followed_by)
    going_on = {o.pk: services.going_on(o, on=page.today) for o in services.unmet(cycle)}
    form = NextCycleForm(
        request.POST or None, initial={"title": proposed_title(page.today)}, **review_days(page)
    )
    rows = _carried(request, cycle, going_on)
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        try:
            following = services.start_next_cycle(
                cycle,
                by=request.user,
                title=form.cleaned_data["title"],
                on=page.today,
                review_on=form.cleaned_data["review_on"],
                changes=_changes(rows, going_on),
            )
        except PlainRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{following.title} has begun, with what goes on.")
            return redirect(following)
    return show(request, page, "plan_next.html", part="plan", cycle=cycle, form=form, rows=rows)


def _carried(request, cycle, going_on):
    """A row for each outcome that goes on, with the support that is not over."""
    unmet = [outcome for outcome in cycle.outcomes.all() if outcome.pk in going_on]
    first = [
        {
            "id": outcome.pk,
            "carry": True,
            "text": outcome.text,
            "baseline": services.reached(outcome),
            "target": outcome.target,
            "enrolments": [str(one.pk) for one in going_on[outcome.pk]],
        }
        for outcome in unmet
    ]
    choices = {
        str(one.pk): in_words(one.intervention) for several in going_on.values() for one in several
    }
    rows = CarriedOutcomes(
        request.POST or None,
        prefix=PREFIX,
        initial=first,
        form_kwargs={"enrolments": list(choices.items())},
    )
    for row in rows:
        text = row["text"].value() or ""
        row["text"].remarks = list(golden_thread.remarks_on_text(text))
    return rows


def _changes(rows, going_on):
    """{key of the outcome: what is typed of it}, for those that are carried."""
    running = {str(one.pk): one for several in going_on.values() for one in several}
    return {
        row["id"]: {
            "text": row["text"],
            "baseline": row["baseline"],
            "target": row["target"],
            "enrolments": [running[key] for key in row["enrolments"]],
        }
        for row in (one.cleaned_data for one in rows.forms)
        if row.get("carry")
    }
