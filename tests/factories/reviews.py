"""Plans whose day of review has come, for the tests of reviewing."""

from datetime import date

from apdr.services import cycles
from register.models import Pupil
from tests.factories import plans

DUE = date(2026, 10, 16)  # past on any day on which a test runs
ALSO = plans.CARD | {"text": "Ann will say what helps her"}


def due(cast, *names, outcomes=1, review_on=DUE):
    """One agreed plan each for pupils of the teacher's class; made where they are new."""
    found = []
    for name in names or ["Ann"]:
        pupil = cast.ann if name == "Ann" else _of_the_class(cast, name)
        words = [plans.CARD | {"text": f"{name} will ask for help: {n}"} for n in range(outcomes)]
        cycle = plans.plan(cast, outcomes=words, pupil=pupil)
        plans.agree(cycle, cast.teacher, review_on)
        found += list(cycle.outcomes.select_related("cycle", "pupil"))
    return found


def in_group(cast, outcomes, name="Small-group language"):
    """An intervention that works towards these outcomes, with their pupils in it."""
    intervention = plans.group(cast, *{o.pupil_id: o.pupil for o in outcomes}.values(), name=name)
    by_pupil = {enrolment.pupil_id: enrolment for enrolment in intervention.enrolments.all()}
    for outcome in outcomes:
        cycles._write_provision(outcome, [by_pupil[outcome.pupil_id]])
    return intervention


def _of_the_class(cast, name):
    found = Pupil.objects.filter(legal_forename=name).first()
    if found is None:
        found = cast.pupil(name, f"{name[0]}arlow", cast.class_3a)
        cast.status(found, "K")
    return found
