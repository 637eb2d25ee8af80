"""Reviews of outcomes: typed, kept as a draft, saved once, asked back."""

from django.db import transaction
from django.utils import timezone

from apdr.models import OutcomeReview, ReviewDraft
from apdr.services.cycles import PlainRefusal
from audit.record import record


class ReviewedMeanwhile(Exception):
    """Somebody else saved a review of this outcome; `review` is theirs."""

    def __init__(self, review):
        super().__init__("reviewed meanwhile")
        self.review = review


@transaction.atomic
def save_review(outcome, *, by, on, rating, decision, note="", seen_version=None):
    """Save what a teacher says of one outcome; the draft is gone afterwards.

    The same answer again changes nothing, so a form that is sent twice does no harm. Raises
    ReviewedMeanwhile where another person's review is newer than the one that was seen, and
    PlainRefusal for a closed cycle or a day before the plan began.
    """
    _refuse(outcome.cycle, on)
    standing = OutcomeReview.objects.select_for_update().filter(outcome=outcome).first()
    answer = {"rating": rating, "decision": decision, "note": note}
    if standing and _says(standing, answer) and not standing.asked_back:
        return standing
    if standing and standing.reviewed_by_id != by.pk and standing.version != seen_version:
        raise ReviewedMeanwhile(standing)
    review = standing or OutcomeReview(outcome=outcome, pupil=outcome.pupil, version=0)
    for name, value in answer.items():
        setattr(review, name, value)
    review.reviewed_on, review.reviewed_by, review.asked_back = on, by, ""
    review.saved_at, review.version = timezone.now(), review.version + 1
    review.save()
    ReviewDraft.objects.filter(user=by, outcome=outcome).delete()
    record("outcome.reviewed", review, by=by, rating=rating, decision=str(decision))
    return review


@transaction.atomic
def save_reviews(answers, *, by, on):
    """Review several outcomes at once, all or none: (outcome, answer) pairs."""
    return [save_review(outcome, by=by, on=on, **answer) for outcome, answer in answers]


@transaction.atomic
def ask_back(review, *, by, question):
    """The SENDCo asks the teacher to look again."""
    review.asked_back = question
    review.version += 1
    review.save(update_fields=["asked_back", "version"])
    record("outcome.asked_back", review, by=by)


def keep_draft(outcome, *, by, typed):
    """Keep what a person has typed so far. Not an event: nothing is decided yet."""
    draft, _ = ReviewDraft.objects.update_or_create(
        user=by, outcome=outcome, defaults={"typed": typed}
    )
    return draft


def _says(review, answer):
    return all(getattr(review, name) == value for name, value in answer.items())


def _refuse(cycle, on):
    if cycle.closed_at:
        raise PlainRefusal("This cycle is closed. Write an amendment instead.")
    if on < cycle.started_on:
        raise PlainRefusal("The review cannot come before the plan began.")
