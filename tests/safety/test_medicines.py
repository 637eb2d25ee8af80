"""Medicines of a healthcare plan: agreed in the plan, and held by the school."""

import pytest
from django.db import DatabaseError, transaction

from access.roles import Role
from safety.models import Medicine, SafetyPlan, Supply
from safety.services import healthcare
from safety.services.plans import PlainRefusal, start_draft
from safety.standing import State, standing
from tests.factories import safety


def expired(cast):
    """A plan in force whose only pack ran out yesterday."""
    plan = safety.in_force(cast, "healthcare")
    Supply.objects.filter(plan=plan).update(expires_on=safety.in_days(-1))
    return plan


def state_of(plan):
    return standing(SafetyPlan.objects.whole().get(pk=plan.pk), on=safety.today()).state


def pack_came(visit, person, plan, **changes):
    data = {
        "medicine": "Salbutamol",
        "quantity": "1 inhaler",
        "kept": "Office",
        "expires_on": f"{safety.in_days(200):%-d/%-m/%Y}",
        "received_on": f"{safety.today():%-d/%-m/%Y}",
    }
    return visit(person, f"/safety/healthcare/{plan.pk}/packs/add/", data | changes)


def test_a_new_pack_makes_the_plan_current_without_a_new_version(cast, visit):
    plan = expired(cast)
    assert state_of(plan) == State.NEEDS_REVIEW
    assert pack_came(visit, cast.person(Role.MEDICAL), plan).status_code == 302
    assert state_of(plan) == State.CURRENT
    assert plan.versions.count() == 1


def test_an_adult_whom_the_plan_names_puts_down_a_pack(cast, visit):
    plan = expired(cast)
    assert pack_came(visit, cast.person(Role.TA, "Helper"), plan).status_code == 302
    assert plan.supplies.latest("expires_on").received_by.name == "Helper"


def test_a_teacher_who_reads_the_plan_puts_down_no_pack(cast, visit):
    plan = expired(cast)
    assert pack_came(visit, cast.teacher, plan).status_code == 404


def test_a_pack_that_has_expired_is_not_taken_and_says_what_to_do(cast, visit):
    plan = expired(cast)
    page = pack_came(visit, cast.sendco, plan, expires_on="1/1/2026")
    assert page.status_code == 422
    assert "Give it back to the parents" in page.content.decode()


def test_a_pack_that_is_used_up_is_no_longer_held(cast, visit):
    plan = safety.in_force(cast, "healthcare")
    pack = plan.supplies.get()
    address = f"/safety/healthcare/{plan.pk}/packs/{pack.pk}/gone/"
    today = f"{safety.today():%-d/%-m/%Y}"
    assert visit(cast.sendco, address, {"went": "used", "gone_on": today}).status_code == 302
    assert standing(plan, on=safety.today()).reasons == ["No pack of Salbutamol is on record"]


def test_a_pack_goes_once(cast):
    pack = safety.in_force(cast, "healthcare").supplies.get()
    healthcare.supply_went(pack, by=cast.sendco, went="back", gone_on=safety.today())
    with pytest.raises(PlainRefusal):
        healthcare.supply_went(pack, by=cast.sendco, went="used", gone_on=safety.today())


def test_a_pack_of_another_plan_is_not_found(cast, visit):
    plan = safety.in_force(cast, "healthcare")
    other = safety.in_force(cast, "healthcare", pupil=cast.ben).supplies.get()
    address = f"/safety/healthcare/{plan.pk}/packs/{other.pk}/gone/"
    assert visit(cast.sendco, address).status_code == 404


def test_the_plan_shows_the_emergency_first_and_what_is_held_of_each_medicine(cast, visit):
    plan = safety.in_force(cast, "healthcare", words="First step\nSecond step")
    page = visit(cast.teacher, f"/safety/healthcare/{plan.pk}/").content.decode()
    assert page.index("<li>First step</li>") < page.index("<li>Second step</li>")
    assert page.index("step by step") < page.index("Allergy") < page.index("Medicines")
    assert f"Good until {safety.in_days(200).day} " in page
    assert "Log a dose" not in page


def test_medicines_are_written_on_the_page_and_each_must_be_whole(cast, visit):
    plan = safety.begun(cast, "healthcare")
    row = {"name": "Cetirizine", "strength": "1 mg/ml", "dose": "5 ml", "hours_between": "4"}
    data = {f"medicine-0-{name}": value for name, value in row.items()} | {
        "writer-TOTAL_FORMS": "0", "writer-INITIAL_FORMS": "0",
        "duty-TOTAL_FORMS": "0", "duty-INITIAL_FORMS": "0",
        "medicine-TOTAL_FORMS": "1", "medicine-INITIAL_FORMS": "0",
    }  # fmt: skip
    address = f"/safety/healthcare/{plan.pk}/write/"
    data["seen"] = visit(cast.sendco, address).context["desk"].form["seen"].value()
    page = visit(cast.sendco, address, data)
    assert page.status_code == 422
    assert "Write how it is given" in page.content.decode()
    data |= {"medicine-0-given_how": "By mouth", "medicine-0-given_when": "12:00"}
    assert visit(cast.sendco, address, data).status_code == 302
    medicine = Medicine.objects.get(version__plan=plan)
    assert (medicine.name, medicine.hours_between, medicine.is_for_a_time) == (
        "Cetirizine",
        4,
        True,
    )


def test_the_next_version_begins_with_the_medicines_and_leaves_the_packs(cast):
    plan = safety.in_force(cast, "healthcare")
    draft = start_draft(plan, by=cast.sendco)
    assert [one.name for one in draft.medicines.all()] == ["Salbutamol"]
    assert plan.supplies.count() == 1


def test_medicines_of_a_signed_version_never_change(cast):
    plan = safety.in_force(cast, "healthcare")
    with pytest.raises(DatabaseError, match="signed"), transaction.atomic():
        plan.in_force.medicines.update(dose="20 puffs")


def test_the_plan_asks_few_questions_however_many_packs(cast, visit, at_most):
    plan = safety.in_force(cast, "healthcare")
    for _ in range(4):
        safety.pack(plan, cast)
    visit(cast.sendco, f"/safety/healthcare/{plan.pk}/")
    with at_most(45):
        visit(cast.sendco, f"/safety/healthcare/{plan.pk}/")
