"""What a school brings along when it comes to the product: plans that are signed and known already,
and what was logged of drills, doses, care and force. It is written as of its own days, many rows at
a time, with one event for each plan, drill and record. What is new is never written here.
"""

from collections import defaultdict

from django.db import transaction

from audit.record import record
from safety.content import row_models
from safety.models import (
    Acknowledgement,
    Agreement,
    CareEvent,
    Check,
    ControlDone,
    Correction,
    Dose,
    Drill,
    DrillResult,
    ParentsTold,
    RestrictiveIntervention,
    SafetyPlan,
    StaffInvolved,
    Supply,
    Version,
)

EVENTS = {
    SafetyPlan: "safety_plan.brought_in",
    Drill: "drill.brought_in",
    RestrictiveIntervention: "restrictive.brought_in",
}
SIGNED = ["signed_at", "superseded_at"]
# In the order in which they can be written, once the versions are signed.
LOGGED = (
    Acknowledgement, Check, ControlDone, Supply, Dose, CareEvent, Drill, DrillResult,
    RestrictiveIntervention, StaffInvolved, ParentsTold, Correction,
)  # fmt: skip


@transaction.atomic
def bring_in(rows, *, by):
    """`rows` are new rows of every sort, in any order, each pointing at those it belongs to."""
    sorts = by_sort(rows)
    SafetyPlan.objects.bulk_create(sorts[SafetyPlan])
    for number in sorted({version.number for version in sorts[Version]}):
        versions = [version for version in sorts[Version] if version.number == number]
        _write_signed(versions, sorts)
    for model in LOGGED:
        model.objects.bulk_create(sorts[model])
    for model, action in EVENTS.items():
        for row in sorts[model]:
            record(action, row, by=by)


def write_rows(rows):
    """Write the rows of a draft, each after those that it points at."""
    sorts = by_sort(rows)
    for model in row_models():
        model.objects.bulk_create(sorts[model])


def by_sort(rows):
    """{model: its rows}"""
    sorts = defaultdict(list)
    for row in rows:
        sorts[type(row)].append(row)
    return sorts


def _write_signed(versions, sorts):
    """A version takes its rows and signatures only until it is signed itself."""
    signed = [(one.signed_at, one.superseded_at) for one in versions]
    for version in versions:
        version.signed_at = version.superseded_at = None
    Version.objects.bulk_create(versions)
    keys = {version.pk for version in versions}
    for model in (*row_models(), Agreement):
        model.objects.bulk_create([row for row in sorts[model] if row.version_id in keys])
    for version, (signed_at, superseded_at) in zip(versions, signed, strict=True):
        version.signed_at, version.superseded_at = signed_at, superseded_at
    Version.objects.bulk_update(versions, SIGNED)
