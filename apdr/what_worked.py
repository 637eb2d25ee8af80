"""What worked: how outcomes turned out that were made from an item of the bank, or towards which
support from the bank worked. Two questions to the database, however many items.

From this school's own reviews alone. Under five pupils there is too little to say, and nobody can
tell a pupil from the figures; so everybody who reads the bank may see them.
"""

from collections import Counter
from dataclasses import dataclass, field

from apdr.impact import FEWEST, GOOD, parts_of
from apdr.models import BankItem, OutcomeProvision, OutcomeReview


@dataclass
class ItemEffect:
    """How the outcomes went that came of one item."""

    pupils: set = field(default_factory=set)
    ratings: Counter = field(default_factory=Counter)

    @property
    def is_enough(self):
        return len(self.pupils) >= FEWEST

    @property
    def reviews(self):
        return sum(self.ratings.values())

    @property
    def good(self):
        return sum(self.ratings[rating] for rating in GOOD)

    @property
    def parts(self):
        return parts_of(self.ratings)

    def __str__(self):
        if not self.is_enough:
            return "Too few to say"
        return f"{self.reviews} reviews: {self.good} as expected or more"


def with_effect(items):
    """The items as a list, each with its `effect`; None for a strategy, which nobody reviews."""
    items = list(items)
    found = {item.pk: ItemEffect() for item in items if item.kind != BankItem.Kind.STRATEGY}
    for key, pupil, rating in [*_of_outcomes(found), *_of_support(found)]:
        found[key].pupils.add(pupil)
        found[key].ratings[rating] += 1
    for item in items:
        item.effect = found.get(item.pk)
    return items


def _of_outcomes(keys):
    reviews = OutcomeReview.objects.filter(outcome__bank_item__in=keys).order_by()
    return reviews.values_list("outcome__bank_item", "pupil", "rating")


def _of_support(keys):
    """An outcome counts once, however many groups of one kind worked towards it."""
    lines = OutcomeProvision.objects.filter(
        enrolment__intervention__bank_item__in=keys, outcome__review__isnull=False
    )
    columns = ("enrolment__intervention__bank_item", "pupil", "outcome__review__rating")
    found = lines.order_by().values_list(*columns, "outcome").distinct()
    return [row[:3] for row in found]
