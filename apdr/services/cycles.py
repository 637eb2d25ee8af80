"""Cycles: opened, planned, agreed, closed, and carried on into the next."""

from django.db import transaction
from django.utils import timezone

from apdr.models import (
    Amendment,
    Cycle,
    Decision,
    Evidence,
    EvidenceKind,
    Outcome,
    OutcomeProvision,
    ParentMeeting,
    PlanDraft,
    Strategy,
)
from apdr.plan_parts import format_on
from audit.record import record
from register.refusals import PlainRefusal
from register.versions import hold, refuse_if_changed, version_of


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
    _refuse_if_over(cycle)
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


def version_of_plan(cycle):
    """A mark of the whole plan as it is saved now (`register.versions`)."""
    return version_of(*_rows_of_plan(Cycle.objects.get(pk=cycle.pk)))


@transaction.atomic
def save_plan(cycle, *, by, outcomes, strategies=(), seen=None, **fields):
    """Write the plan: its fields, its outcomes (dicts, each with an `id` where it stood before,
    with `enrolments` and `strategies` of its own) and what every adult does in every lesson.
    Outcomes left out go, with what hangs on them, but for those that are reviewed."""
    _refuse_if_over(cycle)
    refuse_if_changed(seen, *_rows_of_plan(hold(cycle)))
    _refuse_a_review_before_the_plan(cycle, fields.get("review_on"))
    for name, value in fields.items():
        setattr(cycle, name, value)
    cycle.save()
    _write_outcomes(cycle, outcomes)
    cycle.strategies.filter(outcome=None).delete()
    _write_strategies(cycle, None, strategies)
    PlanDraft.objects.filter(cycle=cycle, user=by).delete()
    record("cycle.planned", cycle, by=by, outcomes=len(outcomes))
    return cycle


@transaction.atomic
def keep_plan_draft(cycle, *, by, typed):
    """Keep what a person has typed into the plan so far. Not an event: nothing is decided yet."""
    _refuse_if_over(cycle)
    draft, _ = PlanDraft.objects.update_or_create(
        user=by, cycle=cycle, defaults={"pupil": cycle.pupil, "typed": typed}
    )
    return draft


@transaction.atomic
def throw_plan_draft_away(cycle, *, by):
    """Nothing of it was a record."""
    PlanDraft.objects.filter(cycle=cycle, user=by).delete()


@transaction.atomic
def agree_plan(cycle, *, by, parents_told_on, parents_told_how, staff_told_on, review_on):
    """Parents and staff know the plan: support goes on (Code of Practice 6.48 and 6.49)."""
    _refuse_if_over(cycle)
    missing = format_on(cycle.started_on).missing_from(cycle, review_on=review_on)
    if missing:
        raise PlainRefusal(f"A plan needs {' and '.join(missing)} before it is agreed.")
    if review_on < parents_told_on:
        raise PlainRefusal("The review cannot come before the day the parents were told.")
    _refuse_a_review_before_the_plan(cycle, review_on)
    cycle.parents_told_on, cycle.parents_told_how = parents_told_on, parents_told_how
    cycle.staff_told_on, cycle.review_on = staff_told_on, review_on
    cycle.save()
    record("cycle.agreed", cycle, by=by)


@transaction.atomic
def write_review(cycle, *, by, pupil_said="", parents_said="", conclusion="", seen=None):
    """What the pupil and the parents said at the review, and what was decided."""
    _refuse_if_over(cycle)
    refuse_if_changed(seen, hold(cycle))
    cycle.pupil_said, cycle.parents_said = pupil_said, parents_said
    cycle.conclusion = conclusion
    cycle.save(update_fields=["pupil_said", "parents_said", "conclusion"])
    record("cycle.review_written", cycle, by=by)


@transaction.atomic
def close_cycle(cycle, *, by, on, pupil_said="", parents_said="", conclusion="", seen=None):
    """Close a reviewed cycle for good. Every outcome must have been reviewed and accepted; but
    nobody reviews a pupil who left, so their plan is closed as it stands."""
    _refuse_if_closed(cycle)
    refuse_if_changed(seen, hold(cycle))
    if on < cycle.started_on:
        raise PlainRefusal("The review cannot come before the plan began.")
    waiting = [o for o in cycle.outcomes.select_related("review") if not _is_reviewed(o)]
    if waiting and cycle.pupil.is_on_roll(on):
        raise PlainRefusal("Not every outcome has been reviewed. Review the rest first.")
    cycle.pupil_said, cycle.parents_said = pupil_said, parents_said
    cycle.conclusion = conclusion
    cycle.reviewed_on, cycle.closed_at, cycle.closed_by = on, timezone.now(), by
    cycle.save()
    record("cycle.closed", cycle, by=by)


@transaction.atomic
def start_next_cycle(cycle, *, by, title, on, review_on, changes=None):
    """The next turn: it carries every outcome that was not stopped, with its support, and the
    strategies in lessons. What was reached becomes the new baseline.

    `changes` are {key of an outcome that is carried: {field: new value}}, `enrolments` among the
    fields; an outcome that is not in it stays behind. None: all are carried as they are.
    """
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
    _carry_views(cycle, following, by)
    carried = [o for o in unmet(cycle) if changes is None or o.pk in changes]
    for position, outcome in enumerate(carried, start=1):
        _carry(outcome, following, position, on, (changes or {}).get(outcome.pk, {}))
    lines = cycle.strategies.filter(outcome=None).values_list("text", flat=True)
    _write_strategies(following, None, lines)
    return following


def unmet(cycle):
    """The outcomes that go on after this cycle: all that were not stopped."""
    return [o for o in cycle.outcomes.select_related("review") if _goes_on(o)]


def going_on(outcome, *, on):
    """The enrolments that work towards an outcome and are not over on this day."""
    lines = outcome.provision.select_related("enrolment__intervention__led_by")
    return [line.enrolment for line in lines if not line.enrolment.is_over(on)]


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


def _rows_of_plan(cycle):
    return [
        cycle,
        *Outcome.objects.filter(cycle=cycle).order_by("pk"),
        *Strategy.objects.filter(cycle=cycle).order_by("pk"),
        *OutcomeProvision.objects.filter(outcome__cycle=cycle).order_by("pk"),
    ]


def _write_outcomes(cycle, outcomes):
    standing = {outcome.pk: outcome for outcome in cycle.outcomes.select_related("review")}
    kept = {entry.get("id") for entry in outcomes}
    gone = [outcome for key, outcome in standing.items() if key not in kept]
    if any(hasattr(outcome, "review") for outcome in gone):
        raise PlainRefusal("An outcome that is reviewed stays in the plan until the next cycle.")
    Outcome.objects.filter(pk__in=[outcome.pk for outcome in gone]).delete()
    for position, entry in enumerate(outcomes, start=1):
        outcome = standing.get(entry.get("id")) or Outcome(cycle=cycle, pupil=cycle.pupil)
        _write_outcome(outcome, entry, position)


def _write_outcome(outcome, entry, position):
    apart = ("id", "enrolments", "strategies")
    for name, value in entry.items():
        if name not in apart:
            setattr(outcome, name, value)
    outcome.position = position
    outcome.save()
    if "enrolments" in entry:
        _write_provision(outcome, entry["enrolments"])
    if "strategies" in entry:
        outcome.strategies.all().delete()
        _write_strategies(outcome.cycle, outcome, entry["strategies"])


def _write_strategies(cycle, outcome, lines):
    Strategy.objects.bulk_create(
        Strategy(cycle=cycle, pupil=cycle.pupil, outcome=outcome, text=text, position=position)
        for position, text in enumerate(lines, start=1)
    )


def _write_provision(outcome, enrolments):
    outcome.provision.exclude(enrolment__in=enrolments).delete()
    OutcomeProvision.objects.bulk_create(
        [
            OutcomeProvision(outcome=outcome, enrolment=enrolment, pupil=outcome.pupil)
            for enrolment in enrolments
        ],
        ignore_conflicts=True,
    )


def _carry_views(cycle, following, by):
    """What was said at the review feeds the next assessment (Code of Practice 6.54)."""
    said = {
        EvidenceKind.PUPIL_VOICE: cycle.pupil_said,
        EvidenceKind.PARENT_VOICE: cycle.parents_said,
    }
    for kind, text in said.items():
        if text:
            add_evidence(
                following,
                by=by,
                kind=kind,
                text=text,
                observed_on=cycle.reviewed_on or cycle.started_on,
                source=f"Review of {cycle.title}",
            )


def _carry(outcome, following, position, on, changed):
    as_it_was = {
        "bank_item": outcome.bank_item,
        "text": outcome.text,
        "need": outcome.need,
        "baseline": reached(outcome),
        "baseline_on": on,
        "measure": outcome.measure,
        "target": outcome.target,
        "by_on": following.review_on,
        "enrolments": going_on(outcome, on=on),
        "strategies": [strategy.text for strategy in outcome.strategies.all()],
    }
    carried = Outcome(cycle=following, pupil=outcome.pupil, carried_from=outcome)
    _write_outcome(carried, as_it_was | changed, position)


def reached(outcome):
    """Where the pupil is now: what the review said, else where they were."""
    review = getattr(outcome, "review", None)
    return (review.note if review and review.note else outcome.baseline)[:200]


def _goes_on(outcome):
    review = getattr(outcome, "review", None)
    return review is None or review.decision != Decision.STOP


def _is_reviewed(outcome):
    review = getattr(outcome, "review", None)
    return review is not None and not review.asked_back


def _refuse_a_review_before_the_plan(cycle, review_on):
    if review_on and review_on < cycle.started_on:
        raise PlainRefusal("The review cannot come before the plan began.")


def _refuse_if_over(cycle):
    """Nobody works on a closed plan, nor on that of a pupil who left."""
    _refuse_if_closed(cycle)
    if not cycle.pupil.is_on_roll(timezone.localdate()):
        raise PlainRefusal("This pupil has left the school, so nobody works on this plan now.")


def _refuse_if_closed(cycle):
    if cycle.closed_at:
        raise PlainRefusal("This cycle is closed. Write an amendment instead.")
