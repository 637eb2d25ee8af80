"""A SENDCo moves a pupil from monitoring to SEN support on one screen, and tells the parents."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import told_in_every_way
from tests.journeys.hands import Keyboard

YESTERDAY = f"{date.today() - timedelta(days=1):%d/%m/%Y}"
MAIN, SECOND = "Speech, language and communication needs", "Social, emotional and mental health"
WHY = "Dot needs more than her class can give by itself."


@pytest.fixture
def dot(cast):
    """Dot Dyer of 3A is being monitored."""
    return cast.dot


def answer(sendco, cast, **left_out):
    """The screen filled in, but for what is left out."""
    sendco.pick("New status", "SEN support")
    sendco.choose("Main need", MAIN)
    sendco.tick("Diagnosed", within="Main need")
    sendco.write("Diagnosed by", "NHS speech and language therapist")
    sendco.choose("Second need", SECOND)
    if not left_out:
        sendco.write("Why?", WHY)
    sendco.tick("Teacher's assessment", within="What was it based on?")
    sendco.choose("Who decided?", cast.sendco.name)
    sendco.write("Decided on", YESTERDAY)
    sendco.pick("How were the parents told?", "At a meeting")
    sendco.write("When were the parents told?", YESTERDAY)


@told_in_every_way
def test_from_monitoring_to_sen_support_with_two_needs_on_one_screen(hands_of, cast, dot):
    sendco = hands_of(cast.sendco)
    sendco.goto("/register/")
    sendco.follow("Dyer, Dot")
    sendco.follow("Needs and status")
    sendco.follow("Change status")
    answer(sendco, cast, why=None)
    sendco.press("Change status")
    sendco.sees("Check 1 answer")
    sendco.follow("Write why the status changes")
    sendco.write("Why?", WHY)
    sendco.press("Change status")

    sendco.sees("Dot Dyer has the status “SEN support”")
    sendco.sees(SECOND)
    letter, name = sendco.download("Letter to parents (PDF)")
    assert letter.startswith(b"%PDF-")
    assert name == "letter.pdf"
    sendco.follow("History")
    sendco.sees("SEN status changed from Monitoring to SEN support")
    sendco.sees(f"Need recorded: {SECOND}, rank 2")
    sendco.sees("Made the letter to parents")


def test_enter_in_a_box_saves_and_moves_no_need(open_as, cast, dot):
    sendco = Keyboard(open_as(cast.sendco))
    sendco.goto(f"/pupils/{dot.pk}/status/")
    answer(sendco, cast)
    sendco.page.keyboard.press("Enter")
    sendco.sees("Dot Dyer has the status “SEN support”")
    ranks = sendco.page.get_by_role("table", name="Needs").get_by_role("row")
    expect(ranks.nth(1)).to_contain_text(MAIN)
