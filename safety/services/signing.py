"""Sent, signed, known: a version comes into force when everybody needed has agreed."""

from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.versions import hold
from safety.kinds import KINDS
from safety.models import Acknowledgement, Agreement, Signer, Version
from safety.services.plans import PlainRefusal

MINIMUM_OF_WRITERS = 2


def missing_from(draft):
    """What a draft lacks to be sent, in words: texts, a second writer, a review date, and the rows
    that its kind needs (policy 6.8 and 6.10: written together)."""
    kind = KINDS[draft.plan.kind]
    texts = [
        p.required for p in kind.parts if p.required and not draft.answers.get(p.name, "").strip()
    ]
    lacking = {
        "somebody who wrote it with you": not _has_second_writer(draft),
        "the day of the next review": draft.next_review_on is None,
        "at least one thing that could happen": kind.code == "risk" and not draft.hazards.exists(),
        "at least one place and way out": kind.code == "peep" and not draft.places.exists(),
        "a named adult": kind.code != "risk" and not draft.duties.exists(),
    }
    return [*texts, *(words for words, lacks in lacking.items() if lacks)]


@transaction.atomic
def send_to_sign(draft, *, by):
    """The text stands; now those who must agree are asked."""
    draft = hold(draft)
    missing = missing_from(draft)
    if missing:
        raise PlainRefusal(f"Before it is signed the plan needs {_in_a_row(missing)}.")
    draft.sent_at = timezone.now()
    draft.save(update_fields=["sent_at"])
    record("safety_plan.sent", draft.plan, by=by, number=draft.number)


@transaction.atomic
def agree(draft, who, *, by, name, on, how, agrees=True, comment="", done_about_it=""):
    """Put down that one of the signers agrees, or does not. The last one needed brings the version
    into force. `by` is None for a family that answers by its link."""
    draft = hold(draft)
    if draft.is_signed or not draft.sent_at:
        raise PlainRefusal("This version does not wait for signatures.")
    Agreement.objects.update_or_create(
        version=draft,
        who=who,
        defaults={
            "pupil_id": draft.pupil_id,
            "name": name,
            "agreed_on": on,
            "how": how,
            "agrees": agrees,
            "comment": comment,
            "done_about_it": done_about_it,
            "written_by": by,
        },
    )
    record("safety_plan.agreed" if agrees else "safety_plan.not_agreed", draft.plan, by=by, who=who)
    if not still_to_sign(draft):
        _into_force(draft, by=by)


@transaction.atomic
def answer_refusal(agreement, *, by, done_about_it):
    """Put down what was done about somebody who does not agree; then the plan may go on."""
    draft = hold(agreement.version)
    if draft.is_signed:
        raise PlainRefusal("This version is signed and stays.")
    agreement.done_about_it = done_about_it
    agreement.save(update_fields=["done_about_it"])
    record("safety_plan.refusal_answered", draft.plan, by=by, who=agreement.who)
    if not still_to_sign(draft):
        _into_force(draft, by=by)


def still_to_sign(version):
    """The signers whom this version still needs, in the order of its kind."""
    settled = {one.who for one in version.agreements.all() if one.settles}
    return [Signer(who) for who in KINDS[version.plan.kind].needed if who not in settled]


@transaction.atomic
def acknowledge(version, *, by):
    """This adult has read the version in force and understood it. Twice is once."""
    _, new = Acknowledgement.objects.get_or_create(
        version=version, user=by, defaults={"pupil_id": version.pupil_id}
    )
    if new:
        record("safety_plan.acknowledged", version.plan, by=by, number=version.number)


def _into_force(draft, *, by):
    now = timezone.now()
    Version.objects.in_force().filter(plan=draft.plan_id).update(superseded_at=now)
    draft.signed_at = now
    draft.save(update_fields=["signed_at"])
    record("safety_plan.in_force", draft.plan, by=by, number=draft.number)


def _has_second_writer(draft):
    others = draft.contributors.exclude(user=draft.written_by_id)
    return 1 + others.count() >= MINIMUM_OF_WRITERS


def _in_a_row(words):
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
