"""The trip pack: what the adults on a trip must know of the pupils who come along, from the plans
in force that the person who prints it may read. An intimate care plan is never in it: it stays with
the adults it names.
"""

from dataclasses import dataclass, field

from django.template.loader import render_to_string

from access.policy import Permission
from register.models import Contact, Pupil
from reports.papers.frame import frame
from reports.papers.safety_plan import parts_of
from safety.evacuation import steps_of
from safety.healthcare_page import lines
from safety.kinds import KINDS as ALL_KINDS
from safety.models import SafetyPlan
from safety.parts import parts_known
from safety.standing import URGENT, standings

KINDS = ("healthcare", "risk", "peep")  # in this order for each pupil
STAY_AT_SCHOOL = {"line", "emergency", "method", "permission", "practice", "learning"}


@dataclass
class PlanOfPack:
    """One plan of a pupil in the pack. `known` are the parts that its kind has here."""

    standing: object
    known: list

    @property
    def version(self):
        return self.standing.version

    @property
    def kind(self):
        return self.standing.plan.of_kind

    @property
    def line(self):
        return self.version.answers.get("line", "")

    @property
    def steps(self):
        if self.kind.code == "peep":
            return steps_of(self.version)
        return lines(self.version.answers.get("emergency", ""))

    @property
    def parts(self):
        return parts_of(self.known, self.version, but=STAY_AT_SCHOOL)

    @property
    def medicines(self):
        return list(self.version.medicines.all())

    @property
    def hazards(self):
        return list(self.version.hazards.prefetch_related("controls"))

    @property
    def is_out_of_date(self):
        return self.standing.state in URGENT


@dataclass
class PupilOfPack:
    """A pupil who comes along; `contacts` is None where they are not for this person's eyes."""

    pupil: object
    contacts: list | None
    plans: list = field(default_factory=list)

    @property
    def medicines(self):
        return [medicine for plan in self.plans for medicine in plan.medicines]


def trip_pack(title, pupils, *, contacts, school, by, on):
    """The pack as HTML. `pupils` in their order; `contacts` is {pupil's key: [Contact…]} of those
    whose contacts this person may see."""
    found = {pupil.pk: PupilOfPack(pupil, contacts.get(pupil.pk)) for pupil in pupils}
    known = {code: parts_known(ALL_KINDS[code]) for code in KINDS}
    for standing in _plans(by, found, on):
        plan = standing.plan
        found[plan.pupil_id].plans.append(PlanOfPack(standing, known[plan.kind]))
    everybody = list(found.values())
    context = {
        "title": title,
        "with_plans": [one for one in everybody if one.plans],
        "others": [one.pupil for one in everybody if not one.plans],
        "count": len(everybody),
    }
    return render_to_string("reports/safety/trip.html", frame(school, by=by, on=on) | context)


def _plans(user, keys, on):
    """The plans in force of these pupils that this person may read, in the order of the pack."""
    mine = SafetyPlan.objects.filter(kind__in=KINDS, pupil__in=keys).readable_by(user).running()
    found = standings(mine.select_related("pupil", "building"), on=on)
    in_force = [one for one in found if one.version]
    return sorted(in_force, key=lambda one: KINDS.index(one.plan.kind))


def pupils_with_plans(user, pupils):
    """Those of these pupils of whom there is something to take along that this person may read."""
    mine = SafetyPlan.objects.filter(kind__in=KINDS).readable_by(user).running()
    return pupils.filter(pk__in=mine.values("pupil"))


def contacts_for(user, pupils):
    """{pupil's key: [Contact…]} of the pupils whose family contacts this person may see."""
    keys = [pupil.pk for pupil in pupils]
    open_to_them = Pupil.objects.for_user(user, to=Permission.VIEW_CONTACTS).filter(pk__in=keys)
    found = {pupil.pk: [] for pupil in open_to_them}
    for contact in Contact.objects.filter(pupil__in=found):
        found[contact.pupil_id].append(contact)
    return found
