"""What happened: who did what, when, and never a child's name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access import services
from access.roles import Role
from audit.models import AuditEvent
from audit.record import record
from schools.across import shared

HAPPENED = "/what-happened/"


def actions(answer):
    return [event.action for event, *_ in answer.context["rows"]]


def test_it_says_who_did_what_to_which_record_and_not_the_childs_name(cast, visit):
    record("pupil.viewed", cast.ann, by=cast.sendco)
    page = visit(cast.head, HAPPENED).content.decode()
    assert "Pupil viewed" in page
    assert cast.sendco.name in page
    assert str(cast.ann.pk)[:8] in page
    assert "Archer" not in page


def test_the_id_of_a_pupil_leads_those_who_read_histories_to_theirs(cast, visit):
    record("pupil.viewed", cast.ann, by=cast.sendco)
    address = f"/pupils/{cast.ann.pk}/history/"
    assert address in visit(cast.head, HAPPENED).content.decode()
    assert visit(cast.head, address).status_code == 200
    assert address not in visit(cast.person(Role.DPO), HAPPENED).content.decode()


def test_looking_at_it_is_an_event_of_its_own(cast, visit):
    assert actions(visit(cast.head, HAPPENED)) == ["audit.viewed"]
    assert AuditEvent.objects.get(action="audit.viewed").actor_id == cast.head.pk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sort=looks", ["audit.viewed", "pupil.viewed"]),
        ("sort=changes", ["profile.changed"]),
        ("sort=exports", ["register.exported"]),
        ("sort=refused", ["access.refused"]),
        ("who=sendco", ["register.exported", "profile.changed", "pupil.viewed"]),
        ("day=1/1/2020", []),
    ],
)
def test_it_is_filtered_by_sort_person_and_day(cast, visit, query, found):
    record("pupil.viewed", cast.ann, by=cast.sendco)
    record("profile.changed", cast.ann, by=cast.sendco)
    record("register.exported", by=cast.sendco)
    record("access.refused", by=cast.teacher)
    assert actions(visit(cast.head, f"{HAPPENED}?{query}")) == found


def test_a_day_is_counted_as_people_here_count_it(cast, visit):
    today = f"{timezone.localdate():%d/%m/%Y}"
    assert actions(visit(cast.head, f"{HAPPENED}?day={today}")) == ["audit.viewed"]
    yesterday = timezone.localdate() - timedelta(days=1)
    assert actions(visit(cast.head, f"{HAPPENED}?day={yesterday:%d/%m/%Y}")) == []


def test_a_day_that_is_none_is_named_and_the_list_stays(cast, visit):
    answer = visit(cast.head, f"{HAPPENED}?day=31/2/2027")
    assert "There is no day 31 in February 2027" in answer.content.decode()
    assert actions(answer) == ["audit.viewed"]


def test_it_comes_in_pages(cast, visit):
    for _ in range(60):
        record("register.viewed", by=cast.sendco)
    assert len(actions(visit(cast.head, HAPPENED))) == 50
    assert len(actions(visit(cast.head, f"{HAPPENED}?page=2"))) == 12


def test_a_role_that_the_trust_gives_is_seen_in_the_school(cast, visit):
    teacher, operator = cast.teacher, cast.operator
    with shared():
        services.give_role(teacher, by=operator, role=Role.DSL, school=cast.school)
    page = visit(cast.head, HAPPENED)
    assert "role.given" in actions(page)
    assert f"{teacher.name}, Designated safeguarding lead" in page.content.decode()


def test_a_schools_events_are_not_another_schools(cast, birch, visit):
    record("pupil.viewed", cast.ann, by=cast.sendco)
    there = cast.person(Role.HEAD, "There", school=birch)
    assert actions(visit(there, HAPPENED, school="birch")) == ["audit.viewed"]


@pytest.mark.parametrize("role", [Role.SENDCO, Role.TEACHER, Role.GOVERNOR, Role.TRUSTEE])
def test_others_do_not_see_what_happened(cast, visit, role):
    assert visit(cast.person(role), HAPPENED).status_code == 403
    assert visit(cast.person(role), "/trust/what-happened/", school=None).status_code == 403


def test_the_trust_sees_its_own_events(cast, visit):
    dpo = cast.person(Role.DPO)
    record("pupil.viewed", cast.ann, by=cast.sendco)
    seen = actions(visit(dpo, "/trust/what-happened/", school=None))
    assert "school.opened" in seen
    assert "pupil.viewed" not in seen
    assert visit(dpo, HAPPENED).status_code == 200
