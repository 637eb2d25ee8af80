"""What stands beside a version of a healthcare plan: the steps of an emergency, the medicines with
what the school holds of them, the trained adults, the doses of today."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from register.wording import day
from safety.dose_log import doses_of_day
from safety.models import Supply
from safety.trained import trained

EXPIRES_SOON = timedelta(days=30)


@dataclass(frozen=True)
class Pack:
    """A pack that the school holds, on a day."""

    supply: Supply
    on: object

    @property
    def is_good(self):
        return self.supply.expires_on >= self.on

    @property
    def words(self):
        last = day(self.supply.expires_on)
        return f"Good until {last}" if self.is_good else f"Expired {last}"

    @property
    def tone(self):
        if not self.is_good:
            return "red"
        return "amber" if self.supply.expires_on <= self.on + EXPIRES_SOON else "green"


@dataclass
class Shelf:
    """A medicine as the plan agrees it, and the packs of it."""

    medicine: object
    packs: list = field(default_factory=list)

    @property
    def has_good_pack(self):
        return any(pack.is_good for pack in self.packs)


class HealthcarePage:
    """Made with the PlanPage of a version."""

    def __init__(self, look):
        self.plan, self.version, self.on = look.plan, look.version, look.on

    @property
    def steps(self):
        """One a line, the first thing first."""
        return lines(self.version.answers.get("emergency", ""))

    @property
    def allergy(self):
        return self.version.answers.get("allergy", "").strip()

    @cached_property
    def shelves(self):
        """The medicines of this version. Two doses of one medicine share its packs."""
        return [Shelf(one, self._packs.get(one.name, [])) for one in self.version.medicines.all()]

    @property
    def injectors(self):
        return [shelf for shelf in self.shelves if shelf.medicine.is_injector]

    @cached_property
    def others(self):
        """Packs that are still here of medicines that this version does not name."""
        named = {shelf.medicine.name for shelf in self.shelves}
        return [pack for name, packs in self._packs.items() if name not in named for pack in packs]

    @cached_property
    def staff(self):
        """The adults whom this version asks to be trained, the most urgent first."""
        asked = self.version.duties.exclude(training="").select_related("user")
        found = trained([(duty.user, duty.training) for duty in asked], on=self.on)
        return sorted(found, key=lambda one: one.urgency)

    @cached_property
    def today(self):
        return doses_of_day(self.plan, self.on)

    @cached_property
    def _packs(self):
        found: dict[str, list[Pack]] = {}
        for supply in self.plan.supplies.held():
            found.setdefault(supply.medicine, []).append(Pack(supply, self.on))
        return found


def lines(text):
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
