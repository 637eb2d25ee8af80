"""Which medicines do the plans in force hold, and what was logged of them today?"""

from collections import defaultdict
from dataclasses import dataclass, field

from access.policy import Permission
from register.models import Pupil
from safety.models import Dose, Medicine, SafetyPlan


@dataclass
class Card:
    """One plan: its medicines, each with the entries of today."""

    plan: object
    medicines: list = field(default_factory=list)

    @property
    def is_open(self):
        """Something is for a time of the day and nobody has logged it yet."""
        return any(one.is_for_a_time and not entries for one, entries in self.medicines)


def medicines_today(user, *, on):
    """[Card] of the plans for which this person logs doses, by pupil."""
    plans = SafetyPlan.objects.for_user(user, to=Permission.LOG_DOSES).running()
    plans = plans.filter(kind="healthcare", pupil__in=Pupil.objects.on_roll())
    plans = plans.select_related("pupil").order_by("pupil__surname", "pupil__forename", "about")
    cards = {plan.pk: Card(plan) for plan in plans.distinct()}
    entries = _entries_of_day(cards, on)
    in_force = Medicine.objects.filter(
        version__plan__in=cards, version__signed_at__isnull=False, version__superseded_at=None
    )
    for one in in_force.select_related("version"):
        logged = entries[one.version.plan_id, one.name]
        cards[one.version.plan_id].medicines.append((one, logged))
    return [card for card in cards.values() if card.medicines]


def _entries_of_day(cards, on):
    found = defaultdict(list)
    entries = Dose.objects.that_hold().filter(plan__in=cards, given_at__date=on)
    for dose in entries.select_related("given_by").order_by("given_at"):
        found[dose.plan_id, dose.medicine].append(dose)
    return found
