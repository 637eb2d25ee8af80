"""Whom the school asked, and what came of it."""

from django.db import transaction

from accessibility.models import Consultation
from accessibility.services.plans import open_plan
from audit.record import record
from register.versions import hold, refuse_if_changed


@transaction.atomic
def add_consultation(plan, *, by, **answers):
    consultation = Consultation.objects.create(plan=open_plan(plan), **answers)
    record("accessibility_consultation.added", consultation, by=by)
    return consultation


@transaction.atomic
def change_consultation(consultation, *, by, seen=None, **answers):
    """What changed because of it is often known later."""
    now = hold(consultation)
    open_plan(now.plan)
    refuse_if_changed(seen, now)
    for name, value in answers.items():
        setattr(now, name, value)
    now.save(update_fields=list(answers))
    record("accessibility_consultation.changed", now, by=by, fields=sorted(answers))
    return now
