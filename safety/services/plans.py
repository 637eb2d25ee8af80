"""Safety plans: begun, written together, sent to be signed, renewed, ended."""

from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.refusals import PlainRefusal
from register.versions import hold, refuse_if_changed, version_of
from safety.content import copy_rows, rows_of
from safety.models import SafetyPlan, TypedDraft, Version
from safety.parts import parts_to_write


@transaction.atomic
def start_plan(pupil, kind, *, by, about="", building=None):
    """Begin a plan with an empty first draft: the trust's template, where there is one."""
    if not pupil.is_on_roll(timezone.localdate()):
        raise PlainRefusal("This pupil has left the school, so no new plan can begin.")
    matter = {"pupil": pupil, "kind": kind.code, "about": about, "building": building}
    if SafetyPlan.objects.running().filter(**matter).exists():
        raise PlainRefusal(
            f"There is a {kind.noun} for this already. Open it and write a new version."
        )
    plan = SafetyPlan.objects.create(**matter)
    answers = {part.name: part.template for part in parts_to_write(kind) if part.template}
    Version.objects.create(plan=plan, pupil=pupil, number=1, written_by=by, answers=answers)
    record("safety_plan.started", plan, by=by, kind=kind.code)
    return plan


@transaction.atomic
def start_draft(plan, *, by):
    """The draft of the next version: all that the one in force says, but for the signatures."""
    _refuse_if_ended(plan)
    plan = hold(plan)
    standing = plan.versions.filter(signed_at=None).first()
    if standing:
        return standing
    before = plan.versions.first()
    draft = Version.objects.create(
        plan=plan,
        pupil_id=plan.pupil_id,
        number=before.number + 1,
        written_by=by,
        answers=before.answers,
        matrix=before.matrix,
    )
    copy_rows(before, draft)
    record("safety_plan.draft_started", plan, by=by, number=draft.number)
    return draft


def version_of_draft(draft):
    """A mark of the whole draft as it is saved now (`register.versions`)."""
    return version_of(*_saved(Version.objects.get(pk=draft.pk)))


@transaction.atomic
def save_draft(draft, *, by, answers, next_review_on, write_rows, seen=None):
    """Write the draft whole; `write_rows()` writes its rows. A draft that waits for signatures
    waits no more, and what was signed of it is signed no more: they agreed to another text."""
    refuse_if_changed(seen, *_saved(hold(draft)))
    if draft.is_signed:
        raise PlainRefusal("This version is signed. Write a new one.")
    draft.answers, draft.next_review_on, draft.sent_at = answers, next_review_on, None
    draft.save(update_fields=["answers", "next_review_on", "sent_at"])
    draft.agreements.all().delete()
    write_rows()
    TypedDraft.objects.filter(plan=draft.plan_id, user=by).delete()
    record("safety_plan.written", draft.plan, by=by, number=draft.number)


@transaction.atomic
def throw_draft_away(draft, *, by):
    """Give up what nobody has signed. A plan that has no other version ends with it."""
    plan = draft.plan
    if draft.is_signed:
        raise PlainRefusal("This version is signed and stays.")
    record("safety_plan.draft_thrown_away", plan, by=by, number=draft.number)
    draft.delete()
    if not plan.versions.exists():
        plan.delete()


@transaction.atomic
def check_plan(version, *, by, on, found, next_review_on):
    """A review that found nothing to change."""
    if not version.is_in_force:
        raise PlainRefusal("Only a plan in force can be reviewed.")
    check = version.checks.create(
        pupil_id=version.pupil_id,
        checked_on=on,
        checked_by=by,
        found=found,
        next_review_on=next_review_on,
    )
    record("safety_plan.reviewed", version.plan, by=by)
    return check


@transaction.atomic
def end_plan(plan, *, by, on, why):
    """The pupil needs it no more. It stays readable; its draft goes."""
    _refuse_if_ended(plan)
    plan.versions.filter(signed_at=None).delete()
    plan.ended_on, plan.ended_why = on, why
    plan.save(update_fields=["ended_on", "ended_why"])
    record("safety_plan.ended", plan, by=by)


# What is typed is kept ----------------------------------------------------------------------------
@transaction.atomic
def keep_typed(plan, *, by, typed):
    """Keep what a person has typed so far. Not an event: nothing is decided yet."""
    return TypedDraft.objects.update_or_create(
        user=by, plan=plan, defaults={"pupil_id": plan.pupil_id, "typed": typed}
    )[0]


@transaction.atomic
def throw_typed_away(plan, *, by):
    """Nothing of it was a record."""
    TypedDraft.objects.filter(plan=plan, user=by).delete()


def _saved(draft):
    return [draft, *rows_of(draft)]


def _refuse_if_ended(plan):
    if plan.ended_on:
        raise PlainRefusal("This plan has ended. Start a new one.")
