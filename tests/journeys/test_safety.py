"""A safety plan from its draft to signed, known, overtaken and renewed, by those who do it."""

import pytest

from access.roles import Role
from safety.models import SafetyPlan
from tests.factories import safety
from tests.journeys.conftest import told_in_every_way
from tests.journeys.hands import Mouse


@pytest.fixture
def school(cast, served):
    cast.ann, cast.teacher, cast.sendco, cast.head  # noqa: B018 - they must be there to be named
    cast.person(Role.TA, "Helper")
    return cast


@told_in_every_way
def test_a_sendco_writes_a_risk_assessment_and_sends_it_to_be_signed(hands_of, school):
    sendco = hands_of(school.sendco)
    sendco.goto(f"/pupils/{school.ann.pk}/safety/risk/start/")
    sendco.pick("What is it about?", "Swimming")
    sendco.press("Start writing")
    for title in (
        "Where and when",
        "What helps",
        "What we do, step by step",
        "In an emergency, in one line",
        "What the pupil says",
        "What the parents say",
    ):
        sendco.write(title, f"Ann: {title.lower()}")
    sendco.write("What could happen?", "Ann slips at the edge of the pool")
    sendco.choose("How likely is it now?", "3 Possible")
    sendco.choose("How bad would it be now?", "3 Medical attention")
    sendco.choose("Who works here", "Helper")
    sendco.press("Save the draft")
    sendco.sees("The draft is saved.")
    sendco.press("Send to be signed")
    sendco.sees("The plan waits for its signatures.")
    sendco.follow("Put down what they said as parent or carer")
    sendco.write("Their name", "Jo Archer")
    sendco.pick("What do they say?", "They agree")
    sendco.pick("How did they say it?", "By telephone")
    sendco.press("Save")
    sendco.sees("Jo Archer agreed")


@told_in_every_way
def test_the_head_signs_and_the_plan_is_in_force(hands_of, school):
    plan = safety.sign(safety.sent(school), school, but=["head"])
    head = hands_of(school.head)
    head.goto("/")
    head.follow("Ann Archer")
    head.press("Sign it")
    head.sees("The plan is in force.")
    assert SafetyPlan.objects.whole().get(pk=plan.pk).in_force


@told_in_every_way
def test_a_helper_finds_what_to_read_at_home_and_says_so(hands_of, school):
    helper = school.person(Role.TA, "Helper")
    safety.in_force(school, "intimate", helper=helper)
    hands = hands_of(helper)
    hands.goto("/")
    hands.sees("1 plan to read")
    hands.follow("Ann Archer")
    hands.press("I know this plan")
    hands.sees("Saved: you know this plan.")


def test_a_helper_who_is_switched_off_makes_the_plan_need_review_and_a_new_version_mends_it(
    open_as, school
):
    helper = school.person(Role.TA, "Helper")
    plan = safety.in_force(school, "intimate", helper=helper)
    helper.is_active = False
    helper.save()
    sendco = Mouse(open_as(school.sendco))
    sendco.goto("/safety/")
    sendco.sees("Helper no longer works here")
    sendco.follow("Ann Archer")
    sendco.open("Review")
    sendco.press("Something changes: new version")
    sendco.choose("Who", "Person SENDCo")
    sendco.press("Save the draft")
    sendco.press("Send to be signed")
    safety.sign(SafetyPlan.objects.whole().get(pk=plan.pk), school)
    sendco.goto("/safety/")
    sendco.sees("Up to date")
    assert not sendco.complaints


@pytest.mark.parametrize("kind", ["risk", "peep", "healthcare", "intimate"])
def test_each_kind_goes_from_draft_to_signed_to_lapsed_to_renewed(open_as, school, kind):
    plan = safety.written(school, kind)
    if kind == "healthcare":
        safety.pack(plan, school)
    sendco, head = Mouse(open_as(school.sendco)), Mouse(open_as(school.head, width=390))
    sendco.goto(f"/safety/{kind}/{plan.pk}/")
    sendco.press("Send to be signed")
    for who in (one for one in plan.of_kind.needed if one != "head"):
        sendco.goto(f"/safety/{kind}/{plan.pk}/agreement/{who}/")
        sendco.write("Their name", "Jo Archer")
        sendco.pick("What do they say?", "They agree")
        sendco.pick("How did they say it?", "In person")
        sendco.press("Save")
    head.goto(f"/safety/sign/{plan.pk}/")
    head.press("Sign it")
    head.sees("The plan is in force.")
    safety.lapse(plan, school)
    sendco.goto("/safety/")
    sendco.sees("Its review was due on")
    sendco.follow("Ann Archer")
    sendco.open("Review")
    sendco.follow("Nothing changes: save the review")
    sendco.write("What did you look at, and with whom?", "Walked through it with the family")
    sendco.press("Save the review")
    sendco.sees("Up to date")
    assert not sendco.complaints + head.complaints
