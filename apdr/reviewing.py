"""What waits for a person's review, and what has come in for the SENDCo."""

from dataclasses import dataclass, field

from django.db.models import Max, Prefetch

from access.policy import Permission
from apdr.models import (
    Cycle,
    Enrolment,
    Intervention,
    Outcome,
    OutcomeProvision,
    OutcomeReview,
    Rating,
    ReviewDraft,
)
from register.models import Pupil
from schools.models import Trust


@dataclass(frozen=True)
class ToReview:
    """One outcome with the review that stands, if there is one, and what this person has typed."""

    outcome: Outcome
    draft: dict = field(default_factory=dict)

    @property
    def pupil(self):
        return self.outcome.pupil

    @property
    def cycle(self):
        return self.outcome.cycle

    @property
    def review(self):
        return getattr(self.outcome, "review", None)

    @property
    def asked_back(self):
        return self.review.asked_back if self.review else ""

    @property
    def last(self):
        """The review of the same outcome in the cycle before."""
        earlier = self.outcome.carried_from
        return getattr(earlier, "review", None) if earlier else None

    @property
    def typed(self):
        """What the form opens with: the draft, else the review that stands."""
        if self.draft or not self.review:
            return self.draft
        return {name: getattr(self.review, name) for name in ("rating", "decision", "note")}


# Whose turn it is ---------------------------------------------------------------------------------
def within_reach(user):
    """The outcomes that this person may review."""
    return Outcome.objects.for_user(user, to=Permission.WRITE_PLANS)


def waiting(user, *, on):
    """The outcomes that are due and wait for this person, overdue first."""
    return within_reach(user).due(on).waiting().overdue_first()


def of_intervention(intervention, user, *, on):
    """The outcomes that wait and that this intervention works towards, by the pupils' names."""
    lines = OutcomeProvision.objects.filter(enrolment__intervention=intervention)
    mine = within_reach(user).reviewable(on).waiting().filter(pk__in=lines.values("outcome"))
    return mine.order_by("pupil__surname", "pupil__forename", "pupil", "position")


def interventions(user):
    """The interventions that this person may see."""
    return Intervention.objects.filter(
        pk__in=Enrolment.objects.for_user(user, to=Permission.VIEW_PROVISION).values("intervention")
    )


def cards(outcomes, *, user):
    """These outcomes with all that their cards show: three queries, however many there are."""
    found = list(outcomes.with_card())
    drafts = ReviewDraft.objects.filter(user=user, outcome__in=[outcome.pk for outcome in found])
    typed = dict(drafts.values_list("outcome_id", "typed"))
    return [ToReview(outcome, typed.get(outcome.pk, {})) for outcome in found]


def labels():
    """The five labels of the scale, as the trust words them."""
    trust = Trust.objects.first()
    return (trust and trust.rating_labels) or Rating.labels


# What came in -------------------------------------------------------------------------------------
def came_in(user):
    """Open cycles of which at least one outcome is reviewed, the newest review first."""
    outcomes = Outcome.objects.select_related("review__reviewed_by").order_by("position")
    mine = Cycle.objects.for_user(user, to=Permission.CLOSE_CYCLES).open()
    return (
        mine.annotate(newest=Max("outcomes__review__saved_at"))
        .filter(newest__isnull=False)
        .select_related("owner")
        .prefetch_related(
            Prefetch("pupil", Pupil.objects.with_status().with_class()),
            Prefetch("outcomes", outcomes),
        )
        .order_by("-newest")
    )


def ready_to_close(user):
    """How many open cycles have every outcome reviewed and nothing asked back."""
    mine = Cycle.objects.for_user(user, to=Permission.CLOSE_CYCLES).open()
    unsettled = Outcome.objects.waiting().values("cycle")
    return mine.exclude(outcomes=None).exclude(pk__in=unsettled).count()


def left_to_review(cycle):
    """How many outcomes of this cycle wait. Reads `outcomes` and their reviews: prefetch them."""
    reviews = [getattr(outcome, "review", None) for outcome in cycle.outcomes.all()]
    return sum(review is None or bool(review.asked_back) for review in reviews)


def reviews_to_ask_back(user):
    """The reviews that this person may ask back."""
    mine = OutcomeReview.objects.for_user(user, to=Permission.CLOSE_CYCLES)
    return mine.filter(outcome__cycle__closed_at=None).select_related("outcome__cycle", "pupil")
