"""Safety plans for tests, made by the services that the pages use."""

from datetime import timedelta

from django.utils import timezone

from access.roles import Role
from safety.kinds import KINDS
from safety.models import (
    Building,
    Contributor,
    Control,
    Duty,
    EvacuationPlace,
    Hazard,
    Medicine,
    SafetyPlan,
    Signer,
    Supply,
)
from safety.services import plans, restrictive, signing


def today():
    return timezone.localdate()


def in_days(days):
    return today() + timedelta(days=days)


def building(name="Main building"):
    return Building.objects.get_or_create(name=name, defaults={"meets_at": "Playground"})[0]


def begun(cast, kind="risk", *, pupil=None, about=None):
    """A plan whose first draft says nothing but the template."""
    of_kind, pupil = KINDS[kind], pupil or cast.ann
    matter = {"about": about or "Swimming"}
    if kind == "peep":
        matter = {"building": building()}
    return plans.start_plan(pupil, of_kind, by=cast.sendco, **matter)


def written(cast, kind="risk", *, helper=None, training="", words="Words", **fields):
    """A plan whose draft lacks nothing: written by two, with a helper who must know it."""
    plan = begun(cast, kind, **fields)
    write(plan.versions.get(), cast, helper=helper, training=training, words=words)
    return SafetyPlan.objects.whole().get(pk=plan.pk)


def write(draft, cast, *, helper=None, training="", words="Words", next_review_on=None):
    """Save a draft that lacks nothing."""
    helper = helper or cast.person(Role.TA, "Helper")
    kind = KINDS[draft.plan.kind]
    plans.save_draft(
        draft,
        by=cast.sendco,
        answers={part.name: words for part in kind.parts},
        next_review_on=next_review_on or in_days(300),
        write_rows=lambda: _rows(draft, kind, cast, helper, training, words),
    )


def _rows(draft, kind, cast, helper, training, words):
    of_draft = {"version": draft, "pupil": draft.pupil}
    for model in (Control, Duty, EvacuationPlace, Hazard, Medicine, Contributor):
        model.objects.filter(version=draft).delete()
    writer = cast.person(Role.LEADER, "Writer")
    Contributor.objects.create(**of_draft, user=writer, role=words)
    duty = {"user": helper, "does": "helps", "training": training}
    if kind.code == "peep":
        place = EvacuationPlace.objects.create(**of_draft, where=words, route=words)
        duty["place"] = place
    Duty.objects.create(**of_draft, **duty)
    if kind.code == "risk":
        weight = {"likelihood_before": 3, "severity_before": 4}
        hazard = Hazard.objects.create(**of_draft, text=words, **weight)
        Control.objects.create(**of_draft, hazard=hazard, text=words, owner=helper)
    if kind.code == "healthcare":
        Medicine.objects.create(
            **of_draft,
            name="Salbutamol",
            dose="2 puffs",
            given_how="Inhaler",
            given_when=words,
        )


def sent(cast, kind="risk", **fields):
    """A plan that waits for everybody who must sign."""
    plan = written(cast, kind, **fields)
    signing.send_to_sign(plan.draft, by=cast.sendco)
    return SafetyPlan.objects.whole().get(pk=plan.pk)


def sign(plan, cast, *, but=(), name="Jo"):
    """All who must sign do, `but` for these."""
    for who in plan.of_kind.needed:
        if who not in but:
            signing.agree(
                plan.draft, Signer(who), by=cast.sendco, name=name, on=today(), how="signed"
            )
    return SafetyPlan.objects.whole().get(pk=plan.pk)


def in_force(cast, kind="risk", **fields):
    """A plan that everybody goes by. A healthcare plan's medicine is in its cupboard."""
    words = fields.get("words", "Jo")
    plan = sign(sent(cast, kind, **fields), cast, name=words)
    if kind == "healthcare":
        pack(plan, cast, kept=words)
    return plan


def pack(plan, cast, expires_on=None, medicine="Salbutamol", kept="Office"):
    """A pack of a plan's medicine that the school holds."""
    return Supply.objects.create(
        plan=plan,
        pupil=plan.pupil,
        medicine=medicine,
        quantity="1",
        kept=kept,
        received_by=cast.sendco,
        expires_on=expires_on or in_days(200),
    )


def force(pupil, *, by, when=None, staff=(), words="Words", parents=None, **fields):
    """A use of force, two hours ago where nothing else is said."""
    began = when or timezone.now() - timedelta(hours=2)
    answers = dict.fromkeys(("led_up", "tried", "what", "why", "place"), words)
    return restrictive.record_intervention(
        pupil,
        by=by,
        began_at=began,
        ended_at=began + timedelta(minutes=5),
        staff=[{"user": user, "part": "used"} for user in staff or (by,)],
        parents=parents,
        **{**answers, "kinds": ["force"], **fields},
    )


def lapse(plan, cast):
    """Let the review of a plan in force have been due yesterday."""
    version = SafetyPlan.objects.whole().get(pk=plan.pk).in_force
    return plans.check_plan(
        version, by=cast.sendco, on=today(), found="x", next_review_on=in_days(-1)
    )
