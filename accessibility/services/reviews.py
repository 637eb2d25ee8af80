"""Reviews of progress: written, signed by the headteacher and the SEND governor."""

from django.db import transaction

from accessibility.models import Review, Signature
from accessibility.services.plans import open_plan
from audit.record import record
from register.refusals import PlainRefusal
from register.versions import hold, refuse_if_changed, version_of


@transaction.atomic
def add_review(plan, *, by, **answers):
    review = Review.objects.create(plan=open_plan(plan), written_by=by, **answers)
    record("accessibility_review.added", review, by=by)
    return review


@transaction.atomic
def change_review(review, *, by, seen=None, **answers):
    """Only while nobody has signed: who signed agreed to this text."""
    now = hold(review)
    open_plan(now.plan)
    if now.is_signed:
        raise PlainRefusal("This review is signed, so it stays as it is. Write another.")
    refuse_if_changed(seen, now)
    for name, value in answers.items():
        setattr(now, name, value)
    now.save(update_fields=list(answers))
    record("accessibility_review.changed", now, by=by, fields=sorted(answers))
    return now


@transaction.atomic
def sign_review(review, *, by, who, seen=None):
    """`who` is as whom this person signs (`accessibility.signers`). The text must be the one that
    they had before them."""
    now = hold(review)
    if seen is not None and seen != version_of(now):
        raise PlainRefusal("Somebody changed this review. Read it again before you sign.")
    if now.signature_of(who):
        raise PlainRefusal(f"The {who.label} has signed this already.")
    signature = Signature.objects.create(review=now, who=who, signed_by=by)
    record("accessibility_review.signed", now, by=by, who=who)
    return signature
