"""A plan from its start to the next cycle (workflow W4): by mouse, keyboard, without a script, with
the server gone and with the session over. The actions are counted as they are done."""

import pytest
from playwright.sync_api import expect

from tests.factories import plans
from tests.journeys.conftest import end_sessions, sign_in_again, told_in_every_way
from tests.journeys.hands import Counted, Keyboard, Mouse

# Carrying a plan on in the best product for it (Tes): Plans, the menu of a row, Clone, each section
# that changed, save; the sections stand on screens of their own.
RIVAL = "4 and one for each change, on 3"
KEPT = "What you typed is kept in this tab"


@pytest.fixture
def school(cast, served):
    cast.ann, cast.teacher, cast.assistant  # noqa: B018 - Ann stands in the teacher's class
    return cast


@told_in_every_way
def test_a_teacher_starts_writes_and_agrees_a_plan(hands_of, school):
    teacher = hands_of(school.teacher)
    teacher.goto(f"/pupils/{school.ann.pk}/plans/")
    teacher.follow("Start a plan")
    teacher.press("Start the plan")
    teacher.sees("has begun. First: what do we know?")
    teacher.follow("Write the plan")
    teacher.write("What will be different?", "Ann will read 20 words on sight")
    teacher.write("Where is the pupil now?", "8 words")
    teacher.press("Save the plan")
    teacher.sees("The plan is saved.")
    teacher.sees("Say how you will know")
    teacher.follow("Agree the plan")
    teacher.pick("How did you tell them?", "By telephone")
    teacher.press("Agree the plan")
    teacher.sees("From now on it is being done.")


@told_in_every_way
def test_the_next_cycle_takes_one_screen(hands_of, school):
    cycle = plans.closed(school)
    teacher = hands_of(school.teacher)
    teacher.goto(f"/plans/{cycle.pk}/")
    teacher.follow("Start the next cycle")
    teacher.write("What do we aim for?", "5 of 5 lessons")
    teacher.press("Start the next cycle")
    teacher.sees("has begun, with what goes on.")
    teacher.sees("Was: 3 of 5 lessons")
    teacher.sees("Aim: 5 of 5 lessons")


def test_the_next_cycle_takes_fewer_actions_than_elsewhere(open_as, school, width, tell):
    plans.closed(school)
    teacher = Counted(open_as(school.teacher, width=width))
    teacher.goto(f"/pupils/{school.ann.pk}/")
    teacher.follow("Start the next cycle")
    teacher.write("What do we aim for?", "5 of 5 lessons")
    teacher.press("Start the next cycle")
    teacher.sees("has begun, with what goes on.")
    tell(
        f"W4, the next cycle with one aim changed, at {width} pixels: {teacher.actions} actions "
        f"on {teacher.screens} screen",
        rival=RIVAL,
    )
    assert (teacher.actions, teacher.screens) == (3, 1)
    assert not teacher.complaints


def test_a_whole_cycle_by_keys_alone_on_a_phone(open_as, school):
    """From its start to the next one, with two people at it."""
    teacher = Keyboard(open_as(school.teacher, width=390))
    teacher.goto(f"/pupils/{school.ann.pk}/plans/")
    teacher.follow("Start a plan")
    teacher.press("Start the plan")
    teacher.follow("Add evidence")
    teacher.pick("What is it about?", "The pupil's view")
    teacher.write("What do we know?", "I like the quiet table.")
    teacher.press("Save evidence")
    teacher.follow("Write the plan")
    teacher.press("Choose from the bank for this outcome")
    teacher.write("Words", "full sentence")
    teacher.press("Search the bank")
    teacher.does_not_see("Retells a story of four parts")
    teacher.press("Use “Asks for what they need in a full sentence in 4 of 5 lessons.”")
    teacher.sees("From the bank:")
    teacher.write("Where is the pupil now?", "2 of 5 lessons")
    teacher.press("Save the plan")
    teacher.follow("Agree the plan")
    teacher.pick("How did you tell them?", "By telephone")
    teacher.press("Agree the plan")
    teacher.follow("Review outcome 1")
    teacher.pick("How is it going?", "As expected")
    teacher.pick("What should happen next?", "Continue")
    teacher.act(teacher.page.get_by_role("button", name="Save review"))
    sendco = Keyboard(open_as(school.sendco, width=390))
    sendco.goto(f"/pupils/{school.ann.pk}/plans/")
    sendco.follow("Open the plan")
    sendco.follow("Close this cycle")
    sendco.write("What was decided?", "It goes on.")
    sendco.press("Close this cycle")
    sendco.press("Start the next cycle")
    sendco.sees("has begun, with what goes on.")
    assert not teacher.complaints + sendco.complaints


# Nothing typed is lost ----------------------------------------------------------------------------
@pytest.fixture
def writer(open_as, school):
    """The teacher at a plan that has begun."""
    teacher = Mouse(open_as(school.teacher))
    teacher.goto(f"/plans/{plans.begin(school).pk}/edit/")
    return teacher


def _outcomes():
    from apdr.models import Outcome

    return list(Outcome.objects.values_list("text", "baseline"))


def test_the_server_dies_between_key_and_save(writer, served):
    writer.write("What will be different?", "Ann will read 20 words on sight")
    writer.sees("Draft saved")
    served.kill_web()
    writer.field("Where is the pupil now?").press_sequentially("8 words, slowly")
    writer.sees(KEPT)
    writer.press("Save the plan")
    writer.sees("It is saved as soon as the connection is back")
    served.start_web()
    writer.sees("The plan is saved.")
    assert _outcomes() == [("Ann will read 20 words on sight", "8 words, slowly")]


def test_the_tab_is_loaded_again_after_the_server_died(writer, served):
    """Also what was typed into an outcome that was only just added."""
    writer.write("What will be different?", "Ann will read 20 words on sight")
    writer.press("Add another outcome")
    second = writer.field("What will be different?").nth(1)
    expect(second).to_be_visible()
    writer.sees("Draft saved")
    served.kill_web()
    second.press_sequentially("Ann will write her name")
    writer.sees(KEPT)
    served.start_web()
    writer.page.reload()
    expect(second).to_have_value("Ann will write her name")
    writer.sees("Draft saved")
    writer.press("Save the plan")
    writer.sees("The plan is saved.")
    assert [text for text, _ in _outcomes()] == [
        "Ann will read 20 words on sight",
        "Ann will write her name",
    ]


def test_the_session_is_over_while_somebody_writes(writer, school):
    end_sessions()
    writer.write("What will be different?", "Ann will read 20 words on sight")
    writer.sees("You have been signed out")
    writer.follow("Sign in again")
    sign_in_again(writer, school.teacher)
    expect(writer.field("What will be different?")).to_have_value("Ann will read 20 words on sight")
    writer.press("Save the plan")
    writer.sees("The plan is saved.")
    assert _outcomes() == [("Ann will read 20 words on sight", "")]


def test_the_session_is_over_when_save_is_pressed(writer, school):
    writer.write("What will be different?", "Ann will read 20 words on sight")
    end_sessions()
    writer.press("Save the plan")
    writer.sees("You have been signed out")
    writer.follow("Sign in again")
    sign_in_again(writer, school.teacher)
    expect(writer.field("What will be different?")).to_have_value("Ann will read 20 words on sight")


def test_the_session_is_over_when_an_outcome_is_added(writer):
    """The page stays with all that is on it."""
    text = writer.field("What will be different?")
    writer.write("What will be different?", "Ann will read 20 words on sight")
    writer.sees("Draft saved")
    end_sessions()
    writer.press("Add another outcome")
    writer.sees("You have been signed out")
    expect(text).to_have_value("Ann will read 20 words on sight")
