"""Which medicines do the plans in force hold, and what was logged of them today?"""

from collections import defaultdict
from dataclasses import dataclass, field

from access.policy import Permission
from register.models import Pupil
from safety.models import Dose, Medicine, SafetyPlan, Version


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
    """[Card] of the plans for which this person logs doses, by pupil. Two questions to the data,
    and one where there is no medicine."""
    plans = SafetyPlan.objects.for_user(user, to=Permission.LOG_DOSES)
    mine = Medicine.objects.filter(
        version__in=Version.objects.in_force(),
        version__plan__in=plans.values("pk"),
        pupil__in=Pupil.objects.on_roll(),
    )
    mine = mine.select_related("version__plan", "pupil")
    order = ("pupil__surname", "pupil__forename", "version__plan__about", "version", "position")
    cards: dict[object, Card] = {}
    for one in mine.order_by(*order):
        plan = one.version.plan
        plan.pupil = one.pupil
        cards.setdefault(plan.pk, Card(plan)).medicines.append((one, []))
    if cards:
        _put_entries(cards, on)
    return list(cards.values())


def _put_entries(cards, on):
    """The entries of the day, each beside its medicine."""
    found = defaultdict(list)
    entries = Dose.objects.that_hold().filter(plan__in=cards, given_at__date=on)
    for dose in entries.select_related("given_by").order_by("given_at"):
        found[dose.plan_id, dose.medicine].append(dose)
    for key, card in cards.items():
        card.medicines = [(one, found[key, one.name]) for one, _ in card.medicines]
