"""Medicines at school: packs that come and go, doses that are given or are not."""

from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.versions import hold
from safety.models import Dose, Supply
from safety.services.plans import PlainRefusal


@transaction.atomic
def receive_supply(plan, *, by, medicine, quantity, kept, expires_on, received_on):
    """Put a pack on record that came in. The plan stays as it was signed."""
    _refuse_unless_in_force(plan)
    supply = Supply.objects.create(
        plan=plan,
        pupil_id=plan.pupil_id,
        medicine=medicine,
        quantity=quantity,
        kept=kept,
        expires_on=expires_on,
        received_on=received_on,
        received_by=by,
    )
    record("medicine.received", supply, by=by)
    return supply


@transaction.atomic
def supply_went(supply, *, by, went, gone_on):
    """A pack is used up, or went back to the parents: the school holds it no more."""
    if supply.gone_on:
        raise PlainRefusal("This pack was put down as gone already.")
    supply.went, supply.gone_on = went, gone_on
    supply.save(update_fields=["went", "gone_on"])
    record("medicine.gone", supply, by=by)


@transaction.atomic
def log_dose(
    plan,
    *,
    by,
    medicine,
    amount="",
    not_given_why="",
    parents_told_how="",
    given_at=None,
    witness=None,
    reaction="",
):
    """Put down a dose of a medicine of the plan that was given, or was not and why."""
    _refuse_unless_in_force(plan)
    dose = Dose.objects.create(
        plan=plan,
        pupil_id=plan.pupil_id,
        medicine=medicine.name,
        amount=amount,
        not_given_why=not_given_why,
        parents_told_how=parents_told_how,
        given_at=given_at or timezone.now(),
        given_by=by,
        written_by=by,
        witness=witness,
        reaction=reaction,
    )
    record("dose.logged", dose, by=by)
    return dose


@transaction.atomic
def correct_dose(wrong, *, by, medicine, note, **fields):
    """Put down what an entry should have said. The entry stays, and points to this one; who gave
    the dose stays who gave it."""
    wrong = hold(wrong)  # two who put it right at once: the second is told
    if Dose.objects.filter(corrects=wrong).exists():
        raise PlainRefusal("This entry was put right already. Put the later one right.")
    dose = Dose.objects.create(
        plan=wrong.plan,
        pupil_id=wrong.pupil_id,
        medicine=medicine.name,
        given_by_id=wrong.given_by_id,
        written_by=by,
        corrects=wrong,
        note=note,
        **fields,
    )
    record("dose.corrected", dose, by=by)
    return dose


def _refuse_unless_in_force(plan):
    if plan.ended_on or plan.in_force is None:
        raise PlainRefusal("Nothing is logged yet: this plan is not in force.")
