"""The safety plans of the demo: what they say, and what Orchard Lane shows of them."""

import re
from collections import Counter
from dataclasses import astuple
from datetime import date
from io import BytesIO

import pytest
from django.db import transaction
from PIL import Image

from access.models import User
from audit.models import AuditEvent, RowChange
from register.models import Contact
from safety.kinds import KINDS
from safety.models import (
    Agreement,
    Building,
    CareEvent,
    Dose,
    Drill,
    DrillResult,
    Duty,
    FloorPlan,
    RestrictiveIntervention,
    SafetyPlan,
    Training,
    Version,
)
from safety.services.signing import missing_from, still_to_sign
from safety.standing import State, standings
from safety.subjects import SUBJECTS
from schools.across import inside
from schools.school_year import SchoolYear
from trust_send.demo import safety_words as says
from trust_send.demo.fill import invite_trust_people
from trust_send.demo.fill_school import Filling
from trust_send.demo.safety import TWISTS
from trust_send.demo.safety_paper import WAITS
from trust_send.demo.trust import ORCHARD_LANE

YEAR = SchoolYear(2026)
ON = date(2026, 11, 24)
GAP = re.compile(r"[{}]")


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), transaction.atomic():
        invite_trust_people(YEAR)
        filling = Filling(ORCHARD_LANE, YEAR, ON, tmp_path_factory.mktemp("files"))
        filling.run()
        with inside(filling.school):
            yield filling
        transaction.set_rollback(True)


@pytest.fixture
def found(filled):
    plans = SafetyPlan.objects.select_related("pupil", "building")
    return standings(plans, on=ON)


def person(local):
    return User.objects.get(email=f"{local}@{ORCHARD_LANE.mail}")


# What they say ------------------------------------------------------------------------------------
@pytest.mark.parametrize("case", says.CASES, ids=lambda case: f"{case.kind} {case.about}")
def test_each_case_says_what_its_kind_must_hold(case):
    parts = {part.name: part for part in KINDS[case.kind].parts}
    assert set(case.says) <= set(parts)
    assert {name for name, part in parts.items() if part.required} <= set(case.says)
    assert case.training in {"", *SUBJECTS}


def test_dangers_are_not_higher_after_and_every_further_control_has_an_owner_and_a_weight():
    for danger in (danger for case in says.CASES for danger in case.dangers):
        likely, severe = danger.before
        assert bool(danger.more) <= bool(danger.after)
        assert not danger.after or danger.after[0] * danger.after[1] <= likely * severe
        assert all(len(control) == 3 for control in danger.more)


def test_rows_fit_their_fields():
    drugs = [drug for case in says.CASES for drug in case.drugs]
    dangers = [danger for case in says.CASES for danger in case.dangers]
    assert all(len(word) <= 120 for drug in drugs for word in astuple(drug)[:6])
    assert all(len(control[0]) <= 300 for danger in dangers for control in danger.more)


# What Orchard Lane shows --------------------------------------------------------------------------
def test_plans_are_as_many_as_a_school_of_its_size_has(found):
    kinds = Counter(one.plan.kind for one in found)
    assert kinds == {"risk": 8, "peep": 6, "healthcare": 14, "intimate": 2}


def test_plans_stand_in_every_state_and_most_can_be_relied_on(found):
    states = Counter(one.state for one in found)
    assert set(states) == set(State)
    assert states[State.CURRENT] >= 12


def test_every_fact_that_can_overtake_a_plan_has_overtaken_one(found):
    reasons = " ".join(reason for one in found for reason in one.reasons)
    for words in (
        "no longer works here", "ran out on", "expired on", "in another class",
        "Something went wrong in the evacuation", "Force, restraint or seclusion", "is not done",
    ):  # fmt: skip
        assert words in reasons


def test_what_is_signed_lacks_nothing_and_the_drafts_wait_for_one_each(filled):
    signed = Version.objects.exclude(signed_at=None).select_related("plan")
    assert [missing_from(version) for version in signed if missing_from(version)] == []
    sent = Version.objects.filter(signed_at=None).exclude(sent_at=None).select_related("plan")
    waits = sorted(who for version in sent for who in still_to_sign(version))
    assert waits == ["head", "parent", "site"]
    assert Version.objects.filter(sent_at=None).exists()


def test_one_plan_had_three_versions_and_a_refusal_was_answered(filled):
    assert Version.objects.filter(number=3).exists()
    refusal = Agreement.objects.get(agrees=False)
    assert refusal.who == "parent"
    assert refusal.comment
    assert refusal.done_about_it


def test_everybody_with_a_card_finds_something_to_do(filled, found):
    for local in ("teacher", "ta", "medical", "leadership"):
        assert any(person(local) in one.unread for one in found)
    drafts = Version.objects.filter(signed_at=None).exclude(sent_at=None)
    assert any("head" in still_to_sign(version) for version in drafts)
    assert Duty.objects.filter(user=person("site")).exists()


def test_drills_doses_care_and_force_are_of_days_that_are_over(filled):
    assert Drill.objects.count() == 2 * Building.objects.count()
    assert DrillResult.objects.exclude(went_wrong="").exists()
    assert Dose.objects.exclude(not_given_why="").exists()
    moments = [
        *Drill.objects.values_list("began_at", flat=True),
        *Dose.objects.values_list("given_at", flat=True),
        *CareEvent.objects.values_list("happened_at", flat=True),
        *RestrictiveIntervention.objects.values_list("began_at", flat=True),
    ]
    assert len(moments) > 60
    assert max(moments).date() < ON
    assert RestrictiveIntervention.objects.filter(parents_told=None).count() == 0


def test_some_training_has_run_out_some_runs_out_soon_and_most_is_fine(filled):
    latest = Training.objects.latest()
    days_left = [(one.expires_on - ON).days for one in latest]
    assert min(days_left) < 0
    assert any(0 <= days <= 60 for days in days_left)
    assert sum(days > 60 for days in days_left) > len(days_left) / 2


def test_floors_are_pictures_that_a_browser_can_show(filled):
    for floor in FloorPlan.objects.all():
        picture = Image.open(BytesIO(bytes(floor.picture)))
        assert (picture.format, picture.size) == ("PNG", (floor.width, floor.height))
        assert len(floor.picture) < 100_000


def test_nothing_speaks_of_a_gap_or_of_a_real_person(filled):
    """The names of those who sign are of the school's own people and contacts, or drawn by lot."""
    for version in Version.objects.all():
        assert not GAP.search("".join(version.answers.values()))
    parents = set(Contact.objects.values_list("name", flat=True))
    at_home = Agreement.objects.filter(who="parent", pupil__contacts__isnull=False)
    assert set(at_home.values_list("name", flat=True)) <= parents
    heads = Agreement.objects.filter(who="head").values_list("name", flat=True)
    assert set(heads) == {person("head").name}


def test_every_row_and_event_of_them_is_signed(filled):
    of_safety = RowChange.objects.filter(table_name__startswith="safety_")
    assert of_safety.exists()
    assert not of_safety.filter(actor_id=None).exists()
    brought = AuditEvent.objects.filter(action="safety_plan.brought_in")
    assert brought.count() == SafetyPlan.objects.exclude(versions__signed_at=None).count()


def test_an_intimate_care_plan_names_two_trained_adults_and_no_teacher_by_default(filled):
    for plan in SafetyPlan.objects.filter(kind="intimate"):
        named = Duty.objects.filter(version__plan=plan)
        assert {duty.training for duty in named} <= {"care", "hoist", "catheter"}
        assert named.values("user").distinct().count() == 2


def test_plans_of_each_kind_wait_for_a_signature_somewhere():
    assert all(set(WAITS) & set(twists) for twists in TWISTS.values())
    assert "waits_site" in TWISTS["peep"]
