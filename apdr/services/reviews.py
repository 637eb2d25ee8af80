"""Reviews of outcomes: typed, kept as a draft, saved once, taken back, asked back."""

from django.db import transaction
from django.utils import timezone

from apdr.models import OutcomeReview, ReviewDraft
from audit.record import record
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, hold, version_of

ANSWERS = ("rating", "decision", "note")


class ReviewedMeanwhile(SavedMeanwhile):
    """Somebody else saved a review of this outcome; `review` is theirs."""

    def __init__(self, review):
        super().__init__("reviewed meanwhile")
        self.review = review


@transaction.atomic
def save_review(outcome, *, by, on, rating, decision, note="", seen=None):
    """Save what a teacher says of one outcome; the draft is gone afterwards.

    The same answer again changes nothing, so a form that is sent twice does no harm. Raises
    ReviewedMeanwhile where another person's review is newer than the one that was seen, and
    PlainRefusal for a closed cycle, a pupil who left, or a day before the plan began.
    """
    _refuse(hold(outcome.cycle), outcome.pupil, on)
    standing = OutcomeReview.objects.filter(outcome=outcome).first()
    answer = {"rating": rating, "decision": decision, "note": note}
    if standing and _says(standing, answer) and not standing.asked_back:
        return standing
    if standing and standing.reviewed_by_id != by.pk and seen != version_of(standing):
        raise ReviewedMeanwhile(standing)
    review = standing or OutcomeReview(outcome=outcome, pupil_id=outcome.pupil_id)
    for name, value in answer.items():
        setattr(review, name, value)
    review.reviewed_on, review.reviewed_by, review.asked_back = on, by, ""
    review.saved_at = timezone.now()
    review.save()
    throw_draft_away(outcome, by=by)
    record("outcome.reviewed", review, by=by, rating=rating, decision=str(decision))
    return review


@transaction.atomic
def save_reviews(answers, *, by, on):
    """Review several outcomes at once, all or none: (outcome, answer) pairs."""
    return [save_review(outcome, by=by, on=on, **answer) for outcome, answer in answers]


@transaction.atomic
def take_back_review(review, *, by):
    """Undo one's own review: its answers become a draft again. The history keeps the review."""
    if review.reviewed_by_id != by.pk:
        raise PlainRefusal("Only the person who wrote a review can take it back.")
    _refuse(hold(review.outcome.cycle), review.pupil, review.reviewed_on)
    typed = {name: getattr(review, name) for name in ANSWERS}
    draft = keep_draft(review.outcome, by=by, typed=typed)
    record("outcome.review_taken_back", review, by=by)
    review.delete()
    return draft


@transaction.atomic
def ask_back(review, *, by, question):
    """The SENDCo asks the teacher to look again."""
    if hold(review.outcome.cycle).closed_at:
        raise PlainRefusal("This cycle is closed. Write an amendment instead.")
    review.asked_back = question
    review.save(update_fields=["asked_back"])
    record("outcome.asked_back", review, by=by)


@transaction.atomic
def keep_draft(outcome, *, by, typed):
    """Keep what a person has typed so far. Not an event: nothing is decided yet."""
    draft, _ = ReviewDraft.objects.update_or_create(
        user=by, outcome=outcome, defaults={"typed": typed}
    )
    return draft


@transaction.atomic
def throw_draft_away(outcome, *, by):
    """Forget what this person has typed of this outcome."""
    ReviewDraft.objects.filter(user=by, outcome=outcome).delete()


def _says(review, answer):
    return all(getattr(review, name) == value for name, value in answer.items())


def _refuse(cycle, pupil, on):
    if cycle.closed_at:
        raise PlainRefusal("This cycle is closed. Write an amendment instead.")
    if on < cycle.started_on:
        raise PlainRefusal("The review cannot come before the plan began.")
    if not pupil.is_on_roll(on):
        raise PlainRefusal("This pupil has left the school, so this review is not needed.")
