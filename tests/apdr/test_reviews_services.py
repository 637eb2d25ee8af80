"""Reviews of outcomes: saved once, never over another's words, taken back, asked back."""

from datetime import date

import pytest

from apdr.models import OutcomeReview, ReviewDraft
from apdr.services import reviews as services
from apdr.services.cycles import close_cycle
from apdr.services.reviews import ReviewedMeanwhile
from audit.models import AuditEvent
from register.refusals import PlainRefusal
from register.versions import version_of
from tests.factories import reviews
from tests.factories.reviews import DUE

GOING_WELL = {"rating": 4, "decision": "continue", "note": "She asks by herself."}


@pytest.fixture
def outcome(cast):
    return reviews.due(cast)[0]


def test_a_saved_review_ends_the_draft_and_leaves_an_event(cast, outcome):
    services.keep_draft(outcome, by=cast.teacher, typed={"note": "She asks"})
    services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    assert not ReviewDraft.objects.exists()
    assert AuditEvent.objects.filter(action="outcome.reviewed").count() == 1


def test_the_same_answer_again_changes_nothing(cast, outcome):
    services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    assert AuditEvent.objects.filter(action="outcome.reviewed").count() == 1


def test_another_persons_review_is_never_overwritten_unseen(cast, outcome):
    nothing = version_of(None)
    services.save_review(outcome, by=cast.teacher, on=DUE, seen=nothing, **GOING_WELL)
    answer = {"rating": 2, "decision": "change", "note": "Not in maths."}
    with pytest.raises(ReviewedMeanwhile) as clash:
        services.save_review(outcome, by=cast.sendco, on=DUE, seen=nothing, **answer)
    seen = version_of(clash.value.review)
    services.save_review(outcome, by=cast.sendco, on=DUE, seen=seen, **answer)
    assert OutcomeReview.objects.get().note == "Not in maths."


def test_a_review_before_the_plan_is_refused(cast, outcome):
    with pytest.raises(PlainRefusal, match="before the plan began"):
        services.save_review(outcome, by=cast.teacher, on=date(2026, 9, 1), **GOING_WELL)


def test_a_pupil_who_left_needs_no_review(cast, outcome):
    outcome.pupil.left_on = DUE
    with pytest.raises(PlainRefusal, match="has left"):
        services.save_review(outcome, by=cast.sendco, on=DUE, **GOING_WELL)


def test_a_closed_cycle_takes_no_review_no_question_and_no_undo(cast, outcome):
    review = services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    close_cycle(outcome.cycle, by=cast.sendco, on=DUE)
    for act in (
        lambda: services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL),
        lambda: services.ask_back(review, by=cast.sendco, question="Where?"),
        lambda: services.take_back_review(review, by=cast.teacher),
    ):
        with pytest.raises(PlainRefusal, match="closed"):
            act()


def test_a_review_taken_back_becomes_a_draft(cast, outcome):
    review = services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    services.take_back_review(review, by=cast.teacher)
    assert ReviewDraft.objects.get().typed == GOING_WELL
    assert not OutcomeReview.objects.exists()


def test_nobody_takes_back_anothers_review(cast, outcome):
    review = services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    with pytest.raises(PlainRefusal, match="Only the person"):
        services.take_back_review(review, by=cast.sendco)


def test_a_group_is_saved_whole_or_not_at_all(cast):
    first, second = reviews.due(cast, "Ann", "Bella")
    services.save_review(second, by=cast.sendco, on=DUE, **GOING_WELL)
    answer = {"rating": 3, "decision": "continue", "seen": version_of(None)}
    with pytest.raises(ReviewedMeanwhile):
        services.save_reviews([(first, answer), (second, answer)], by=cast.teacher, on=DUE)
    assert not OutcomeReview.objects.filter(outcome=first).exists()
