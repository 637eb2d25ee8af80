"""What a person has to review: the outcomes that wait, each with what was typed so far."""

from dataclasses import dataclass

from django.db.models import Prefetch

from apdr.models import Cycle, Outcome, Rating, ReviewDraft
from schools.models import Trust


@dataclass(frozen=True)
class ToReview:
    """One outcome that waits for a review, and the draft this person left of it."""

    outcome: Outcome
    draft: dict
    asked_back: str = ""


def waiting(cycles, *, user, on):
    """The outcomes of these cycles that are due and not reviewed, or asked back, in order of the
    review date and the name. Three queries, however many there are."""
    outcomes = Outcome.objects.select_related("review").order_by("position")
    due = (
        cycles.due(on)
        .select_related("pupil")
        .prefetch_related(Prefetch("outcomes", outcomes))
        .order_by("review_on", "pupil__surname", "pupil__forename")
    )
    drafts = dict(ReviewDraft.objects.filter(user=user).values_list("outcome_id", "typed"))
    return [
        ToReview(outcome, drafts.get(outcome.pk, {}), _asked_back(outcome))
        for cycle in due
        for outcome in _with_cycle(cycle)
        if not _is_accepted(outcome)
    ]


def mine(user, permission):
    """The cycles this person may review."""
    return Cycle.objects.for_user(user, to=permission)


def labels():
    """The five labels of the scale, as the trust words them."""
    trust = Trust.objects.first()
    return (trust and trust.rating_labels) or Rating.labels


def _with_cycle(cycle):
    for outcome in cycle.outcomes.all():
        outcome.cycle = cycle
        yield outcome


def _is_accepted(outcome):
    review = getattr(outcome, "review", None)
    return review is not None and not review.asked_back


def _asked_back(outcome):
    review = getattr(outcome, "review", None)
    return review.asked_back if review else ""
