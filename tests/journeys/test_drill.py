"""A drill on a phone: started, tapped, ended, written up. No tap is lost with the connection, with
the answer to it, or with the session."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from access.roles import Role
from tests.journeys.conftest import end_sessions, sign_in_again, told_in_every_way
from tests.journeys.hands import Counted, Mouse
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width

PHONE = {"width": 390, "has_touch": True}


@pytest.fixture
def peeps(cast):
    """Ann and Ben have a PEEP for the main building."""
    from tests.factories import evacuation, safety

    floor = evacuation.floor(safety.building(), by=cast.sendco)
    ann = evacuation.peep(cast, {"where": "Room 4", "floor": floor})
    return ann, evacuation.peep(cast, {"where": "Library"}, pupil=cast.ben)


@pytest.fixture
def site(cast):
    return cast.person(Role.SITE)


@pytest.fixture
def drill(cast, peeps, site):
    from tests.factories import evacuation

    return evacuation.drill(peeps[0].building, by=site)


def card(hands, pupil):
    name = hands.page.get_by_role("heading", name=pupil, exact=True)
    return hands.page.locator("[data-card]").filter(has=name)


def button(hands, pupil, words):
    return card(hands, pupil).get_by_role("button", name=words)


def results():
    from safety.models import DrillResult

    found = DrillResult.objects.select_related("pupil")
    return {one.pupil.forename: one for one in found}


def start(hands):
    hands.goto("/safety/evacuation/")
    hands.follow("Start a drill")
    hands.press("Start now")
    hands.is_at("Drill: Main building")


def address(drill):
    return f"/safety/drills/{drill.pk}/"


# The whole of it ----------------------------------------------------------------------------------
@told_in_every_way
def test_a_drill_is_run_and_written_up(hands_of, site, peeps):
    lead = hands_of(site, **PHONE)
    start(lead)
    lead.act(button(lead, "Ann Archer", "Out"))
    expect(card(lead, "Ann Archer")).to_contain_text("Out after 0:")
    lead.act(button(lead, "Ben Barker", "Not in school"))
    expect(card(lead, "Ben Barker")).to_have_attribute("data-did", "away")
    lead.sees("1 of 1 out")
    lead.follow("End the drill")
    lead.press("End it")
    lead.is_at("What came of the drill")
    lead.act(lead.page.get_by_label("What went wrong").first)
    lead.page.keyboard.type("Bins in the way")
    lead.press("File the results")
    lead.sees("The results are filed to each PEEP")
    lead.act(lead.page.get_by_role("link", name="Nothing changes: save the review").first)
    lead.is_at("Ann Archer")
    lead.write("What did you look at, and with whom?", "The bins, with Ann")
    lead.press("Save the review")
    lead.sees("The review is saved")
    assert results()["Ann"].went_wrong == "Bins in the way"
    assert not results()["Ben"].is_here


def test_a_pupil_is_out_with_one_tap(open_as, site, peeps, tell):
    lead = Counted(open_as(site, **PHONE))
    start(lead)
    taps = lead.actions
    lead.act(button(lead, "Ann Archer", "Out"))
    expect(card(lead, "Ann Archer")).to_contain_text("Out after")
    tell(f"A pupil is out: {lead.actions - taps} tap")
    assert lead.actions - taps == 1
    assert not lead.complaints


def test_a_hasty_second_tap_takes_nothing_back(open_as, site, drill):
    lead = Mouse(open_as(site, **PHONE))
    for pupil, words, mark in (
        ("Ann Archer", "Needs help", "help"),
        ("Ann Archer", "Out", "out"),
        ("Ben Barker", "Not in school", "away"),
    ):
        lead.goto(address(drill))
        button(lead, pupil, words).scroll_into_view_if_needed()
        place = button(lead, pupil, words).bounding_box()
        middle = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        lead.page.mouse.dblclick(*middle, delay=60)
        expect(card(lead, pupil)).to_have_attribute("data-did", mark)
        expect(card(lead, pupil)).not_to_contain_text("being sent")
        expect(card(lead, pupil)).to_have_attribute("data-did", mark)


def test_a_wrong_tap_is_taken_back(open_as, site, drill):
    lead = Mouse(open_as(site, **PHONE))
    lead.goto(address(drill))
    lead.act(button(lead, "Ann Archer", "Out"))
    lead.sees("1 of 2 out")
    lead.act(button(lead, "Ann Archer", "Undo"))
    lead.sees("0 of 2 out")
    expect(button(lead, "Ann Archer", "Out")).to_be_focused()
    assert results()["Ann"].out_after is None


# Nothing is lost ----------------------------------------------------------------------------------
def test_taps_without_a_connection_are_kept_and_sent_with_their_times(open_as, site, drill):
    lead = Mouse(open_as(site, **PHONE))
    lead.goto(address(drill))
    lead.page.context.set_offline(True)
    lead.act(button(lead, "Ann Archer", "Out"))
    lead.act(button(lead, "Ben Barker", "Needs help"))
    lead.sees("2 taps are kept in this tab")
    expect(card(lead, "Ann Archer")).to_contain_text("being sent")
    assert results()["Ann"].taps == []
    lead.page.wait_for_timeout(4000)
    lead.page.context.set_offline(False)
    for pupil in ("Ann Archer", "Ben Barker"):
        expect(card(lead, pupil)).not_to_contain_text("being sent")
    found = results()
    assert (len(found["Ann"].taps), len(found["Ben"].taps)) == (1, 1)
    passed = (timezone.now() - found["Ann"].drill.began_at).total_seconds()
    assert found["Ann"].out_after <= passed - 4


def test_a_tap_whose_answer_is_lost_is_sent_again_and_counts_once(open_as, site, drill):
    lead = Mouse(open_as(site, **PHONE))
    lead.goto(address(drill))
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch(max_redirects=0).status)
        return route.abort()

    lead.page.route("**/tap/**", lose)
    lead.act(button(lead, "Ann Archer", "Out"))
    lead.sees("1 of 2 out")
    expect(card(lead, "Ann Archer")).not_to_contain_text("being sent")
    assert lost == [302]
    assert len(results()["Ann"].taps) == 1


def test_a_tap_after_the_session_is_over_is_there_after_signing_in(open_as, site, drill):
    lead = Mouse(open_as(site, **PHONE))
    lead.goto(address(drill))
    end_sessions()
    lead.act(button(lead, "Ann Archer", "Out"))
    lead.sees("You have been signed out")
    lead.follow("Sign in again")
    sign_in_again(lead, site)
    lead.is_at("Drill: Main building")
    lead.sees("1 of 2 out")
    assert results()["Ann"].out_after is not None


def test_two_phones_show_the_taps_of_each_other(open_as, site, cast, drill):
    first, second = Mouse(open_as(site, **PHONE)), Mouse(open_as(cast.head, **PHONE))
    for hands in (first, second):
        hands.goto(address(drill))
    first.act(button(first, "Ann Archer", "Out"))
    second.sees("1 of 2 out")
    expect(card(second, "Ann Archer")).to_contain_text("Out after")


def test_the_phone_goes_on_to_the_results_when_another_ends_the_drill(open_as, site, drill):
    from safety.services.drills import end_drill

    lead = Mouse(open_as(site, **PHONE))
    lead.goto(address(drill))
    end_drill(drill, by=site)
    lead.sees("Write what went wrong")


# Every page and state -----------------------------------------------------------------------------
def test_axe_finds_nothing_where_a_building_is_left(open_as, site, cast, peeps, drill):
    from safety.services import drills as services
    from tests.factories import evacuation, safety

    over = evacuation.drill(safety.building("Annexe"), by=site, is_real=True)
    services.end_drill(over, by=site)
    ann, ben = drill.results.by_name()
    services.tap(ann, by=site, did="help", key="one")
    services.tap(ben, by=site, did="away", key="two")
    lead = Mouse(open_as(site))
    peep, building = peeps[0], peeps[0].building
    for path in (
        "/safety/evacuation/",
        "/safety/buildings/",
        "/safety/buildings/new/",
        f"/safety/buildings/{building.pk}/",
        f"/safety/buildings/{building.pk}/floors/new/",
        f"/safety/floors/{building.floors.get().pk}/",
        "/safety/drills/start/",
        address(drill),
        f"{address(drill)}end/",
        address(over),
        f"{address(over)}results/",
        f"/safety/peep/{peep.pk}/",
    ):
        lead.goto(path)
        _is_accessible(lead.page)
    services.tap(ann, by=site, did="out", key="three")
    services.end_drill(drill, by=site)
    lead.goto(f"{address(drill)}results/")
    lead.page.get_by_label("Out after").first.fill("soon")
    lead.press("File the results")
    lead.sees("Enter minutes and seconds")
    _is_accessible(lead.page)
    lead.goto(address(drill))
    _is_accessible(lead.page)


def _is_accessible(page):
    for _ in at_every_width(page):
        assert_no_violations(page)
        assert_no_sideways_scroll(page)
