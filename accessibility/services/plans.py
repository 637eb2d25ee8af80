"""The plan: begun, put right, moved on by a year."""

from django.db import transaction

from accessibility import deadlines
from accessibility.models import AccessibilityPlan, Action
from audit.record import record
from register.refusals import PlainRefusal
from register.versions import hold, refuse_if_changed
from register.wording import day

CARRIED = (
    "strand", "finding_id", "barrier", "objective", "steps", "lead_id", "resources", "cost_pence",
    "spent_pence", "funding", "starts_on", "due_on", "success",
)  # fmt: skip


@transaction.atomic
def start_plan(*, by, starts_on, ends_on, lead, **texts):
    """The first plan of a school. Every later one follows the one before."""
    if AccessibilityPlan.objects.exists():
        raise PlainRefusal("There is a plan already. Move it on by a year instead.")
    plan = AccessibilityPlan.objects.create(
        starts_on=starts_on, ends_on=ends_on, lead=lead, **texts
    )
    record("accessibility_plan.started", plan, by=by)
    return plan


@transaction.atomic
def change_plan(plan, *, by, seen=None, **answers):
    """Its period, who leads it, its texts, why a strand is quiet."""
    now = open_plan(plan)
    refuse_if_changed(seen, now)
    last = max((one.due_on for one in now.actions.all() if one.is_open), default=None)
    if last and last > answers.get("ends_on", now.ends_on):
        raise PlainRefusal(f"An action is due on {day(last)}, after this day. Change it first")
    for name, value in answers.items():
        setattr(now, name, value)
    now.save(update_fields=list(answers))
    record("accessibility_plan.changed", now, by=by, fields=sorted(answers))
    return now


@transaction.atomic
def roll_forward(plan, *, by, starts_on, ends_on):
    """The next plan: the texts go with it, and every open action with what it cost so far. The plan
    before stays as it was."""
    before = open_plan(plan)
    after = AccessibilityPlan.objects.create(
        starts_on=starts_on, ends_on=ends_on, lead=before.lead, about=before.about,
        aims=before.aims, links=before.links, follows=before,
    )  # fmt: skip
    carried = [one for one in before.actions.order_by("number") if one.is_open]
    for number, action in enumerate(carried, start=1):
        _carry(action, after, number)
    record("accessibility_plan.rolled_forward", after, by=by, actions=len(carried))
    return after


def _carry(action, after, number):
    kept = {name: getattr(action, name) for name in CARRIED}
    kept["due_on"] = min(kept["due_on"], after.ends_on)
    Action.objects.create(plan=after, number=number, came_from=action, **kept)


def open_plan(plan):
    """The plan, held for the change; PlainRefusal where another follows it already."""
    now = hold(plan)
    if AccessibilityPlan.objects.filter(follows=now).exists():
        raise PlainRefusal("The next plan has taken the place of this one. It stays as it was.")
    return now


def refuse_early(plan, on):
    """Nobody moves a plan on in its first months."""
    first = deadlines.may_roll_from(plan.starts_on)
    if on < first:
        raise PlainRefusal(f"This plan is new. It can move on by a year from {day(first)}.")
