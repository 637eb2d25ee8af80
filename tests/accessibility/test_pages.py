"""The pages of the plan: what they say to bad input, and that nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accessibility.models import AccessibilityPlan, Action, Finding, Photo, Review
from register.versions import version_of
from tests.factories import accessibility as made

ROOT = "/accessibility-plan/"


def action_form(cast, **answers):
    typed = made.action_answers(cast, lead=cast.head.pk, cost_pence="2500")
    days = {name: typed[name].isoformat() for name in ("starts_on", "due_on")}
    return typed | days | answers


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"lead": ""}, "Choose who leads it"),
        ({"cost_pence": ""}, "Enter what it will cost, 0 for nothing"),
        ({"cost_pence": "a lot"}, "Enter pounds, like 1,250"),
        ({"due_on": "1/1/2099"}, "The plan ends on"),
    ],
)
def test_an_action_that_lacks_something_is_answered_at_its_field(cast, visit, wrong, words):
    made.plan(cast)
    answer = visit(cast.sendco, f"{ROOT}actions/add/", action_form(cast, **wrong))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "Build a ramp" in text
    assert not Action.objects.exists()


def test_a_cost_that_is_not_known_yet_may_be_said(cast, visit):
    made.plan(cast)
    form = action_form(cast, cost_pence="", cost_unknown="on")
    assert visit(cast.sendco, f"{ROOT}actions/add/", form).status_code == 302
    assert Action.objects.get().cost_pence is None


def test_script_is_shown_as_the_text_that_it_is(cast, visit):
    made.plan(cast)
    form = action_form(cast, objective="<script>alert(1)</script>")
    visit(cast.sendco, f"{ROOT}actions/add/", form)
    text = visit(cast.governor, f"{ROOT}actions/{Action.objects.get().pk}/").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_a_plan_longer_than_three_years_is_refused(cast, visit):
    form = {
        "starts_on": "1/9/2026", "ends_on": "1/9/2029", "lead": cast.head.pk, "aims": "All join in"
    }  # fmt: skip
    answer = visit(cast.sendco, f"{ROOT}start/", form)
    assert answer.status_code == 422
    assert "Enter 31 Aug 2029 or earlier" in answer.content.decode()
    assert "All join in" in answer.content.decode()
    assert not AccessibilityPlan.objects.exists()


def add_photo(cast, visit, content):
    made.audit(cast)
    address = f"{ROOT}findings/{Finding.objects.get().pk}/photos/add/"
    sent = SimpleUploadedFile("door.jpg", content)
    return visit(cast.sendco, address, {"picture": sent, "shows": "Two steps"})


def test_a_photo_of_forty_million_dots_is_refused_in_plain_words(cast, visit):
    answer = add_photo(cast, visit, made.photo(8000, 5000))
    assert answer.status_code == 422
    assert "more than 30 million dots" in answer.content.decode()
    assert "Two steps" in answer.content.decode()


def test_a_file_that_only_calls_itself_a_photo_is_refused(cast, visit):
    answer = add_photo(cast, visit, b"<svg onload=alert(1)>")
    assert "Choose a picture saved as PNG or JPEG" in answer.content.decode()


def test_a_photo_is_kept(cast, visit):
    assert add_photo(cast, visit, made.photo()).status_code == 302
    assert Photo.objects.get().media_type == "image/jpeg"


def test_of_two_who_save_an_action_the_second_sees_both(cast, visit):
    action = made.action(cast)
    seen = version_of(action)
    Action.objects.update(objective="Theirs")
    form = action_form(cast, objective="Mine", seen=seen)
    answer = visit(cast.sendco, f"{ROOT}actions/{action.pk}/change/", form)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()


def test_a_text_that_names_a_pupil_is_saved_with_a_warning(cast, visit):
    made.plan(cast)
    name = f"{cast.ann.forename} {cast.ann.surname}"
    form = action_form(cast, barrier=f"{name.upper()} cannot reach the library")
    visit(cast.sendco, f"{ROOT}actions/add/", form)
    assert Action.objects.exists()
    assert f"“{name}”" in visit(cast.sendco, ROOT).content.decode()


def test_the_plan_moves_on_with_what_is_open(cast, visit):
    before = made.plan(cast, made.years_before(made.today(), 1))
    made.action(cast, before)
    form = {"starts_on": made.today().isoformat(), "ends_on": made.ahead(1000).isoformat()}
    assert visit(cast.sendco, f"{ROOT}forward/", form).status_code == 302
    after = AccessibilityPlan.objects.newest()
    assert after.follows == before
    assert after.actions.get().came_from == before.actions.get()


def test_a_plan_that_has_just_begun_does_not_move_on(cast, visit):
    made.plan(cast)
    form = {"starts_on": made.ahead(275).isoformat(), "ends_on": made.ahead(1000).isoformat()}
    answer = visit(cast.sendco, f"{ROOT}forward/", form)
    assert answer.status_code == 422
    assert "This plan is new" in answer.content.decode()


def test_the_head_and_the_governor_sign_and_then_the_review_stays(cast, visit):
    review = made.review(cast)
    for person in (cast.head, cast.governor):
        visit(person, f"{ROOT}reviews/{review.pk}/sign/", {"seen": version_of(review)})
    assert Review.objects.get().still_to_sign == []
    answer = visit(cast.sendco, f"{ROOT}reviews/{review.pk}/change/", {"who": "x"})
    assert answer.status_code == 422
    assert Review.objects.get().who == "The team"
