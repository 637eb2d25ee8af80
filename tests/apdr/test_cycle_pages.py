"""The pages of a pupil's plans: who sees what, and each step from beginning to end."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apdr.models import Cycle
from apdr.services import cycles
from audit.models import AuditEvent
from register.services.pupils import mark_left
from tests.factories.plans import REVIEW, TALK, agree, agreed, begin, closed, plan, review_all

TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
SOON = TODAY + timedelta(days=11)
LATER = {"review_choice": "other", "review_other": f"{SOON:%d/%m/%Y}"}


def _of(cycle, page=""):
    return f"/plans/{cycle.pk}/{page}"


def _plans(pupil, page=""):
    return f"/pupils/{pupil.pk}/plans/{page}"


# Who sees what ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"),
    [("sendco", 200), ("head", 200), ("teacher", 200), ("assistant", 200), ("governor", 403)],
)
def test_a_plan_opens_to_those_who_need_it(cast, visit, who, status):
    cycle = agreed(cast)
    for path in (_of(cycle), _plans(cast.ann)):
        assert visit(getattr(cast, who), path).status_code == status


@pytest.mark.parametrize("who", ["teacher", "assistant"])
def test_the_plan_of_a_pupil_out_of_reach_does_not_exist(cast, visit, who):
    cycle = plan(cast, pupil=cast.ben)
    for path in (_of(cycle), _of(cycle, "edit/"), _plans(cast.ben)):
        wanted = 403 if who == "assistant" and path.endswith("edit/") else 404
        assert visit(getattr(cast, who), path).status_code == wanted


def test_an_assistant_reads_targets_and_nothing_else(cast, visit):
    cycle = agreed(cast)
    cycles.write_review(cycle, by=cast.teacher, parents_said="Words of home")
    page = visit(cast.assistant, _of(cycle)).content.decode()
    assert "ask an adult for help" in page
    assert "Task board" in page
    for hidden in ("Words of pupil", "Words of home", "Edit the plan", "Worth a look"):
        assert hidden not in page


def test_a_head_reads_and_does_not_write(cast, visit):
    cycle = agreed(cast)
    page = visit(cast.head, _of(cycle)).content.decode()
    assert "Words of pupil" in page
    assert "Edit the plan" not in page
    assert visit(cast.head, _of(cycle, "edit/")).status_code == 403


def test_a_teacher_does_not_close_a_cycle(cast, visit):
    cycle = review_all(agreed(cast), cast.teacher)
    assert "Close this cycle" not in visit(cast.teacher, _of(cycle)).content.decode()
    assert visit(cast.teacher, _of(cycle, "close/"), {}).status_code == 403


# Where a plan stands ------------------------------------------------------------------------------
def test_the_current_plan_stands_on_the_overview(cast, visit):
    agree(plan(cast), cast.teacher, review_on=SOON)
    page = visit(cast.teacher, f"/pupils/{cast.ann.pk}/").content.decode()
    assert "in the “Do” phase" in page
    assert "Due in 11 days" in page
    assert "plan agreed with parents" in page


def test_earlier_cycles_stand_below_the_current_one(cast, visit):
    before = closed(cast)
    begin(cast, title="Winter 2026", on=TODAY)
    page = visit(cast.sendco, _plans(cast.ann)).content.decode()
    assert page.index("Winter 2026") < page.index("Earlier cycles") < page.index(_of(before))


def test_meetings_with_parents_are_counted(cast, visit):
    path = f"/pupils/{cast.ann.pk}/meetings/add/"
    answers = {"held_on": f"{TODAY:%d/%m/%Y}", "who_came": "Both parents", "said": "It helps."}
    assert visit(cast.teacher, path, answers).status_code == 302
    assert "1 of 3" in visit(cast.teacher, _plans(cast.ann)).content.decode()


# A beginning --------------------------------------------------------------------------------------
def test_a_plan_begins_with_the_needs_on_record_and_a_day_for_its_review(cast, visit):
    cast.teacher  # noqa: B018 - teaches the class of Ann
    page = visit(cast.sendco, _plans(cast.ann, "start/"))
    assert page.context["form"]["owner"].value() == cast.teacher.pk
    answers = {"title": "Autumn 2026", "owner": cast.teacher.pk, **LATER}
    assert visit(cast.sendco, _plans(cast.ann, "start/"), answers).status_code == 302
    cycle = Cycle.objects.get()
    assert (cycle.owner, cycle.needs_addressed) == (cast.teacher, ["SLCN"])
    assert cycle.review_on == SOON


def test_a_pupil_who_left_gets_no_new_plan(cast, visit):
    cast.teacher  # noqa: B018 - the owner of the plan
    mark_left(cast.ann, by=cast.sendco, on=TODAY)
    page = visit(cast.sendco, _plans(cast.ann))
    assert "no new plan can begin" in page.content.decode()
    answers = {"title": "X", "owner": cast.sendco.pk, **LATER}
    refused = visit(cast.sendco, _plans(cast.ann, "start/"), answers)
    assert refused.status_code == 422
    assert "This pupil has left the school" in refused.content.decode()


def test_a_second_plan_is_not_begun_beside_the_first(cast, visit):
    cycle = begin(cast)
    answer = visit(cast.sendco, _plans(cast.ann, "start/"), follow=True)
    assert answer.redirect_chain[-1][0].endswith(_of(cycle))
    assert "has a plan already" in answer.content.decode()


def test_the_plan_of_a_pupil_who_left_is_closed_as_it_stands(cast, visit):
    cycle = agreed(cast)
    mark_left(cast.ann, by=cast.sendco, on=TODAY)
    for place in (f"/pupils/{cast.ann.pk}/", _plans(cast.ann)):
        assert (
            "Ann has left, so nobody works on it now" in visit(cast.sendco, place).content.decode()
        )
    page = visit(cast.sendco, _of(cycle)).content.decode()
    assert "has left the school, so this plan is not worked on any more" in page
    assert "Edit the plan" not in page
    assert "closed as it stands" in visit(cast.sendco, _of(cycle, "close/")).content.decode()
    answers = {"on": f"{TODAY:%d/%m/%Y}", "conclusion": "Ann goes on at Birch."}
    seen = visit(cast.sendco, _of(cycle, "close/")).context["form"]["seen"].value()
    done = visit(cast.sendco, _of(cycle, "close/"), answers | {"seen": seen})
    assert done.headers["Location"].endswith(_of(cycle))
    assert "Start the next cycle" not in visit(cast.sendco, _of(cycle)).content.decode()
    assert visit(cast.sendco, _of(cycle, "next/")).headers["Location"].endswith(_of(cycle))


@pytest.mark.parametrize("page", ["edit/", "evidence/", "agree/", "review/"])
def test_nobody_works_on_the_plan_of_a_pupil_who_left(cast, visit, page):
    cycle = agreed(cast)
    mark_left(cast.ann, by=cast.sendco, on=TODAY)
    answer = visit(cast.sendco, _of(cycle, page), follow=True)
    assert answer.redirect_chain[-1][0].endswith(_of(cycle))
    assert "Ann Archer has left the school" in answer.content.decode()


def test_what_was_typed_stands_there_when_the_pupil_left_meanwhile(cast, visit):
    cycle = agreed(cast)
    mark_left(cast.ann, by=cast.sendco, on=TODAY)
    seen = visit(cast.sendco, _of(cycle, "close/")).context["form"]["seen"].value()
    sent = {"seen": seen, "conclusion": "She goes on."}
    answer = visit(cast.sendco, _of(cycle, "review/"), sent)
    assert answer.status_code == 422
    assert "left the school" in answer.content.decode()
    assert "She goes on." in answer.content.decode()


def test_evidence_of_tomorrow_is_refused_at_its_field(cast, visit):
    answers = {"kind": "progress", "text": "Reads more", "observed_on": f"{TOMORROW:%d/%m/%Y}"}
    page = visit(cast.teacher, _of(begin(cast), "evidence/"), answers)
    assert page.status_code == 422
    assert "observed_on" in page.context["form"].errors


# Agreed -------------------------------------------------------------------------------------------
AGREED = {
    "parents_told_on": f"{TODAY:%d/%m/%Y}",
    "parents_told_how": "phone",
    "staff_told_on": f"{TODAY:%d/%m/%Y}",
    **LATER,
}


def test_a_plan_is_agreed_and_being_done(cast, visit):
    cycle = plan(cast)
    assert visit(cast.teacher, _of(cycle, "agree/"), AGREED).status_code == 302
    cycle.refresh_from_db()
    assert cycle.phase(TODAY) == "do"


@pytest.mark.parametrize("day", ["4/9/2026", "20/11/2026"])
def test_a_review_before_the_plan_or_its_agreement_is_refused_at_its_field(cast, visit, day):
    answers = AGREED | {"review_choice": "other", "review_other": day}
    page = visit(cast.teacher, _of(plan(cast), "agree/"), answers)
    assert page.status_code == 422
    assert "review_other" in page.context["form"].errors


# Reviewed and closed ------------------------------------------------------------------------------
CLOSING = {
    "on": "23/11/2026",
    "pupil_said": "Good.",
    "parents_said": "Good.",
    "conclusion": "It goes on.",
}


def closing(cast, visit, cycle):
    """What the form sends, as it was opened just now."""
    form = visit(cast.sendco, _of(cycle, "close/")).context["form"]
    return CLOSING | {"seen": form["seen"].value()}


def test_the_sendco_closes_a_reviewed_cycle_and_goes_on(cast, visit):
    cycle = review_all(agreed(cast), cast.teacher)
    answer = visit(cast.sendco, _of(cycle, "close/"), closing(cast, visit, cycle))
    assert answer.headers["Location"].endswith(_of(cycle, "next/"))
    cycle.refresh_from_db()
    assert (cycle.closed_by, cycle.reviewed_on) == (cast.sendco, date(2026, 11, 23))


def test_who_closes_sees_first_what_was_written_meanwhile(cast, visit):
    cycle = review_all(agreed(cast), cast.teacher)
    seen = visit(cast.sendco, _of(cycle, "close/")).context["form"]["seen"].value()
    cycles.write_review(cycle, by=cast.teacher, conclusion="Theirs")
    page = visit(cast.sendco, _of(cycle, "close/"), CLOSING | {"seen": seen})
    assert page.status_code == 409
    again = CLOSING | {"seen": page.context["form"]["seen"].value()}
    assert visit(cast.sendco, _of(cycle, "close/"), again).status_code == 302


def test_a_cycle_with_an_outcome_to_review_stays_open(cast, visit):
    cycle = agreed(cast)
    page = visit(cast.sendco, _of(cycle, "close/"), closing(cast, visit, cycle))
    assert page.status_code == 422
    assert "Review the rest first" in page.content.decode()


def test_what_is_left_to_review_is_one_click_away_from_closing(cast, visit):
    cycle = agreed(cast)
    page = visit(cast.sendco, _of(cycle, "close/")).content.decode()
    assert f"/reviews/{cycle.outcomes.get().pk}/" in page


def test_a_closed_cycle_takes_amendments_only(cast, visit):
    cycle = closed(cast)
    for page in ("edit/", "evidence/", "agree/", "review/"):
        answer = visit(cast.sendco, _of(cycle, page))
        assert answer.headers["Location"].endswith(_of(cycle))
    assert "Ask the SENDCo for an amendment" in " ".join(
        visit(cast.teacher, _of(cycle, "edit/"), follow=True).content.decode().split()
    )
    amended = visit(cast.sendco, _of(cycle, "amend/"), {"text": "It was the 3rd."})
    assert amended.status_code == 302
    assert "It was the 3rd." in visit(cast.head, _of(cycle)).content.decode()


def test_who_writes_the_review_second_sees_both_texts(cast, visit):
    cycle = agreed(cast)
    seen = visit(cast.teacher, _of(cycle, "review/")).context["form"]["seen"].value()
    cycles.write_review(cycle, by=cast.sendco, conclusion="Theirs")
    answers = {"seen": seen, "conclusion": "Mine"}
    page = visit(cast.teacher, _of(cycle, "review/"), answers)
    assert page.status_code == 409
    assert [row[1:] for row in page.context["conflict"].rows] == [("Theirs", "Mine")]
    again = {"seen": page.context["form"]["seen"].value(), "conclusion": "Both"}
    assert visit(cast.teacher, _of(cycle, "review/"), again).status_code == 302


# The next cycle -----------------------------------------------------------------------------------
def test_the_next_cycle_asks_only_what_changed(cast, visit):
    cycle = closed(cast, outcomes=[TALK])
    page = visit(cast.teacher, _of(cycle, "next/"))
    (row,) = page.context["rows"]
    assert (row["carry"].value(), row["baseline"].value()) == (True, "3 of 5 lessons")
    answers = {"title": "Spring 2027", **LATER}
    answers |= {"outcome-TOTAL_FORMS": "1", "outcome-INITIAL_FORMS": "1"}
    answers |= {f"outcome-0-{name}": row[name].value() for name in ("id", "text", "baseline")}
    answers |= {"outcome-0-carry": "on", "outcome-0-target": "10 minutes"}
    assert visit(cast.teacher, _of(cycle, "next/"), answers).status_code == 302
    following = Cycle.objects.open().get()
    assert following.follows == cycle
    assert following.outcomes.get().target == "10 minutes"


def test_an_outcome_about_to_be_carried_a_third_time_is_asked_about_before(cast, visit):
    second = cycles.start_next_cycle(
        closed(cast), by=cast.teacher, title="Spring 2027", on=REVIEW, review_on=REVIEW
    )
    review_all(agree(second, cast.teacher), cast.teacher)
    cycles.close_cycle(second, by=cast.sendco, on=REVIEW)
    page = visit(cast.teacher, _of(second, "next/")).content.decode()
    assert "The same outcome, 3 cycles in a row." in page


# What it costs ------------------------------------------------------------------------------------
@pytest.mark.parametrize("outcomes", [1, 6])
def test_the_page_of_a_plan_asks_the_database_little(cast, client, at_most, outcomes):
    cycle = review_all(agreed(cast, outcomes=[TALK] * outcomes), cast.teacher)
    client.force_login(cast.sendco)
    with at_most(18):
        assert client.get(f"/schools/alder{_of(cycle)}").status_code == 200


def test_a_look_is_on_record(cast, visit):
    visit(cast.head, _of(agreed(cast)))
    event = AuditEvent.objects.filter(action="pupil.viewed").latest("at")
    assert (event.subject_id, event.detail["part"]) == (str(cast.ann.pk), "plan")


def test_the_review_day_is_the_plans_own(cast, visit):
    """A day that is none of the near ones is shown as another day."""
    form = visit(cast.teacher, _of(agreed(cast), "agree/")).context["form"]
    assert (form["review_choice"].value(), form["review_other"].value()) == ("other", REVIEW)
