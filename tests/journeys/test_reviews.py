"""A teacher reviews (workflow W1): by mouse, by keyboard, on a phone, without a script, with the
server gone and with the session over. The actions are counted as they are done."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import end_sessions, sign_in_again
from tests.journeys.hands import Counted, Keyboard, Mouse
from tests.look.axe import assert_no_sideways_scroll, assert_no_violations, at_every_width

PHONE = 390
# Clicks and screens for one review in the best product for it (Tes), as its own guide shows them:
# Home, Provisions, Review a provision, a menu, Review Provision, Create review, by, outcome, save.
# Each further pupil takes two more clicks.
RIVAL = {"actions": 9, "screens": 3}
KEPT = "What you typed is kept in this tab"


@pytest.fixture
def due(cast, served):
    """Three pupils whose review has come."""
    from tests.factories import reviews

    return reviews.due(cast, "Ann", "Bella", "Chidi")


def reviews_saved():
    from apdr.models import OutcomeReview

    saved = OutcomeReview.objects.order_by("pupil__forename")
    return list(saved.values_list("pupil__forename", "rating", "decision", "note"))


def card(hands, pupil):
    return hands.page.get_by_role("article", name=pupil)


def saved(hands, pupil):
    expect(hands.page.get_by_role("article", name=f"Saved: {pupil}")).to_be_visible()


@pytest.mark.parametrize("width", [1280, PHONE])
def test_a_review_takes_four_actions_on_one_screen(cast, due, open_as, width, tell):
    teacher = Counted(open_as(cast.teacher, width=width))
    teacher.goto("/")
    teacher.act(teacher.link("3 reviews due"))
    ann = card(teacher, "Ann Archer")
    teacher.act(ann.get_by_text("As expected", exact=True))
    teacher.act(ann.get_by_text("Continue", exact=True))
    teacher.act(ann.get_by_role("button", name="Save review"))
    saved(teacher, "Ann Archer")
    tell(
        f"W1, one review at {width} pixels: {teacher.actions} actions on {teacher.screens} screen",
        rival=f"{RIVAL['actions']} on {RIVAL['screens']}",
    )
    assert teacher.actions == 4
    assert teacher.screens == 1
    assert reviews_saved() == [("Ann", 3, "continue", "")]
    assert not teacher.complaints


def test_three_pupils_by_keys_alone(cast, due, open_as):
    """Tab comes to a card once; from then on the focus goes from card to card."""
    teacher = Keyboard(open_as(cast.teacher))
    teacher.goto("/reviews/")
    teacher.tab_to(card(teacher, "Ann Archer").get_by_role("link"))
    for pupil, key in (("Ann Archer", "4"), ("Bella Barlow", "2"), ("Chidi Carlow", "5")):
        mine = card(teacher, pupil)
        expect(mine.and_(teacher.page.locator(":focus-within"))).to_be_visible()
        teacher.page.keyboard.press(key)
        teacher.page.keyboard.press("Tab")
        teacher.page.keyboard.press("Space")
        teacher.tab_to(mine.get_by_label("Anything to add?"))
        teacher.page.keyboard.type(f"Key {key}")
        teacher.tab_to(mine.get_by_role("button", name="Save review"))
        teacher.page.keyboard.press("Enter")
        saved(teacher, pupil)
    assert reviews_saved() == [
        ("Ann", 4, "continue", "Key 4"),
        ("Bella", 2, "continue", "Key 2"),
        ("Chidi", 5, "continue", "Key 5"),
    ]
    assert not teacher.complaints


def test_the_focus_goes_on_and_undo_brings_the_words_back(cast, due, open_as):
    teacher = Mouse(open_as(cast.teacher, width=PHONE))
    teacher.goto("/reviews/")
    ann = card(teacher, "Ann Archer")
    ann.get_by_text("More than expected", exact=True).click()
    ann.get_by_text("Continue", exact=True).click()
    ann.get_by_label("Anything to add?").fill("She asks by herself.")
    ann.get_by_role("button", name="Save review").click()
    expect(card(teacher, "Bella Barlow")).to_be_focused()
    card(teacher, "Saved: Ann Archer").get_by_role("button", name="Undo").click()
    expect(ann.get_by_label("Anything to add?")).to_have_value("She asks by herself.")
    assert reviews_saved() == []


def test_without_script(cast, due, open_as):
    teacher = Mouse(open_as(cast.teacher, java_script_enabled=False))
    teacher.goto("/reviews/")
    for pupil in ("Ann Archer", "Bella Barlow"):
        mine = card(teacher, pupil)
        mine.get_by_label("As expected").check(force=True)
        mine.get_by_label("Change the support").check(force=True)
        mine.get_by_role("button", name="Save review").click()
        teacher.sees(f"The review of {pupil} is saved.")
    assert [pupil for pupil, *_ in reviews_saved()] == ["Ann", "Bella"]


def test_eight_pupils_on_one_screen(cast, served, open_as, tell):
    from tests.factories import reviews

    names = ["Ann", "Bella", "Chidi", "Dev", "Esme", "Finn", "Gita", "Hal"]
    group = reviews.in_group(cast, reviews.due(cast, *names))
    teacher = Counted(open_as(cast.teacher))
    teacher.goto(f"/provision/{group.pk}/reviews/")
    teacher.act(teacher.page.get_by_text("All as expected, except"))
    hal = teacher.page.get_by_role("row", name="Hal Harlow")
    teacher.act(hal.get_by_label("Much less than expected"))
    teacher.act(teacher.button("Save all"))
    teacher.sees("8 reviews are saved.")
    more = RIVAL["actions"] + 2 * 7
    tell(
        f"W1, a group of eight, one of them apart: {teacher.actions} actions on 1 screen",
        rival=f"{more} actions",
    )
    assert teacher.actions == 3
    assert sorted(rating for _, rating, *_ in reviews_saved()) == [1, *[3] * 7]
    assert not teacher.complaints


# Nothing typed is lost ----------------------------------------------------------------------------
def test_the_server_dies_between_key_and_save(cast, due, served, open_as):
    teacher = Mouse(open_as(cast.teacher))
    teacher.goto("/reviews/")
    ann = card(teacher, "Ann Archer")
    ann.get_by_text("More than expected", exact=True).click()
    ann.get_by_text("Continue", exact=True).click()
    expect(ann.get_by_text("Draft saved")).to_be_visible()
    served.kill_web()
    ann.get_by_label("Anything to add?").press_sequentially("Typed with nobody there.")
    expect(ann.get_by_text(KEPT)).to_be_visible()
    ann.get_by_role("button", name="Save review").click()
    expect(ann.get_by_text("It is saved as soon as")).to_be_visible()
    served.start_web()
    saved(teacher, "Ann Archer")
    assert reviews_saved() == [("Ann", 4, "continue", "Typed with nobody there.")]


def test_the_tab_is_loaded_again_after_the_server_died(cast, due, served, open_as):
    teacher = Mouse(open_as(cast.teacher))
    teacher.goto("/reviews/")
    note = card(teacher, "Ann Archer").get_by_label("Anything to add?")
    served.kill_web()
    note.press_sequentially("Half a sentence")
    expect(card(teacher, "Ann Archer").get_by_text(KEPT)).to_be_visible()
    served.start_web()
    teacher.goto("/reviews/")
    expect(note).to_have_value("Half a sentence")
    expect(card(teacher, "Ann Archer").get_by_text("Draft saved")).to_be_visible()
    assert _drafts() == ["Half a sentence"]


def test_the_session_is_over_while_somebody_types(cast, due, served, open_as):
    teacher = Mouse(open_as(cast.teacher))
    teacher.goto("/reviews/")
    ann = card(teacher, "Ann Archer")
    end_sessions()
    ann.get_by_label("Anything to add?").press_sequentially("She asks by herself.")
    expect(ann.get_by_text("You have been signed out")).to_be_visible()
    ann.get_by_role("link", name="Sign in again").click()
    sign_in_again(teacher, cast.teacher)
    teacher.is_at("Reviews to do")
    expect(ann.get_by_label("Anything to add?")).to_have_value("She asks by herself.")
    expect(ann.get_by_text("Draft saved")).to_be_visible()
    assert _drafts() == ["She asks by herself."]


def test_the_session_is_over_when_save_is_pressed(cast, due, served, open_as):
    teacher = Mouse(open_as(cast.teacher))
    teacher.goto("/reviews/")
    ann = card(teacher, "Ann Archer")
    ann.get_by_text("As expected", exact=True).click()
    ann.get_by_text("Continue", exact=True).click()
    expect(ann.get_by_text("Draft saved")).to_be_visible()
    end_sessions()
    ann.get_by_role("button", name="Save review").click()
    sign_in_again(teacher, cast.teacher)
    teacher.is_at("Ann Archer")
    expect(teacher.page.get_by_label("As expected", exact=True)).to_be_checked()


# The SENDCo ---------------------------------------------------------------------------------------
def test_the_sendco_asks_back_and_the_teacher_answers(cast, due, open_as):
    from apdr.services.reviews import save_review
    from tests.factories.reviews import DUE

    save_review(due[0], by=cast.teacher, on=DUE, rating=4, decision="continue", note="Better.")
    sendco = Mouse(open_as(cast.sendco))
    sendco.goto("/reviews/")
    sendco.follow("Came in")
    sendco.open("Ask about this")
    sendco.write("What do you want to know?", "In maths too?")
    sendco.press("Ask Person Teacher")
    sendco.sees("Person Teacher sees your question on the card.")
    teacher = Mouse(open_as(cast.teacher))
    teacher.goto("/reviews/")
    teacher.sees("In maths too?")
    assert not sendco.complaints + teacher.complaints


# Every page and state ---------------------------------------------------------------------------
def test_axe_finds_nothing_where_people_review(cast, due, open_as):
    from apdr.services.reviews import ask_back, save_review
    from tests.factories import reviews

    group = reviews.in_group(cast, due)
    answer = {"rating": 2, "decision": "change", "note": "Not in maths."}
    asked = save_review(due[0], by=cast.teacher, on=reviews.DUE, **answer)
    ask_back(asked, by=cast.sendco, question="In English too?")
    save_review(due[1], by=cast.teacher, on=reviews.DUE, **answer)
    sendco = Mouse(open_as(cast.sendco))
    table = f"/provision/{group.pk}/reviews/"
    for path in ("/", "/reviews/", f"/reviews/{due[0].pk}/", table, "/reviews/came-in/"):
        sendco.goto(path)
        _is_accessible(sendco.page)
    sendco.goto(table)
    sendco.page.get_by_label("Anything to add?").first.fill("No rating here.")
    sendco.press("Save all")
    _is_accessible(sendco.page)
    sendco.goto("/reviews/")
    sendco.page.get_by_role("button", name="Save review").last.click()
    sendco.sees("Choose how it is going")
    _is_accessible(sendco.page)


def _is_accessible(page):
    for _ in at_every_width(page):
        assert_no_violations(page)
        assert_no_sideways_scroll(page)


def _drafts():
    from apdr.models import ReviewDraft

    return [draft.typed["note"] for draft in ReviewDraft.objects.all()]
