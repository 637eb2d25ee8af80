"""A dose in two taps on a phone, a pack that makes a plan good again, unusual care, a course that
renews a plan: by mouse, by keys alone and without scripts; every page for axe."""

import time

import pytest

from tests.journeys.conftest import told_in_every_way
from tests.journeys.hands import Counted, Mouse
from tests.look.axe import assert_fit_for_everybody

PHONE = {"width": 390, "has_touch": True}


@pytest.fixture
def helper(cast):
    from access.roles import Role

    cast.ann, cast.sendco  # noqa: B018 - made when first asked for
    return cast.person(Role.TA, "Helper")


@pytest.fixture
def plan(cast, helper):
    """Ann's healthcare plan, with a medicine for when she is wheezy."""
    from tests.factories import safety

    return safety.in_force(cast, "healthcare", helper=helper, training="asthma", about="Asthma")


@pytest.fixture
def care_plan(cast, helper):
    from tests.factories import safety

    return safety.in_force(cast, "intimate", helper=helper, about="Toileting")


# What they do -------------------------------------------------------------------------------------
def test_the_usual_dose_takes_two_taps_on_a_phone_and_under_ten_seconds(
    open_as, plan, helper, tell
):
    hands = Counted(open_as(helper, **PHONE))
    hands.goto("/")
    began = time.monotonic()
    hands.follow("Log Salbutamol for Ann Archer")
    hands.press("Save the dose")
    hands.sees("Logged: Salbutamol, 2 puffs")
    took = time.monotonic() - began
    tell(f"A dose from the front page: {hands.actions} taps, {took:.1f} s with the pages")
    assert hands.actions == 2
    assert took < 10
    assert plan.doses.get().given_by == helper


@told_in_every_way
def test_a_dose_logged_twice_is_asked_about_once(hands_of, cast, plan, helper):
    from safety.services.healthcare import log_dose

    log_dose(plan, by=cast.sendco, medicine=plan.in_force.medicines.get(), amount="2 puffs")
    hands = hands_of(helper, **PHONE)
    hands.goto(f"/safety/healthcare/{plan.pk}/")
    hands.follow("Log a dose")
    hands.press("Save the dose")
    hands.sees("Is it another dose?")
    hands.press("It is another dose: save it")
    hands.sees("Logged: Salbutamol, 2 puffs")
    assert plan.doses.count() == 2


@told_in_every_way
def test_a_dose_that_was_not_given_tells_why(hands_of, plan, helper):
    hands = hands_of(helper, **PHONE)
    hands.goto(f"/safety/healthcare/{plan.pk}/doses/log/")
    hands.pick("Was it given?", "No")
    hands.write("Why was it not given?", "Ann was asleep")
    hands.pick("How were the parents told?", "By telephone")
    hands.press("Save the dose")
    hands.sees("because Ann was asleep")
    assert plan.doses.get().parents_told_how == "By telephone"


@told_in_every_way
def test_a_new_pack_makes_the_plan_good_again(hands_of, cast, plan):
    from access.roles import Role
    from safety.models import Supply, Training
    from tests.factories import safety

    Supply.objects.update(expires_on=safety.in_days(-1))
    Training.objects.create(
        user=cast.person(Role.TA, "Helper"), subject="asthma", trained_on=safety.today()
    )
    medical = hands_of(cast.person(Role.MEDICAL))
    medical.goto(f"/safety/healthcare/{plan.pk}/")
    medical.sees("Salbutamol expired on")
    medical.follow("A new pack came of Salbutamol")
    medical.write("How much came?", "1 inhaler")
    medical.write("Where is it kept?", "Office")
    medical.write("Until when is it good?", f"{safety.in_days(300):%-d/%-m/%Y}")
    medical.press("Save the pack")
    medical.sees("The pack of Salbutamol is saved.")
    medical.sees("Up to date")


@told_in_every_way
def test_one_course_renews_the_plan_that_asks_for_it(hands_of, cast, plan):
    sendco = hands_of(cast.sendco)
    sendco.goto(f"/safety/healthcare/{plan.pk}/")
    sendco.sees("Helper has no training in asthma and inhalers on record")
    sendco.goto("/safety/training/")
    sendco.follow("Add a training: Helper, asthma and inhalers")
    sendco.press("Save the training")
    sendco.sees("Saved for Helper: Asthma and inhalers, until")
    sendco.goto(f"/safety/healthcare/{plan.pk}/")
    sendco.sees("Up to date")


@told_in_every_way
def test_care_with_something_unusual_leads_to_the_safeguarding_lead(
    hands_of, cast, care_plan, helper
):
    from access.roles import Role

    cast.person(Role.DSL, "Lena Lead")
    hands = hands_of(helper, **PHONE)
    hands.goto(f"/safety/intimate/{care_plan.pk}/")
    hands.sees("How Ann says stop")
    hands.follow("Log care")
    hands.write("What was done?", "Changed")
    hands.write("Anything unusual?", "A bruise on the knee")
    hands.press("Save")
    hands.sees("Now tell the safeguarding lead, Lena Lead")


# Every page ---------------------------------------------------------------------------------------
@pytest.fixture
def filled(cast, plan, care_plan, helper):
    """Entries that hold, one that was put right, and training of each tone."""
    from safety.services import care, healthcare, training
    from tests.factories import safety

    medicine = plan.in_force.medicines.get()
    wrong = healthcare.log_dose(plan, by=helper, medicine=medicine, not_given_why="Asleep")
    healthcare.correct_dose(wrong, by=helper, medicine=medicine, amount="1 puff", note="Awake")
    care.log_care(care_plan, by=helper, what="Changed", unusual="A mark")
    for subject, days in (("care", 30), ("asthma", -3), ("first_aid", 300)):
        training.add_training(
            [helper], by=cast.sendco, subject=subject, trained_on=safety.in_days(-300),
            expires_on=safety.in_days(days), confirmed_by="School nurse",
        )  # fmt: skip
    return wrong


def test_axe_finds_nothing_where_medicines_care_and_training_stand(
    open_as, cast, plan, care_plan, filled, helper
):
    sendco = Mouse(open_as(cast.sendco))
    one, other = f"/safety/healthcare/{plan.pk}/", f"/safety/intimate/{care_plan.pk}/"
    pack, event = plan.supplies.get(), care_plan.care_events.get()
    right = plan.doses.that_hold().get()
    for path in (
        one,
        f"{one}packs/add/",
        f"{one}packs/{pack.pk}/gone/",
        f"{one}doses/",
        f"{one}doses/print/",
        f"{one}doses/log/",
        f"{one}doses/{right.pk}/correct/",
        "/safety/medicines/",
        other,
        f"{other}care/",
        f"{other}care/log/",
        f"{other}care/{event.pk}/correct/",
        *(f"/safety/training/?view={view}" for view in ("", "subject", "person", "soon")),
        "/safety/training/add/",
        f"/safety/training/of/{helper.pk}/",
    ):
        sendco.goto(path)
        assert_fit_for_everybody(sendco.page)
    for path, button in (
        (f"{one}packs/add/", "Save the pack"),
        ("/safety/training/add/", "Save the training"),
    ):
        sendco.goto(path)
        sendco.press(button)
        assert_fit_for_everybody(sendco.page)
