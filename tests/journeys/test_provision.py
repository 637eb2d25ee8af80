"""Support is set up and costed (workflow W5), and ticked on a phone, by mouse and by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.hands import Counted, Keyboard, Mouse

PHONE = 390


@pytest.fixture
def school(cast, served):
    """Term dates and what an hour of an assistant costs."""
    from tests.factories.provision import rate, terms

    cast.ann, cast.ben, cast.assistant  # noqa: B018  made when first asked for
    terms(cast.school)
    rate(cast)


@pytest.fixture
def group(cast, school):
    """Ann and Ben, led by the assistant, running today."""
    from tests.factories.provision import support

    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=7), "ends_on": today + timedelta(days=14)}
    return support(cast, cast.ann, cast.ben, **days)


def set_up_support(sendco, leader):
    sendco.goto("/provision/")
    sendco.follow("Set up support")
    sendco.write("What is it called?", "Talk for reading")
    sendco.pick("Layer", "Targeted plus")
    sendco.pick("Area of need", "Communication and interaction")
    sendco.choose("Who leads it?", f"{leader.name} ({leader.email})")
    sendco.write("Minutes a session", "20")
    sendco.write("Sessions a week", "3")
    sendco.write("For how many weeks of school?", "10")
    sendco.tick("Archer, Ann")
    sendco.tick("Barker, Ben")
    sendco.press("Save")
    sendco.is_at("Talk for reading")
    sendco.sees("2 pupils on it")


def test_the_sendco_sets_support_up_and_sees_what_it_costs(cast, school, open_as, width, tell):
    sendco = Counted(open_as(cast.sendco, width=width))
    set_up_support(sendco, cast.assistant)
    tell(
        f"W5, support for two pupils set up and costed: {sendco.actions} actions on "
        f"{sendco.screens} screen",
        rival="5 screens, 5 to 10 minutes",
    )
    assert sendco.actions <= 12
    sendco.sees("In all")
    sendco.follow("Archer, Ann")
    tabs = sendco.page.get_by_role("navigation", name="This pupil")
    sendco.act(tabs.get_by_role("link", name="Provision"))
    sendco.sees("that the school meets")
    paper, name = sendco.download("PDF")
    assert paper.startswith(b"%PDF")
    assert "Ann" not in name
    assert not sendco.complaints


def test_the_same_by_keyboard(cast, school, open_as):
    sendco = Keyboard(open_as(cast.sendco))
    set_up_support(sendco, cast.assistant)
    assert not sendco.complaints


def test_sixty_minutes_of_nothing_is_told_at_the_field(cast, school, open_as):
    sendco = Mouse(open_as(cast.sendco))
    sendco.goto("/provision/new/")
    sendco.write("What is it called?", "Talk for reading")
    sendco.write("Minutes a session", "0")
    sendco.press("Save")
    sendco.sees("Enter how many minutes a session lasts, from 5 to 300")
    expect(sendco.field("What is it called?")).to_have_value("Talk for reading")


def test_an_assistant_ticks_on_a_phone_in_two_taps(cast, group, open_as, tell):
    from apdr.models import SessionRecord

    assistant = Counted(open_as(cast.assistant, width=PHONE, has_touch=True))
    assistant.goto("/sessions/")
    assistant.act(assistant.summary("Did not happen"))
    assistant.press("No room")
    assistant.sees("Talk group: did not happen")
    tell(f"A session that did not happen, and why: {assistant.actions} taps")
    assert assistant.actions == 2
    found = set(SessionRecord.objects.values_list("happened", "reason"))
    assert found == {("no", "room")}
    assert not assistant.complaints


def test_an_assistant_says_by_keyboard_who_missed_it(cast, group, open_as):
    from apdr.models import SessionRecord

    assistant = Keyboard(open_as(cast.assistant))
    assistant.goto("/sessions/")
    assistant.act(assistant.page.get_by_role("link", name="Not the same for all?"))
    assistant.pick("Ben Barker", "Did not happen")
    assistant.tab_to(assistant.page.locator("select:visible"))
    assistant.page.keyboard.type("Pupil absent")
    assistant.press("Save")
    assistant.sees("ticked for 2 pupils")
    found = dict(SessionRecord.objects.values_list("pupil__legal_forename", "happened"))
    assert found == {"Ann": "yes", "Ben": "no"}
    assert not assistant.complaints
