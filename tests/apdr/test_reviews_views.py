"""Reviews to do, one card, the group's table, what came in: what a person gets for an answer."""

from datetime import date

import pytest

from apdr.forms.reviews import AskBackForm, ReviewForm
from apdr.models import OutcomeReview, ReviewDraft
from apdr.reviewing import ToReview
from apdr.services import reviews as services
from apdr.services.cycles import close_cycle
from register.versions import version_of
from schools.models import Trust
from tests.factories import reviews
from tests.factories.reviews import DUE

NOT_YET = date(2027, 12, 3)
HTMX = {"HTTP_HX_REQUEST": "true"}
GOING_WELL = {"rating": 4, "decision": "continue", "note": "She asks by herself."}


def answers(outcome, **given):
    """What the card of this outcome sends."""
    first = {"rating": "4", "decision": "continue", "note": "", "seen": version_of(None)}
    prefix = ReviewForm(ToReview(outcome)).prefix
    return {f"{prefix}-{name}": value for name, value in {**first, **given}.items()}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def outcome(cast):
    return reviews.due(cast)[0]


def test_what_is_due_is_there_oldest_first_and_what_is_not_is_not(cast, visit):
    reviews.due(cast, "Bella")
    reviews.due(cast, "Chidi", review_on=date(2026, 10, 2))
    reviews.due(cast, "Dev", review_on=NOT_YET)
    page = text(visit(cast.teacher, "/reviews/"))
    assert page.index("Chidi Carlow") < page.index("Bella Barlow")
    assert "Dev Darlow" not in page


def test_a_teacher_has_the_pupils_they_teach_the_sendco_all(cast, visit, outcome):
    services_of = cast.person("class_teacher", "Other")
    assert "Nothing to review today" in text(visit(services_of, "/reviews/"))
    assert "Ann Archer" in text(visit(cast.sendco, "/reviews/"))


def test_who_does_not_write_plans_has_no_reviews(cast, visit, outcome):
    for person in (cast.head, cast.assistant, cast.governor):
        assert visit(person, "/reviews/").status_code == 403


def test_a_pupil_out_of_reach_is_not_found(cast, visit, outcome):
    stranger = cast.person("class_teacher", "Other")
    for path in ("", "draft/", "undo/", "draft/away/"):
        assert visit(stranger, f"/reviews/{outcome.pk}/{path}", {}).status_code == 404


@pytest.mark.parametrize("pupils", [1, 9])
def test_the_list_asks_no_more_for_more_cards(cast, visit, client, at_most, pupils):
    names = ["Ann", "Bella", "Chidi", "Dev", "Esme", "Finn", "Gita", "Hal", "Iris"][:pupils]
    reviews.due(cast, *names, outcomes=2)
    visit(cast.teacher, "/reviews/")
    with at_most(12):
        client.get("/schools/alder/reviews/")


def test_without_script_saving_leads_to_the_next_card(cast, visit):
    first, second = reviews.due(cast, "Ann", "Bella")
    answer = visit(cast.teacher, f"/reviews/{first.pk}/", answers(first))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/reviews/#o-{second.pk}")
    assert OutcomeReview.objects.get().rating == 4


def test_with_script_the_answer_is_the_saved_card(cast, visit, outcome):
    answer = visit(cast.teacher, f"/reviews/{outcome.pk}/", answers(outcome), **HTMX)
    assert "Saved: Ann Archer" in text(answer)
    assert "Undo" in text(answer)
    assert "More than expected" in text(answer)
    assert "<!DOCTYPE" not in text(answer)


def test_what_is_missing_is_said_and_what_was_typed_is_kept(cast, visit, outcome):
    sent = answers(outcome, rating="", note="She asks more")
    answer = visit(cast.teacher, f"/reviews/{outcome.pk}/", sent)
    assert answer.status_code == 422
    assert "Choose how it is going" in text(answer)
    assert "She asks more" in text(answer)


def test_the_second_reviewer_sees_both_texts_and_may_save_again(cast, visit, outcome):
    services.save_review(outcome, by=cast.sendco, on=DUE, **GOING_WELL)
    sent = answers(outcome, rating="2", note="Not in maths.")
    answer = visit(cast.teacher, f"/reviews/{outcome.pk}/", sent)
    assert answer.status_code == 409
    assert "She asks by herself." in text(answer)
    assert "Not in maths." in text(answer)
    again = {**sent, **{k: answer.context["form"].data[k] for k in sent if k.endswith("seen")}}
    visit(cast.teacher, f"/reviews/{outcome.pk}/", again)
    assert OutcomeReview.objects.get().note == "Not in maths."


def test_a_closed_cycle_sends_back_to_its_plan(cast, visit, outcome):
    services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    close_cycle(outcome.cycle, by=cast.sendco, on=DUE)
    answer = visit(cast.teacher, f"/reviews/{outcome.pk}/")
    assert answer["Location"].endswith(f"/plans/{outcome.cycle_id}/")
    typed = visit(cast.teacher, f"/reviews/{outcome.pk}/", answers(outcome, note="She asks alone."))
    assert typed.status_code == 422
    assert "This cycle is closed" in text(typed)
    assert "She asks alone." in text(typed)
    kept = visit(cast.teacher, f"/reviews/{outcome.pk}/draft/", answers(outcome, note="Late"))
    assert kept.status_code == 409


def test_a_pupil_who_left_waits_for_nobody(cast, visit, outcome):
    type(outcome.pupil).objects.filter(pk=outcome.pupil_id).update(left_on=DUE)
    assert "Nothing to review today" in text(visit(cast.sendco, "/reviews/"))
    answer = visit(cast.sendco, f"/reviews/{outcome.pk}/", answers(outcome))
    assert answer.status_code == 422
    assert "This pupil has left the school" in text(answer)


def test_a_draft_is_kept_and_stands_in_the_card(cast, visit, outcome):
    sent = answers(outcome, rating="", decision="", note="Half a sent")
    answer = visit(cast.teacher, f"/reviews/{outcome.pk}/draft/", sent)
    assert text(answer).startswith("Draft saved ")
    assert "Half a sent" in text(visit(cast.teacher, "/reviews/"))
    assert "Half a sent" not in text(visit(cast.sendco, "/reviews/"))
    visit(cast.teacher, f"/reviews/{outcome.pk}/draft/", answers(outcome, rating="", decision=""))
    assert not ReviewDraft.objects.exists()


def test_undo_brings_the_card_back_as_it_was(cast, visit, outcome):
    sent = answers(outcome, note="She asks by herself.")
    visit(cast.teacher, f"/reviews/{outcome.pk}/", sent, **HTMX)
    card = visit(cast.teacher, f"/reviews/{outcome.pk}/undo/", {}, **HTMX)
    assert "She asks by herself." in text(card)
    assert not OutcomeReview.objects.exists()


def test_the_trusts_words_stand_on_the_scale(cast, visit, outcome):
    Trust.objects.update(rating_labels=["Not yet", "A little", "On track", "Ahead", "Met"])
    assert "On track" in text(visit(cast.teacher, "/reviews/"))


def test_the_operator_words_the_scale_and_no_two_points_alike(cast, visit):
    words = dict(zip([f"label_{n}" for n in range(1, 6)], "ABCDE", strict=True))
    wrong = visit(cast.operator, "/trust/settings/scale/", {**words, "label_5": "a"}, school=None)
    assert wrong.status_code == 422
    visit(cast.operator, "/trust/settings/scale/", words, school=None)
    assert Trust.objects.get().rating_labels == list("ABCDE")


# The group's table --------------------------------------------------------------------------------
NAMES = ["Ann", "Bella", "Chidi", "Dev", "Esme", "Finn", "Gita", "Hal"]


def rows(outcomes, **given):
    return {
        name: value
        for one in outcomes
        for name, value in answers(one, **{"rating": "", **given}).items()
    }


def test_a_tick_reviews_all_but_those_who_were_changed(cast, visit):
    outcomes = reviews.due(cast, *NAMES)
    group = reviews.in_group(cast, outcomes)
    sent = rows(outcomes) | answers(outcomes[0], rating="1", note="Not yet.") | {"rest": "on"}
    answer = visit(cast.teacher, f"/provision/{group.pk}/reviews/", sent)
    assert answer.status_code == 302
    ratings = OutcomeReview.objects.order_by("rating").values_list("rating", flat=True)
    assert list(ratings) == [1, *[3] * 7]


def test_rows_nobody_touched_stay_as_they_are(cast, visit):
    outcomes = reviews.due(cast, "Ann", "Bella")
    group = reviews.in_group(cast, outcomes)
    sent = rows(outcomes) | answers(outcomes[0], rating="5")
    visit(cast.teacher, f"/provision/{group.pk}/reviews/", sent)
    assert OutcomeReview.objects.get().outcome == outcomes[0]


def test_one_wrong_row_keeps_all_with_what_was_typed(cast, visit):
    outcomes = reviews.due(cast, "Ann", "Bella")
    group = reviews.in_group(cast, outcomes)
    sent = rows(outcomes) | answers(outcomes[0], rating="5", note="All by herself.")
    sent |= answers(outcomes[1], rating="", note="No rating here.")
    answer = visit(cast.teacher, f"/provision/{group.pk}/reviews/", sent)
    assert answer.status_code == 422
    assert "All by herself." in text(answer)
    assert "No rating here." in text(answer)
    assert not OutcomeReview.objects.exists()


def test_an_empty_table_says_what_to_do(cast, visit):
    outcomes = reviews.due(cast, "Ann")
    group = reviews.in_group(cast, outcomes)
    answer = visit(cast.teacher, f"/provision/{group.pk}/reviews/", rows(outcomes))
    assert answer.status_code == 422
    assert "at least one row" in text(answer)


def test_a_row_reviewed_meanwhile_shows_both(cast, visit):
    outcomes = reviews.due(cast, "Ann", "Bella")
    group = reviews.in_group(cast, outcomes)
    services.save_review(outcomes[1], by=cast.sendco, on=DUE, **GOING_WELL)
    services.ask_back(outcomes[1].review, by=cast.sendco, question="Where?")
    sent = rows(outcomes, rating="3", note="Mine")
    answer = visit(cast.teacher, f"/provision/{group.pk}/reviews/", sent)
    assert answer.status_code == 409
    assert "She asks by herself." in text(answer)
    assert not OutcomeReview.objects.filter(outcome=outcomes[0]).exists()


def test_the_table_keeps_drafts_of_the_rows_that_were_begun(cast, visit):
    outcomes = reviews.due(cast, "Ann", "Bella")
    group = reviews.in_group(cast, outcomes)
    sent = rows(outcomes) | answers(outcomes[0], rating="2")
    visit(cast.teacher, f"/provision/{group.pk}/reviews/draft/", sent)
    assert ReviewDraft.objects.get().outcome == outcomes[0]


def test_thirty_pupils_fit_in_the_table(cast, visit, client, at_most):
    outcomes = reviews.due(cast, "Ann", *[f"Pupil{n}" for n in range(29)])
    group = reviews.in_group(cast, outcomes)
    page = text(visit(cast.teacher, f"/provision/{group.pk}/reviews/"))
    assert page.count("data-review") == 30
    with at_most(12):
        client.get(f"/schools/alder/provision/{group.pk}/reviews/")


def test_thirty_pupils_are_saved_at_once(cast, visit):
    outcomes = reviews.due(cast, "Ann", *[f"Pupil{n}" for n in range(29)])
    group = reviews.in_group(cast, outcomes)
    visit(cast.teacher, f"/provision/{group.pk}/reviews/", rows(outcomes) | {"rest": "on"})
    assert OutcomeReview.objects.count() == 30


# What came in -------------------------------------------------------------------------------------
def test_the_sendco_reads_what_came_in_and_asks_back(cast, visit, outcome):
    review = services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    assert "She asks by herself." in text(visit(cast.sendco, "/reviews/came-in/"))
    prefix = AskBackForm(review).prefix
    asked = {f"{prefix}-question": "With the supply teacher too?"}
    visit(cast.sendco, f"/reviews/{outcome.review.pk}/ask/", asked)
    card = text(visit(cast.teacher, "/reviews/"))
    assert "With the supply teacher too?" in card
    assert "She asks by herself." in card


def test_a_question_without_words_is_not_asked(cast, visit, outcome):
    review = services.save_review(outcome, by=cast.teacher, on=DUE, **GOING_WELL)
    answer = visit(cast.sendco, f"/reviews/{review.pk}/ask/", {})
    assert answer.status_code == 422
    assert "Write what you want to know" in text(answer)


def test_a_cycle_is_closed_from_here_once_all_is_reviewed(cast, visit):
    first, second = reviews.due(cast, outcomes=2)
    services.save_review(first, by=cast.teacher, on=DUE, **GOING_WELL)
    assert "1 outcome waits" in text(visit(cast.sendco, "/reviews/came-in/"))
    services.save_review(second, by=cast.teacher, on=DUE, **GOING_WELL)
    page = text(visit(cast.sendco, "/reviews/came-in/"))
    assert f"/plans/{first.cycle_id}/close/" in page
    assert "1 cycle reviewed, ready to close" in text(visit(cast.sendco, "/"))


def test_only_who_closes_cycles_sees_what_came_in(cast, visit, outcome):
    for person in (cast.teacher, cast.head, cast.assistant):
        assert visit(person, "/reviews/came-in/").status_code == 403


# Home ---------------------------------------------------------------------------------------------
def test_home_says_how_many_reviews_are_due(cast, visit):
    reviews.due(cast, "Ann", "Bella", "Chidi")
    assert "3 reviews due" in text(visit(cast.teacher, "/"))
