"""Coming in: by password, by a card of the demo, by an invitation; and to one's own school."""

import pytest
from django.contrib.auth.hashers import ScryptPasswordHasher

from access.models import Membership, User
from access.roles import Role
from tests.factories.cast import DAY
from tests.journeys.conftest import told_in_every_way
from trust_send.demo import cards

PASSWORD = "orchard kettle violin"


@pytest.fixture
def sendco(cast):
    """The SENDCo, with a password as the running product keeps them."""
    sendco = cast.sendco
    hasher = ScryptPasswordHasher()
    sendco.password = hasher.encode(PASSWORD, hasher.salt())
    sendco.save()
    return sendco


@pytest.fixture
def niamh(cast):
    """The first person of the demo's cards, at work in Alder."""
    card = cards()[0]
    user = User.objects.create_user(card.email, card.person)
    Membership.objects.create(user=user, school=cast.school, role=Role.SENDCO, starts_on=DAY)
    return card


@told_in_every_way
def test_a_password_opens_ones_own_school_and_a_wrong_one_keeps_the_address(hands_of, sendco):
    somebody = hands_of()
    somebody.goto("/register/")
    somebody.is_at("Sign in")
    somebody.write("Email address", sendco.email)
    somebody.write("Password", "orchard kettle piano")
    somebody.press("Sign in")
    somebody.sees("That email address and password do not go together.")
    assert somebody.field("Email address").input_value() == sendco.email
    assert somebody.field("Password").input_value() == ""

    somebody.write("Password", PASSWORD)
    somebody.press("Sign in")
    somebody.is_at("SEND register")
    somebody.open(sendco.name)
    somebody.press("Sign out")
    somebody.is_at("Sign in")
    somebody.goto("/register/")
    somebody.is_at("Sign in")


def test_a_card_of_the_demo_leads_a_visitor_to_the_school_of_its_person(hands_of, niamh):
    visitor = hands_of()
    visitor.goto("/", school=None)
    visitor.press(f"Step in as {niamh.person}, {niamh.role}")
    visitor.is_at("Alder Primary")
    visitor.open(niamh.person)
    visitor.press("Sign out")
    visitor.is_at("Sign in")


def test_a_head_invites_a_teacher_who_chooses_a_password_sees_a_class_and_leaves(hands_of, cast):
    cast.ann  # noqa: B018 - she is in 3A
    head = hands_of(cast.head)
    head.goto("/staff/")
    head.follow("Invite a person")
    head.write("Name", "Tess Tully")
    head.write("Email address", "tess.tully@alder.example")
    head.choose("Role", "Teacher")
    head.press("Invite")
    head.sees("Tess Tully is invited")
    link = head.link("choose a password").get_attribute("href")

    tess = hands_of()
    tess.goto(link, school=None)
    tess.is_at("Hello Tess Tully, choose a password")
    tess.write("New password", "short")
    tess.press("Save password")
    tess.sees("Check 1 answer")
    tess.write("New password", PASSWORD)
    tess.press("Save password")
    tess.write("Email address", "tess.tully@alder.example")
    tess.write("Password", PASSWORD)
    tess.press("Sign in")
    tess.follow("My classes")
    tess.sees("No class has you as its teacher today")

    sendco = hands_of(cast.sendco)
    sendco.goto("/classes/")
    sendco.follow("3A")
    sendco.follow("Add an adult")
    sendco.choose("Who?", "Tess Tully (tess.tully@alder.example)")
    sendco.press("Add this adult")
    tess.follow("My classes")
    tess.sees("Ann Archer")

    head.follow("End the role Teacher")
    head.pick("When does it end?", "Now")
    head.press("End this role")
    head.sees("Tess Tully: Teacher has ended.")
    tess.goto("/my-classes/")
    tess.is_at("Sign in")
