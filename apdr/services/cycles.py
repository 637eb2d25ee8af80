"""Cycles: opened, planned, agreed, closed, and carried on into the next."""

from django.db import transaction
from django.utils import timezone

from apdr.models import (
    Amendment,
    Cycle,
    Decision,
    Evidence,
    Outcome,
    OutcomeProvision,
    ParentMeeting,
    Strategy,
)
from audit.record import record


class PlainRefusal(Exception):
    """This cannot be done; the message says why, and what to do, in plain English."""


@transaction.atomic
def start_cycle(pupil, *, by, owner, title, on, review_on=None, needs=(), follows=None):
    """Open a cycle for a pupil who has none open. The owner is the class teacher (policy 7.1)."""
    if not pupil.is_on_roll(on):
        raise PlainRefusal("This pupil has left the school, so no new plan can begin.")
    if Cycle.objects.open().filter(pupil=pupil).exists():
        raise PlainRefusal("This pupil has a plan already. Review and close it first.")
    cycle = Cycle.objects.create(
        pupil=pupil,
        owner=owner,
        title=title,
        started_on=on,
        review_on=review_on,
        needs_addressed=list(needs),
        follows=follows,
    )
    record("cycle.started", cycle, by=by)
    return cycle


@transaction.atomic
def add_evidence(cycle, *, by, kind, text, observed_on, source=""):
    """Put one piece of evidence to the assessment."""
    _refuse_if_closed(cycle)
    evidence = Evidence.objects.create(
        cycle=cycle,
        pupil=cycle.pupil,
        kind=kind,
        text=text,
        source=source,
        observed_on=observed_on,
        written_by=by,
    )
    record("cycle.evidence_added", cycle, by=by, kind=str(kind))
    return evidence


@transaction.atomic
def save_plan(cycle, *, by, outcomes, strategies=(), **fields):
    """Write the plan: its fields, its outcomes (dicts, each with an `id` where it stood before)
    and what every adult does in lessons. Outcomes left out go, with what hangs on them."""
    _refuse_if_closed(cycle)
    for name, value in fields.items():
        setattr(cycle, name, value)
    cycle.save()
    _write_outcomes(cycle, outcomes)
    cycle.strategies.all().delete()
    Strategy.objects.bulk_create(
        Strategy(cycle=cycle, pupil=cycle.pupil, text=text, position=position)
        for position, text in enumerate(strategies, start=1)
    )
    record("cycle.planned", cycle, by=by, outcomes=len(outcomes))
    return cycle


@transaction.atomic
def agree_plan(cycle, *, by, parents_told_on, parents_told_how, staff_told_on, review_on):
    """Parents and staff know the plan: support goes on (Code of Practice 6.48 and 6.49)."""
    _refuse_if_closed(cycle)
    if review_on < parents_told_on:
        raise PlainRefusal("The review cannot come before the day the parents were told.")
    cycle.parents_told_on, cycle.parents_told_how = parents_told_on, parents_told_how
    cycle.staff_told_on, cycle.review_on = staff_told_on, review_on
    cycle.save()
    record("cycle.agreed", cycle, by=by)


@transaction.atomic
def close_cycle(cycle, *, by, on, pupil_said="", parents_said="", conclusion=""):
    """Close a reviewed cycle for good. Every outcome must have been reviewed and accepted."""
    _refuse_if_closed(cycle)
    if on < cycle.started_on:
        raise PlainRefusal("The review cannot come before the plan began.")
    waiting = [o for o in cycle.outcomes.select_related("review") if not _is_reviewed(o)]
    if waiting:
        raise PlainRefusal("Not every outcome has been reviewed. Review the rest first.")
    cycle.pupil_said, cycle.parents_said = pupil_said, parents_said
    cycle.conclusion = conclusion
    cycle.reviewed_on, cycle.closed_at, cycle.closed_by = on, timezone.now(), by
    cycle.save()
    record("cycle.closed", cycle, by=by)


@transaction.atomic
def start_next_cycle(cycle, *, by, title, on, review_on):
    """The next turn: it carries every outcome that was not stopped, with its support, and the
    strategies in lessons. What was reached becomes the new baseline."""
    following = start_cycle(
        cycle.pupil,
        by=by,
        owner=cycle.owner,
        title=title,
        on=on,
        review_on=review_on,
        needs=cycle.needs_addressed,
        follows=cycle,
    )
    following.parents_part = cycle.parents_part
    following.summary = cycle.summary
    following.save(update_fields=["parents_part", "summary"])
    carried = [o for o in cycle.outcomes.select_related("review") if _goes_on(o)]
    for position, outcome in enumerate(carried, start=1):
        _carry(outcome, following, position, on)
    Strategy.objects.bulk_create(
        Strategy(cycle=following, pupil=cycle.pupil, text=s.text, position=s.position)
        for s in cycle.strategies.filter(outcome=None)
    )
    return following


@transaction.atomic
def amend(cycle, *, by, text):
    """Put something right beside a closed cycle."""
    amendment = Amendment.objects.create(cycle=cycle, pupil=cycle.pupil, text=text, written_by=by)
    record("cycle.amended", cycle, by=by)
    return amendment


@transaction.atomic
def hold_parent_meeting(pupil, *, by, held_on, who_came="", said="", cycle=None):
    """A meeting with parents took place (Code of Practice 6.65)."""
    meeting = ParentMeeting.objects.create(
        pupil=pupil, cycle=cycle, held_on=held_on, led_by=by, who_came=who_came, said=said
    )
    record("parent_meeting.held", meeting, by=by)
    return meeting


def _write_outcomes(cycle, outcomes):
    standing = {outcome.pk: outcome for outcome in cycle.outcomes.all()}
    kept = set()
    for position, entry in enumerate(outcomes, start=1):
        fields = {key: value for key, value in entry.items() if key not in ("id", "enrolments")}
        outcome = standing.get(entry.get("id")) or Outcome(cycle=cycle, pupil=cycle.pupil)
        for name, value in fields.items():
            setattr(outcome, name, value)
        outcome.position = position
        outcome.save()
        kept.add(outcome.pk)
        if "enrolments" in entry:
            _write_provision(outcome, entry["enrolments"])
    cycle.outcomes.exclude(pk__in=kept).delete()


def _write_provision(outcome, enrolments):
    outcome.provision.exclude(enrolment__in=enrolments).delete()
    OutcomeProvision.objects.bulk_create(
        [
            OutcomeProvision(outcome=outcome, enrolment=enrolment, pupil=outcome.pupil)
            for enrolment in enrolments
        ],
        ignore_conflicts=True,
    )


def _carry(outcome, following, position, on):
    carried = Outcome.objects.create(
        cycle=following,
        pupil=outcome.pupil,
        carried_from=outcome,
        position=position,
        text=outcome.text,
        need=outcome.need,
        baseline=_reached(outcome),
        baseline_on=on,
        measure=outcome.measure,
        target=outcome.target,
        by_on=following.review_on,
    )
    lines = outcome.provision.select_related("enrolment")
    _write_provision(
        carried,
        [
            li.enrolment
            for li in lines
            if li.enrolment.ends_on is None or li.enrolment.ends_on >= on
        ],
    )
    Strategy.objects.bulk_create(
        Strategy(
            cycle=following, pupil=outcome.pupil, outcome=carried, text=s.text, position=s.position
        )
        for s in outcome.strategies.all()
    )


def _reached(outcome):
    review = getattr(outcome, "review", None)
    return (review.note if review and review.note else outcome.baseline)[:200]


def _goes_on(outcome):
    review = getattr(outcome, "review", None)
    return review is None or review.decision != Decision.STOP


def _is_reviewed(outcome):
    review = getattr(outcome, "review", None)
    return review is not None and not review.asked_back


def _refuse_if_closed(cycle):
    if cycle.closed_at:
        raise PlainRefusal("This cycle is closed. Write an amendment instead.")
