"""Plans for tests, made by the services that the pages use. Days are of the autumn of 2026."""

from datetime import date
from decimal import Decimal

from apdr.models import EvidenceKind
from apdr.services import cycles, provision, reviews

BEGAN = date(2026, 9, 7)
REVIEW = date(2026, 12, 4)
CARD = {
    "text": "Ann will ask an adult for help with her card in 4 of 5 lessons",
    "need": "SLCN",
    "baseline": "2 of 5 lessons",
    "baseline_on": BEGAN,
    "measure": "Tally in English and maths",
    "target": "4 of 5 lessons",
    "by_on": REVIEW,
}
TALK = CARD | {"text": "Ann will talk with a partner for 5 minutes", "baseline": "Not yet"}


def begin(cast, pupil=None, **fields):
    """A plan that has begun and says nothing yet."""
    answers = {"title": "Autumn 2026", "on": BEGAN, "needs": ["SLCN"], "owner": cast.teacher}
    return cycles.start_cycle(pupil or cast.ann, by=cast.sendco, **(answers | fields))


def plan(cast, outcomes=(CARD,), **fields):
    """A plan that is written, with the views it needs; parents are not told yet."""
    cycle = begin(cast, **fields)
    for kind in (EvidenceKind.PUPIL_VOICE, EvidenceKind.PARENT_VOICE):
        cycles.add_evidence(
            cycle, by=cast.teacher, kind=kind, text=f"Words of {kind}", observed_on=BEGAN
        )
    return cycles.save_plan(
        cycle, by=cast.teacher, outcomes=list(outcomes), strategies=["Task board"]
    )


def agree(cycle, by, review_on=REVIEW):
    cycles.agree_plan(
        cycle,
        by=by,
        parents_told_on=BEGAN,
        parents_told_how="meeting",
        staff_told_on=BEGAN,
        review_on=review_on,
    )
    return cycle


def agreed(cast, **kwargs):
    return agree(plan(cast, **kwargs), cast.teacher)


def review_all(cycle, by, decision="continue", note="3 of 5 lessons"):
    for outcome in cycle.outcomes.all():
        reviews.save_review(outcome, by=by, on=REVIEW, rating=3, decision=decision, note=note)
    return cycle


def closed(cast, *, decision="continue", **kwargs):
    """A plan that was reviewed and closed on its review date."""
    cycle = review_all(agreed(cast, **kwargs), cast.teacher, decision)
    cycles.close_cycle(
        cycle,
        by=cast.sendco,
        on=REVIEW,
        pupil_said="I like the card.",
        parents_said="She talks more at home.",
        conclusion="It goes on.",
    )
    return cycle


def group(cast, *pupils, name="Small-group language"):
    """An intervention with these pupils in it."""
    return provision.make_intervention(
        by=cast.sendco,
        pupils=pupils,
        name=name,
        layer="targeted",
        area="CI",
        led_by=cast.assistant,
        minutes=20,
        sessions_a_week=Decimal(3),
        starts_on=BEGAN,
    )
