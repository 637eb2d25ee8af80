"""The pages of the spine: written, sent, signed, known, reviewed; what they say to bad input."""

import pytest

from access.roles import Role
from safety.models import SafetyPlan, TypedDraft
from safety.services import plans
from tests.factories import safety


def page(plan, part=""):
    return f"/safety/{plan.kind}/{plan.pk}/{part}"


def again(plan):
    return SafetyPlan.objects.whole().get(pk=plan.pk)


def form_of(plan, **answers):
    """What the writing page sends: every text, no rows."""
    draft = again(plan).draft
    empty = {
        f"{prefix}-{count}": 0
        for prefix in ("writer", "duty", "hazard", "place", "medicine")
        for count in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    texts = {part.name: draft.answers.get(part.name, "") for part in plan.of_kind.parts}
    return empty | texts | {"seen": plans.version_of_draft(draft)} | answers


@pytest.mark.parametrize("kind", ["risk", "healthcare", "intimate"])
def test_a_plan_is_started_from_the_pupils_page(alder, cast, visit, kind):
    answer = visit(
        cast.sendco,
        f"/pupils/{cast.ann.pk}/safety/{kind}/start/",
        {"about": "other", "other": "Own"},
    )
    plan = SafetyPlan.objects.get()
    assert (plan.kind, plan.about) == (kind, "Own")
    assert answer.headers["Location"].endswith(page(plan, "write/"))


def test_something_else_asks_what(alder, cast, visit):
    answer = visit(cast.sendco, f"/pupils/{cast.ann.pk}/safety/risk/start/", {"about": "other"})
    assert answer.status_code == 422
    assert b"Write what it is about" in answer.content


def test_a_draft_is_saved_with_parts_missing(alder, cast, visit):
    plan = safety.begun(cast)
    answer = visit(cast.sendco, page(plan, "write/"), form_of(plan, helps="Time and a quiet place"))
    assert answer.status_code == 302
    assert again(plan).draft.answers["helps"] == "Time and a quiet place"


def test_bad_input_keeps_what_was_typed_and_saves_nothing(alder, cast, visit):
    plan = safety.begun(cast)
    typed = form_of(plan, helps="Time", next_review_on="31/2/2027")
    answer = visit(cast.sendco, page(plan, "write/"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no day 31 in February 2027" in text
    assert ">\nTime</textarea>" in text
    assert "helps" not in again(plan).draft.answers


@pytest.mark.parametrize("day", ["1/1/2020", "1/1/2031"])
def test_a_review_is_within_a_year_or_so(alder, cast, visit, day):
    plan = safety.begun(cast)
    answer = visit(cast.sendco, page(plan, "write/"), form_of(plan, next_review_on=day))
    assert answer.status_code == 422


def test_a_row_more_keeps_what_is_typed(alder, cast, visit):
    plan = safety.begun(cast)
    typed = form_of(plan, helps="Typed", more="duty")
    answer = visit(cast.sendco, page(plan, "write/"), typed)
    text = answer.content.decode()
    assert ">\nTyped</textarea>" in text
    assert "Adult 1" in text
    assert "helps" not in again(plan).draft.answers


def test_an_adult_without_a_name_is_asked_for(alder, cast, visit):
    plan = safety.begun(cast)
    row = {"duty-TOTAL_FORMS": 1, "duty-0-does": "helps", "duty-0-training": "hoist"}
    answer = visit(cast.sendco, page(plan, "write/"), form_of(plan, **row))
    assert answer.status_code == 422
    assert b"Choose who it is" in answer.content


def test_who_saves_second_sees_both_texts(alder, cast, visit):
    plan = safety.begun(cast)
    second = form_of(plan, helps="The second text")
    visit(cast.sendco, page(plan, "write/"), form_of(plan, helps="The first text"))
    answer = visit(cast.sendco, page(plan, "write/"), second)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "The first text" in text
    assert text.count("The second text") == 2  # beside the other, and in its field
    assert again(plan).draft.answers["helps"] == "The first text"


def test_what_is_typed_comes_back_until_it_is_saved(alder, cast, visit):
    plan = safety.begun(cast)
    visit(cast.sendco, page(plan, "write/typed/"), form_of(plan, helps="Half a sen"))
    assert b"Half a sen" in visit(cast.sendco, page(plan, "write/")).content
    visit(cast.sendco, page(plan, "write/"), form_of(plan, helps="Half a sentence"))
    assert not TypedDraft.objects.exists()


def test_what_is_missing_is_said_and_nothing_is_sent(alder, cast, visit):
    plan = safety.begun(cast)
    answer = visit(cast.sendco, page(plan, "send/"), {})
    assert answer.headers["Location"].endswith(page(plan, "write/"))
    assert again(plan).draft.sent_at is None


def test_what_a_parent_says_on_the_telephone_is_put_down(alder, cast, visit):
    plan = safety.sent(cast)
    said = {"name": "Jo Archer", "agrees": "yes", "how": "phone", "agreed_on": "24/11/2026"}
    visit(cast.sendco, page(plan, "agreement/parent/"), said)
    assert again(plan).draft.agreements.get().name == "Jo Archer"


def test_the_head_who_does_not_sign_says_why(alder, cast, visit):
    plan = safety.sign(safety.sent(cast), cast, but=["head"])
    answer = visit(cast.head, f"/safety/sign/{plan.pk}/", {"refuse": "1", "comment": ""})
    assert b"Write what must change before you sign" in answer.content
    visit(cast.head, f"/safety/sign/{plan.pk}/", {"refuse": "1", "comment": "Two adults, please"})
    assert again(plan).in_force is None
    visit(cast.head, f"/safety/sign/{plan.pk}/", {"comment": ""})
    assert again(plan).in_force


def test_a_named_adult_says_that_they_know_the_plan(alder, cast, visit):
    helper = cast.person(Role.TA, "Helper")
    plan = safety.in_force(cast, helper=helper)
    assert b"I know this plan" in visit(helper, page(plan)).content
    visit(helper, page(plan, "know/"), {})
    assert b"I know this plan" not in visit(helper, page(plan)).content


def test_nobody_else_can_say_so(alder, cast, visit):
    plan = safety.in_force(cast)
    assert visit(cast.sendco, page(plan, "know/"), {}).status_code == 404


def test_a_review_that_changes_nothing_is_one_page(alder, cast, visit):
    plan = safety.in_force(cast)
    visit(cast.sendco, page(plan, "review/"), {"found": "Seen", "next_review_on": "1/9/2027"})
    assert str(again(plan).in_force.checks.get().next_review_on) == "2027-09-01"


def test_an_ended_plan_says_why_and_offers_no_change(alder, cast, visit):
    plan = safety.in_force(cast)
    visit(cast.sendco, page(plan, "end/"), {"on": "24/11/2026", "why": "The cast came off"})
    text = visit(cast.sendco, page(plan)).content.decode()
    assert "The cast came off" in text
    assert page(plan, "new/") not in text


def test_the_list_names_what_is_wrong_and_hides_what_may_not_be_read(alder, cast, visit):
    gone = cast.person(Role.TA, "Gone")
    safety.in_force(cast, helper=gone)
    safety.in_force(cast, "intimate")
    gone.is_active = False
    gone.save()
    assert b"Gone no longer works here" in visit(cast.sendco, "/safety/").content
    teacher = visit(cast.teacher, "/safety/").content
    assert b"Risk assessment" in teacher
    assert b"Intimate care plan</td>" not in teacher


def test_the_list_asks_few_questions(alder, cast, client, visit, at_most):
    for pupil in (cast.ann, cast.ben):
        for kind in ("risk", "peep", "healthcare", "intimate"):
            safety.in_force(cast, kind, pupil=pupil)
    visit(cast.sendco, "/safety/")
    with at_most(15):
        client.get("/schools/alder/safety/")


def test_a_peep_waits_for_the_site_lead_on_their_front_page(alder, cast, visit):
    site = cast.person(Role.SITE)
    plan = safety.sign(safety.sent(cast, "peep"), cast, but=["site"])
    text = visit(site, "/").content.decode()
    assert "1 plan to sign" in text
    assert page(plan, "agreement/site/") in text
