from datetime import date

import pytest

from audit.models import AuditEvent
from register.models import Need, StatusPeriod
from register.services.needs import standing
from register.versions import version_of

DECIDED = {
    "reason": "Reading has slowed since the spring.",
    "evidence": ["progress", "parents"],
    "on": "5/11/2026",
    "parents_told_how": "meeting",
    "parents_told_on": "3/11/2026",
}


def needs(*codes):
    """The rows as a browser sends them, main need first."""
    rows = {f"need-{place}-sen_type": code for place, code in enumerate(codes)}
    return {"need-TOTAL_FORMS": max(len(codes), 2), "need-INITIAL_FORMS": 0, **rows}


def seen(pupil):
    period, now = standing(pupil)
    return {"seen": version_of(period, *now)}


@pytest.fixture
def change(cast, visit):
    """change(pupil, "K", "SLCN", …answers) → the answer to the SENDCo."""

    def send(pupil, status, *codes, **answers):
        data = {**DECIDED, **needs(*codes), **seen(pupil), "decided_by": cast.sendco.pk}
        data |= {"status": status} | answers
        return visit(cast.sendco, f"/pupils/{pupil.pk}/status/", data)

    return send


def test_a_pupil_goes_from_monitoring_to_sen_support_with_two_needs_in_one_screen(cast, change):
    """W3: one screen, seven fields."""
    assert change(cast.dot, "K", "SLCN", "SEMH").status_code == 302
    period, now = standing(cast.dot)
    assert (period.status, period.started_on) == ("K", date(2026, 11, 5))
    assert (period.parents_told_on, period.parents_told_how) == (date(2026, 11, 3), "meeting")
    assert [(need.rank, need.sen_type) for need in now] == [(1, "SLCN"), (2, "SEMH")]


def test_the_letter_to_parents_is_offered_after_the_change(cast, change, visit):
    answer = change(cast.dot, "K", "SLCN")
    said = visit(cast.sendco, answer.url.removeprefix("/schools/alder")).content.decode()
    assert "Dot Dyer has the status “SEN support” from 5 Nov 2026." in said
    assert "Letter to parents (PDF)" in said


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("reason", "Write why the status changes"),
        ("evidence", "Tick what the decision was based on"),
        ("on", "Enter the day of the decision"),
        ("parents_told_how", "Choose how the parents were told"),
        ("parents_told_on", "Enter the day on which the parents were told"),
    ],
)
def test_every_part_of_the_decision_is_an_answer_and_not_a_memory(cast, change, field, message):
    """Policy 7.5."""
    answer = change(cast.dot, "K", "SLCN", **{field: []})
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert standing(cast.dot)[0].status == "M"


def test_rule_2170_sen_support_asks_for_a_need_at_its_row(cast, change):
    answer = change(cast.dot, "K")
    assert answer.status_code == 422
    assert 'href="#id_need-0-sen_type"' in answer.content.decode()


def test_rule_2175_not_yet_assessed_is_refused_with_an_ehc_plan(cast, change):
    answer = change(cast.dot, "E", "NSA", evidence=["plan"])
    assert "goes only with SEN support" in answer.content.decode()


def test_rule_2125_the_needs_of_a_pupil_without_sen_are_closed(cast, change):
    assert change(cast.ann, "N", "SLCN").status_code == 302
    assert not Need.objects.current().exists()


def test_leaving_the_register_starts_a_watch_with_a_day_to_look_again(cast, change):
    assert change(cast.ann, "M", "SLCN", look_again_on="").status_code == 422
    assert change(cast.ann, "M", "SLCN", look_again_on="21/7/2027").status_code == 302
    assert standing(cast.ann)[0].look_again_on == date(2027, 7, 21)


def test_the_watch_is_offered_for_two_terms(cast, visit):
    said = visit(cast.sendco, f"/pupils/{cast.ann.pk}/status/")
    assert said.context["form"]["look_again_on"].value() == date(2027, 7, 21)


def test_an_ehc_plan_begins_only_when_the_authority_issued_it(cast, change):
    assert (
        "Tick that the local authority issued the plan"
        in change(cast.ann, "E", "SLCN").content.decode()
    )
    assert change(cast.ann, "E", "SLCN", evidence=["plan"]).status_code == 302


def test_an_ehc_plan_ends_only_when_the_authority_ended_it(cast, change):
    """Children and Families Act 2014, s.45."""
    assert change(cast.ben, "K", "ASD").status_code == 422
    assert change(cast.ben, "K", "ASD", plan_has_ended="on").status_code == 302


@pytest.mark.parametrize("day", ["2/9/2026", "31/12/2099"])
def test_a_status_begins_neither_before_the_current_one_nor_in_the_future(cast, change, day):
    assert change(cast.ann, "M", "SLCN", on=day, look_again_on="21/7/2027").status_code == 422


def test_days_are_read_day_first(cast, change):
    change(cast.dot, "K", "SLCN", on="4/9/2026", parents_told_on="4/9/2026")
    assert standing(cast.dot)[0].started_on == date(2026, 9, 4)


def test_another_row_keeps_what_was_typed_and_saves_nothing(cast, change):
    answer = change(cast.dot, "K", "SLCN", "SEMH", more="1")
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Third need" in said
    assert DECIDED["reason"] in said
    assert standing(cast.dot)[0].status == "M"


def test_a_need_moves_up(cast, change):
    rows = change(cast.dot, "K", "SLCN", "SEMH", up="1").context["rows"]
    assert [row["sen_type"].value() for row in rows] == ["SEMH", "SLCN"]


def test_of_two_sendcos_the_second_sees_what_the_first_saved_and_loses_nothing(cast, change):
    late = seen(cast.dot)
    change(cast.dot, "K", "SLCN", reason="The first reason")
    answer = change(cast.dot, "E", "ASD", evidence=["plan"], reason="The second reason", **late)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "The first reason" in said
    assert "The second reason" in said
    assert StatusPeriod.objects.filter(pupil=cast.dot).count() == 2
    again = change(cast.dot, "E", "ASD", evidence=["plan"], reason="The second reason")
    assert again.status_code == 302


def test_needs_alone_are_changed_without_a_new_status(cast, visit):
    data = {**needs("ASD", "SLCN"), **seen(cast.ann), "on": "5/11/2026"}
    assert visit(cast.sendco, f"/pupils/{cast.ann.pk}/needs/change/", data).status_code == 302
    assert [need.sen_type for need in standing(cast.ann)[1]] == ["ASD", "SLCN"]
    assert StatusPeriod.objects.filter(pupil=cast.ann).count() == 1


def test_the_history_of_status_stands_on_the_tab(cast, change, visit):
    change(cast.dot, "K", "SLCN")
    said = visit(cast.teacher, f"/pupils/{cast.dot.pk}/needs/").content.decode()
    assert "Monitoring" in said
    assert "3 Nov 2026, at a meeting" in said
    assert "Change status" not in said


@pytest.mark.parametrize("place", ["status", "needs/change"])
def test_the_needs_on_record_never_go_out_without_a_look_on_record(cast, visit, place):
    """A request that calls itself htmx's gets the page like any other."""
    answer = visit(cast.sendco, f"/pupils/{cast.ann.pk}/{place}/", HTTP_HX_REQUEST="true")
    assert answer.status_code == 200
    (event,) = AuditEvent.objects.filter(actor_id=cast.sendco.pk, action="pupil.viewed")
    assert event.pupil_id == cast.ann.pk
