"""The tick: who may tick what, once, twice and pupil by pupil."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apdr.models import Session, SessionRecord
from tests.factories.provision import support


@pytest.fixture
def days():
    today = timezone.localdate()
    return {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=30)}


@pytest.fixture
def group(cast, days):
    """Ann and Ben, led by the assistant, who is named for Ann alone."""
    return support(cast, cast.ann, cast.ben, **days)


def tick(visit, person, group, answer="yes", **others):
    typed = {"answer": answer, "number": "1", **others}
    return visit(person, f"/sessions/{group.pk}/tick/", typed)


def test_whoever_leads_a_group_ticks_all_of_it(cast, group, visit):
    assert "Ben Barker" in visit(cast.assistant, "/sessions/").content.decode()
    assert tick(visit, cast.assistant, group).status_code == 302
    assert set(SessionRecord.objects.values_list("happened", flat=True)) == {"yes"}
    assert SessionRecord.objects.count() == 2


def test_a_teacher_ticks_for_pupils_of_own_classes_alone(cast, group, visit):
    page = visit(cast.teacher, "/sessions/").content.decode()
    assert "Ann Archer" in page
    assert "Ben Barker" not in page
    tick(visit, cast.teacher, group, "no:absent")
    assert [record.pupil for record in SessionRecord.objects.all()] == [cast.ann]


def test_support_of_other_peoples_pupils_is_not_there_to_tick(cast, days, visit):
    other = support(cast, cast.ben, led_by=cast.sendco, **days)
    assert tick(visit, cast.assistant, other).status_code == 404


def test_a_second_tick_puts_the_first_right(cast, group, visit):
    tick(visit, cast.assistant, group)
    tick(visit, cast.assistant, group, "no:adult")
    assert Session.objects.count() == 1
    assert set(SessionRecord.objects.values_list("happened", "reason")) == {("no", "adult")}


def test_the_front_page_leads_to_what_there_is_to_tick(cast, group, days, visit):
    support(cast, cast.ben, name="Second group", **days)
    assert "Nothing is ticked today." in visit(cast.assistant, "/").content.decode()
    tick(visit, cast.assistant, group)
    page = visit(cast.assistant, "/").content.decode()
    assert "You lead 2 groups. 1 of them is ticked today." in page
    assert "Today’s sessions" not in visit(cast.teacher, "/").content.decode()


def test_no_needs_a_reason(cast, group, visit):
    response = tick(visit, cast.assistant, group, "no")
    assert response.status_code == 422
    assert "Choose why it did not happen" in response.content.decode()


def test_pupil_by_pupil_says_who_missed_it(cast, group, visit):
    answers = {"pupil-0-happened": "yes", "pupil-1-happened": "no", "pupil-1-reason": "absent"}
    visit(cast.assistant, f"/sessions/{group.pk}/", answers)
    found = dict(SessionRecord.objects.values_list("pupil", "happened"))
    assert found == {cast.ann.pk: "yes", cast.ben.pk: "no"}
    page = visit(cast.assistant, "/sessions/").content.decode()
    assert "Ben Barker: Did not happen: pupil absent" in page


def test_a_session_that_one_of_two_had_happened(cast, group, visit):
    answers = {"pupil-0-happened": "no", "pupil-0-reason": "absent", "pupil-1-happened": "yes"}
    visit(cast.assistant, f"/sessions/{group.pk}/", answers)
    page = visit(cast.assistant, "/sessions/").content.decode()
    assert "Ann Archer: Did not happen: pupil absent" in page
    assert "Ben Barker: Happened" not in page


def test_pupil_by_pupil_asks_why_not(cast, group, visit):
    answers = {"pupil-0-happened": "yes", "pupil-1-happened": "no", "pupil-1-reason": ""}
    response = visit(cast.assistant, f"/sessions/{group.pk}/", answers)
    assert response.status_code == 422
    assert not Session.objects.exists()


def test_an_earlier_day_can_be_ticked_and_a_day_to_come_cannot(cast, group, visit):
    today = timezone.localdate()
    tick(visit, cast.assistant, group, on=f"{today - timedelta(days=1):%Y-%m-%d}")
    tick(visit, cast.assistant, group, on=f"{today + timedelta(days=1):%Y-%m-%d}")
    held = set(Session.objects.values_list("held_on", flat=True))
    assert held == {today - timedelta(days=1), today}


def test_planned_stands_against_delivered(cast, group, visit):
    tick(visit, cast.assistant, group)
    card = visit(cast.assistant, "/sessions/").context["mine"][0]
    assert card.so_far.happened == 1
