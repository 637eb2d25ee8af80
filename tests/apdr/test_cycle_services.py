"""A plan from its beginning to the next: what each step needs, and what stays as it was."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from apdr.models import Cycle, EvidenceKind, Phase
from apdr.services import cycles
from register.refusals import PlainRefusal
from register.services.pupils import mark_left
from register.versions import SavedMeanwhile
from tests.factories.plans import (
    BEGAN,
    CARD,
    REVIEW,
    TALK,
    agree,
    agreed,
    begin,
    closed,
    group,
    plan,
    review_all,
)


# Phases -------------------------------------------------------------------------------------------
def test_the_phase_follows_from_the_facts(cast):
    cycle = begin(cast)
    assert cycle.phase(BEGAN) == Phase.ASSESS
    cycles.save_plan(cycle, by=cast.teacher, outcomes=[CARD])
    assert cycle.phase(BEGAN) == Phase.PLAN
    agree(cycle, cast.teacher)
    assert cycle.phase(date(2026, 12, 3)) == Phase.DO
    assert cycle.phase(REVIEW) == Phase.REVIEW
    review_all(cycle, cast.teacher)
    cycles.close_cycle(cycle, by=cast.sendco, on=REVIEW, conclusion="It goes on.")
    assert cycle.phase(REVIEW) == Phase.CLOSED


# What is refused, in plain words ------------------------------------------------------------------
def test_no_plan_begins_for_a_pupil_who_left(cast):
    mark_left(cast.ann, by=cast.sendco, on=date(2026, 9, 4))
    cast.ann.refresh_from_db()
    with pytest.raises(PlainRefusal, match="has left the school"):
        begin(cast)


def test_one_open_plan_a_pupil(cast):
    begin(cast)
    with pytest.raises(PlainRefusal, match="has a plan already"):
        begin(cast)


def test_a_plan_without_an_outcome_is_not_agreed(cast):
    with pytest.raises(PlainRefusal, match="needs at least one outcome"):
        agree(begin(cast), cast.teacher)


def test_no_review_before_the_plan_began(cast):
    with pytest.raises(PlainRefusal, match="before the plan began"):
        cycles.save_plan(begin(cast), by=cast.teacher, outcomes=[CARD], review_on=date(2026, 9, 4))


def test_a_cycle_is_closed_only_when_every_outcome_is_reviewed(cast):
    with pytest.raises(PlainRefusal, match="Not every outcome has been reviewed"):
        cycles.close_cycle(agreed(cast), by=cast.sendco, on=REVIEW)


def test_a_reviewed_outcome_stays_in_the_plan(cast):
    cycle = review_all(agreed(cast), cast.teacher)
    with pytest.raises(PlainRefusal, match="reviewed stays in the plan"):
        cycles.save_plan(cycle, by=cast.teacher, outcomes=[TALK])


# The plan -----------------------------------------------------------------------------------------
def test_an_outcome_keeps_its_row_when_its_words_change(cast):
    cycle = plan(cast)
    before = cycle.outcomes.get()
    cycles.save_plan(
        cycle, by=cast.teacher, outcomes=[CARD | {"id": before.pk, "text": "New words"}]
    )
    assert (cycle.outcomes.get().pk, cycle.outcomes.get().text) == (before.pk, "New words")


def test_support_and_strategies_of_an_outcome_are_its_own(cast):
    group(cast, cast.ann)
    enrolment = cast.ann.enrolments.get()
    own = {"enrolments": [enrolment], "strategies": ["Paired talk daily"]}
    cycle = plan(cast, outcomes=[CARD | own, TALK])
    first, second = cycle.outcomes.all()
    assert [line.enrolment for line in first.provision.all()] == [enrolment]
    assert [one.text for one in first.strategies.all()] == ["Paired talk daily"]
    assert not second.provision.exists()
    assert [one.text for one in cycle.strategies.filter(outcome=None)] == ["Task board"]


def test_who_saw_an_older_plan_does_not_write_over_a_newer_one(cast):
    cycle = plan(cast)
    seen = cycles.version_of_plan(cycle)
    cycles.save_plan(cycle, by=cast.sendco, outcomes=[TALK], seen=seen)
    with pytest.raises(SavedMeanwhile):
        cycles.save_plan(cycle, by=cast.teacher, outcomes=[CARD], seen=seen)
    assert [outcome.text for outcome in cycle.outcomes.all()] == [TALK["text"]]


def test_a_draft_is_gone_once_the_plan_is_saved(cast):
    cycle = begin(cast)
    cycles.keep_plan_draft(cycle, by=cast.teacher, typed="summary=half")
    cycles.keep_plan_draft(cycle, by=cast.sendco, typed="summary=another")
    cycles.save_plan(cycle, by=cast.teacher, outcomes=[CARD])
    assert [draft.user for draft in cycle.drafts.all()] == [cast.sendco]


# Closed for good ----------------------------------------------------------------------------------
def _refused(change):
    with pytest.raises(DatabaseError, match="closed cycle never changes"), transaction.atomic():
        change()


def test_the_database_refuses_to_change_a_closed_cycle(cast):
    cycle = closed(cast)
    _refused(lambda: Cycle.objects.filter(pk=cycle.pk).update(conclusion="Other words"))
    _refused(lambda: Cycle.objects.filter(pk=cycle.pk).update(closed_at=None))


@pytest.mark.parametrize("part", ["outcomes", "evidence", "strategies"])
def test_the_database_refuses_to_change_a_part_of_it(cast, part):
    rows = getattr(closed(cast), part)
    assert rows.exists()
    _refused(lambda: rows.update(text="Other words"))
    _refused(lambda: rows.all()._raw_delete(rows.db))


def test_the_database_refuses_to_change_its_reviews(cast):
    review = closed(cast).outcomes.get().review
    review.note = "Other words"
    _refused(review.save)


def test_an_amendment_stands_beside_it_with_its_day(cast):
    cycle = closed(cast)
    amendment = cycles.amend(cycle, by=cast.sendco, text="The tally was of three lessons.")
    assert amendment.written_at is not None
    assert [one.text for one in cycle.amendments.all()] == ["The tally was of three lessons."]


# The next cycle -----------------------------------------------------------------------------------
def _next(cast, cycle, **kwargs):
    return cycles.start_next_cycle(
        cycle,
        by=cast.teacher,
        title="Spring 2027",
        on=date(2026, 12, 7),
        review_on=date(2027, 3, 25),
        **kwargs,
    )


def test_the_next_cycle_carries_what_was_not_stopped(cast):
    group(cast, cast.ann)
    cycle = closed(cast, outcomes=[CARD | {"enrolments": [cast.ann.enrolments.get()]}])
    following = _next(cast, cycle)
    carried = following.outcomes.get()
    assert carried.carried_from == cycle.outcomes.get()
    assert (carried.text, carried.baseline) == (CARD["text"], "3 of 5 lessons")
    assert carried.by_on == date(2027, 3, 25)
    assert [line.enrolment.intervention.name for line in carried.provision.all()] == [
        "Small-group language"
    ]
    assert [one.text for one in following.strategies.all()] == ["Task board"]


def test_what_was_stopped_stays_behind(cast):
    assert not _next(cast, closed(cast, decision="stop")).outcomes.exists()


def test_what_was_said_at_the_review_feeds_the_next_assessment(cast):
    evidence = {one.kind: one for one in _next(cast, closed(cast)).evidence.all()}
    assert evidence[EvidenceKind.PUPIL_VOICE].text == "I like the card."
    assert evidence[EvidenceKind.PARENT_VOICE].source == "Review of Autumn 2026"


def test_only_what_changed_is_said_anew(cast):
    cycle = closed(cast, outcomes=[CARD, TALK])
    kept = cycle.outcomes.first()
    following = _next(cast, cycle, changes={kept.pk: {"target": "5 of 5 lessons"}})
    carried = following.outcomes.get()
    assert (carried.text, carried.target) == (CARD["text"], "5 of 5 lessons")
