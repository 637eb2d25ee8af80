"""What a school brings along: written as of its days, and held like all that is signed."""

from datetime import datetime, timedelta

import pytest
from django.db import InternalError, transaction
from django.utils import timezone

from audit.models import AuditEvent
from safety.models import Acknowledgement, Agreement, Duty, Hazard, SafetyPlan, Version
from safety.services.intake import bring_in
from safety.standing import State, standing

SIGNED = [timezone.make_aware(datetime(2026, month, 3, 15)) for month in (2, 6)]


@pytest.fixture
def brought(alder, cast):
    """A risk assessment that came with two versions, the second in force."""
    first, second = SIGNED
    plan = SafetyPlan(pupil=cast.ann, kind="risk", about="Swimming", started_on=first.date())
    rows = [plan]
    for number, (signed_at, superseded_at) in enumerate([(first, second), (second, None)], start=1):
        version = Version(
            plan=plan, pupil=cast.ann, number=number, written_by=cast.sendco, signed_at=signed_at,
            sent_at=signed_at, superseded_at=superseded_at,
            next_review_on=timezone.localdate() + timedelta(days=200),
        )  # fmt: skip
        mine = {"version": version, "pupil": cast.ann}
        # In the order of a conversation, not of the database.
        rows += [
            Acknowledgement(**mine, user=cast.assistant, at=signed_at),
            Duty(**mine, user=cast.assistant),
            Hazard(**mine, text="Slips", likelihood_before=2, severity_before=2),
            Agreement(**mine, who="head", name="Jo", agreed_on=signed_at.date(), how="signed"),
            version,
        ]
    bring_in(rows, by=cast.sendco)
    return plan


def test_it_stands_as_of_the_days_on_which_it_was_signed(brought):
    versions = Version.objects.filter(plan=brought).order_by("number")
    assert [version.signed_at for version in versions] == SIGNED
    assert [version.is_in_force for version in versions] == [False, True]
    assert all(version.hazards.count() == 1 for version in versions)
    found = standing(brought, on=timezone.localdate())
    assert (found.state, found.unread) == (State.CURRENT, [])


def test_one_event_says_that_it_was_brought(brought, cast):
    event = AuditEvent.objects.get(action="safety_plan.brought_in")
    assert (event.subject_id, event.actor_id) == (str(brought.pk), cast.sendco.pk)
    assert event.pupil_id == cast.ann.pk


def test_once_it_is_in_nothing_of_it_changes(brought):
    with pytest.raises(InternalError, match="never changes"), transaction.atomic():
        Hazard.objects.filter(version__plan=brought).update(text="Never slips")
