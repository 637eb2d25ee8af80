"""The page on which a plan is written: rows, reminders beside the fields, drafts, two people."""

from datetime import date

import pytest

from apdr.models import PlanDraft
from apdr.services import cycles
from tests.factories.plans import CARD, TALK, begin, closed, group, plan


def _edit(cycle):
    return f"/plans/{cycle.pk}/edit/"


def answers_of(page):
    """What a browser would send of this page, as it was opened."""
    form, rows = page.context["form"], page.context["rows"]
    fields = [*form, *(field for row in rows for field in row)]
    sent = {field.html_name: field.value() for field in fields}
    sent["outcome-TOTAL_FORMS"], sent["outcome-INITIAL_FORMS"] = len(rows.forms), 0
    return {
        name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value
        for name, value in sent.items()
        if value not in (None, "")
    }


def remarks_at(page, name, row=None):
    form = page.context["form"] if row is None else page.context["rows"][row]
    return {remark.rule for remark in form[name].remarks}


# Saving -------------------------------------------------------------------------------------------
def test_a_plan_that_is_opened_and_saved_stays_the_same(cast, visit):
    group(cast, cast.ann)
    own = {"enrolments": [cast.ann.enrolments.get()], "strategies": ["Paired talk daily"]}
    cycle = plan(cast, outcomes=[CARD | own, TALK])
    before = cycles.version_of_plan(cycle)
    opened = visit(cast.teacher, _edit(cycle))
    assert visit(cast.teacher, _edit(cycle), answers_of(opened)).status_code == 302
    again = visit(cast.teacher, _edit(cycle))
    assert before != cycles.version_of_plan(cycle)  # strategies are written anew
    opened, again = answers_of(opened), answers_of(again)
    assert opened.pop("seen") != again.pop("seen")
    assert opened == again


def test_a_row_more_and_a_row_less_lose_no_word(cast, visit):
    cycle = plan(cast)
    typed = answers_of(visit(cast.teacher, _edit(cycle))) | {"summary": "Half a sentence"}
    more = visit(cast.teacher, _edit(cycle), typed | {"more": "1"})
    assert more.status_code == 200
    assert len(more.context["rows"].forms) == 2
    less = visit(cast.teacher, _edit(cycle), answers_of(more) | {"less": "0"})
    assert len(less.context["rows"].forms) == 1
    assert less.context["form"]["summary"].value() == "Half a sentence"
    assert less.context["rows"][0]["text"].value() == ""


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"outcome-0-by_on": "4/9/2026"}, "by_on"),
        ({"outcome-0-baseline_on": "1/9/2099"}, "baseline_on"),
        ({"outcome-0-text": ""}, "text"),
    ],
)
def test_a_wrong_answer_of_an_outcome_is_said_at_its_field(cast, visit, answers, field):
    cycle = plan(cast)
    typed = answers_of(visit(cast.teacher, _edit(cycle))) | answers
    page = visit(cast.teacher, _edit(cycle), typed)
    assert page.status_code == 422
    assert field in page.context["rows"][0].errors


def test_a_review_before_the_plan_began_is_refused_at_its_field(cast, visit):
    cycle = plan(cast)
    typed = answers_of(visit(cast.teacher, _edit(cycle)))
    typed |= {"review_choice": "other", "review_other": "4/9/2026"}
    page = visit(cast.teacher, _edit(cycle), typed)
    assert page.status_code == 422
    assert page.context["form"].errors["review_other"] == [
        "The plan began on 7 Sep 2026. Choose that day or a later one for the review"
    ]


def test_support_of_another_pupil_cannot_be_linked(cast, visit):
    group(cast, cast.ben)
    cycle = plan(cast)
    typed = answers_of(visit(cast.teacher, _edit(cycle)))
    typed["outcome-0-enrolments"] = [str(cast.ben.enrolments.get().pk)]
    assert visit(cast.teacher, _edit(cycle), typed).status_code == 422


# Reminders ----------------------------------------------------------------------------------------
def test_reminders_stand_beside_the_field_they_concern(cast, visit):
    cycle = begin(cast)
    cycles.save_plan(
        cycle, by=cast.teacher, outcomes=[{"text": "Receive regular help", "need": "ASD"}]
    )
    page = visit(cast.teacher, _edit(cycle))
    assert remarks_at(page, "text", 0) == {"outcome_is_provision", "outcome_is_vague"}
    assert remarks_at(page, "measure", 0) == {"outcome_without_measure"}
    assert remarks_at(page, "by_on", 0) == {"outcome_without_date"}
    assert remarks_at(page, "enrolments", 0) == {"outcome_without_provision"}
    assert remarks_at(page, "needs_addressed") == {"need_without_outcome"}
    assert remarks_at(page, "review_other") == {"no_review_date"}
    assert page.content.decode().count("Say by when.") == 1


def test_reminders_never_stop_a_plan_from_being_saved(cast, visit):
    cycle = begin(cast)
    typed = answers_of(visit(cast.teacher, _edit(cycle))) | {"outcome-0-text": "Receive help"}
    assert visit(cast.teacher, _edit(cycle), typed).status_code == 302
    assert cycle.outcomes.get().text == "Receive help"


def test_words_are_checked_while_they_are_typed(cast, visit):
    page = visit(cast.teacher, "/plans/wording/", {"outcome-3-text": "Have regular support"})
    assert "what we will give" in page.content.decode()
    assert "“regular” can mean anything" in page.content.decode()


# Drafts -------------------------------------------------------------------------------------------
def test_what_was_typed_comes_back_on_another_machine(cast, visit):
    cycle = plan(cast)
    typed = answers_of(visit(cast.teacher, _edit(cycle))) | {
        "summary": "Half a sen",
        "outcome-0-strategies": "One\nTwo",
    }
    kept = visit(cast.teacher, f"/plans/{cycle.pk}/draft/", typed)
    assert "Draft saved" in kept.content.decode()
    page = visit(cast.teacher, _edit(cycle))
    assert page.context["form"]["summary"].value() == "Half a sen"
    assert page.context["rows"][0]["strategies"].value() == "One\nTwo"
    assert visit(cast.sendco, _edit(cycle)).context["form"]["summary"].value() == ""
    assert visit(cast.teacher, _edit(cycle), answers_of(page)).status_code == 302
    assert not PlanDraft.objects.exists()


def test_a_draft_is_thrown_away_on_request(cast, visit):
    cycle = plan(cast)
    visit(cast.teacher, f"/plans/{cycle.pk}/draft/", {"summary": "Half"})
    assert visit(cast.teacher, f"/plans/{cycle.pk}/draft/away/", {}).status_code == 302
    assert visit(cast.teacher, _edit(cycle)).context["form"]["summary"].value() == ""


def test_nothing_is_kept_for_a_closed_cycle(cast, visit):
    cycle = closed(cast)
    answer = visit(cast.teacher, f"/plans/{cycle.pk}/draft/", {"summary": "Half"})
    assert (answer.status_code, b"closed" in answer.content) == (409, True)
    assert not PlanDraft.objects.exists()


# Two people ---------------------------------------------------------------------------------------
def test_who_saves_second_sees_both_plans_and_loses_nothing(cast, visit):
    cycle = plan(cast)
    mine = answers_of(visit(cast.teacher, _edit(cycle))) | {"summary": "Mine"}
    first = cycle.outcomes.get()
    kept = CARD | {"id": first.pk}
    cycles.save_plan(cycle, by=cast.sendco, outcomes=[kept, TALK], summary="Theirs")
    page = visit(cast.teacher, _edit(cycle), mine)
    assert page.status_code == 409
    rows = {label: both for label, *both in page.context["conflict"].rows}
    assert rows["What we understand"] == ["Theirs", "Mine"]
    assert TALK["text"] in rows["Outcomes"][0]
    assert page.context["form"]["summary"].value() == "Mine"
    texts = [row["text"].value() for row in page.context["rows"]]
    assert texts == [CARD["text"], TALK["text"]]  # theirs is kept below mine
    assert visit(cast.teacher, _edit(cycle), answers_of(page)).status_code == 302
    cycle.refresh_from_db()
    assert (cycle.summary, cycle.outcomes.count()) == ("Mine", 2)
