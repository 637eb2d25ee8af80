"""What of safety plans stands on a class page and on a cover card (register.class_notes): of the
plans in force who helps, the way out and the line for an emergency. On the register each raises a
flag (register.desk.flags). An intimate care plan is never among them.
"""

from collections import defaultdict

from django.db.models import Prefetch, TextField
from django.db.models.functions import Cast

from register import class_notes
from register.class_notes import Note
from register.desk import flags
from safety.models import Duty, EvacuationPlace, SafetyPlan, Version
from safety.pupil_pieces import FLAGS


def lines_of_plans(pupils, reader):
    """{pupil's key: [Note…]}, in three queries."""
    plans = _plans(reader).filter(pupil__in=pupils)
    versions = Version.objects.in_force().filter(plan__in=plans.values("pk"))
    versions = versions.select_related("plan__building")
    found = defaultdict(list)
    for version in versions.prefetch_related(_helping(), _places()):
        found[version.pupil_id].append(_note(version))
    return {key: sorted(notes, key=_by_flag) for key, notes in found.items()}


def flags_of_plans(user):
    """{pupil's key as text: (flag…)} of the plans in force that this person may read, for the
    register. Intimate care plans raise none."""
    versions = Version.objects.in_force().filter(plan__in=_plans(user).values("pk"))
    keyed = versions.annotate(key=Cast("pupil_id", TextField())).order_by()
    found = defaultdict(set)
    for key, kind in keyed.values_list("key", "plan__kind"):
        found[key].add(kind)
    return {
        key: tuple(flag for code, (flag, _) in FLAGS.items() if code in kinds)
        for key, kinds in found.items()
    }


def add_to_classes():
    class_notes.add(lines_of_plans)
    flags.add(flags_of_plans)


def _plans(reader):
    """Those of the kinds of which every adult in the class must know."""
    plans = SafetyPlan.objects.filter(kind__in=FLAGS)
    return plans.readable_by(reader) if reader else plans


def _helping():
    duties = Duty.objects.filter(does=Duty.Does.HELPS).select_related("user")
    return Prefetch("duties", duties, to_attr="helping")


def _places():
    return Prefetch("places", EvacuationPlace.objects.all(), to_attr="ways")


def _note(version):
    plan = version.plan
    flag, _place = FLAGS[plan.kind]
    names = dict.fromkeys(duty.user.name for duty in version.helping)
    ways = tuple(f"{place.when}, {place.where}: {place.route}" for place in version.ways)
    line = version.answers.get("line", "")
    return Note(flag, line, ", ".join(names), ways, plan.get_absolute_url())


def _by_flag(note):
    return [flag for flag, _ in FLAGS.values()].index(note.flag)
