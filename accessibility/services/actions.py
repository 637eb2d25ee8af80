"""Actions: written, put right, told about, done, dropped."""

from django.db import transaction
from django.db.models import Max

from accessibility.models import Action, ProgressNote
from accessibility.services.plans import open_plan
from audit.record import record
from register.refusals import PlainRefusal
from register.versions import hold, refuse_if_changed


@transaction.atomic
def add_action(plan, *, by, **answers):
    plan = open_plan(plan)
    last = plan.actions.aggregate(last=Max("number"))["last"] or 0
    action = Action.objects.create(plan=plan, number=last + 1, **answers)
    record("accessibility_action.added", action, by=by)
    return action


@transaction.atomic
def change_action(action, *, by, seen=None, **answers):
    now = _open(action)
    refuse_if_changed(seen, now)
    for name, value in answers.items():
        setattr(now, name, value)
    now.save(update_fields=list(answers))
    record("accessibility_action.changed", now, by=by, fields=sorted(answers))
    return now


@transaction.atomic
def note_progress(action, *, by, text, happened_on, spent_pence=0):
    """What was done, and what was spent with it: the sum of the action goes up by so much."""
    now = _open(action)
    note = ProgressNote.objects.create(
        action=now, text=text, happened_on=happened_on, spent_pence=spent_pence, written_by=by
    )
    now.spent_pence += spent_pence
    now.save(update_fields=["spent_pence"])
    record("accessibility_action.noted", now, by=by)
    return note


@transaction.atomic
def finish_action(action, *, by, on, evidence, impact):
    """It is done: how one can see that, and what changed for pupils."""
    now = _open(action)
    now.done_on, now.evidence, now.impact = on, evidence, impact
    now.save(update_fields=["done_on", "evidence", "impact"])
    record("accessibility_action.done", now, by=by)
    return now


@transaction.atomic
def drop_action(action, *, by, on, why):
    """It will not be done. It stays in the plan with its reason."""
    now = _open(action)
    now.dropped_on, now.dropped_why = on, why
    now.save(update_fields=["dropped_on", "dropped_why"])
    record("accessibility_action.dropped", now, by=by)
    return now


@transaction.atomic
def reopen_action(action, *, by):
    """It was not done after all, or is taken up again."""
    now = hold(action)
    open_plan(now.plan)
    now.done_on, now.dropped_on, now.dropped_why = None, None, ""
    now.save(update_fields=["done_on", "dropped_on", "dropped_why"])
    record("accessibility_action.reopened", now, by=by)
    return now


def _open(action):
    """The action, held for the change."""
    now = hold(action)
    open_plan(now.plan)
    if not now.is_open:
        raise PlainRefusal("This action is closed. Open it again first.")
    return now
