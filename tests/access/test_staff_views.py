"""The staff page of a school and of the trust."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import Membership, User
from access.roles import Role
from access.services.people import give_role, move
from audit.models import AuditEvent

TODAY = timezone.localdate()
OPEN_TO_ALL = "/who-may-do-what/"  # to everybody who has a role in the school
INVITATION = {
    "name": "Nia Newell",
    "email": "nia@alder.example",
    "role": "class_teacher",
    "starts_on": f"{TODAY:%d/%m/%Y}",
}


def membership_of(person):
    return Membership.objects.get(user=person)


def test_the_list_shows_the_people_of_the_school_and_of_no_other(cast, birch, visit):
    cast.person(Role.TEACHER, "Here")
    cast.person(Role.TEACHER, "There", school=birch)
    page = visit(cast.head, "/staff/").content.decode()
    assert "Here" in page
    assert "There" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=here", 1), ("q=zzz", 0), ("role=class_teacher", 1), ("role=dsl", 0), ("view=past", 0)],
)
def test_the_list_is_searched_and_filtered(cast, visit, query, found):
    cast.person(Role.TEACHER, "Here")
    answer = visit(cast.head, f"/staff/?{query}")
    assert answer.context["page"].paginator.count == found


def test_the_trust_sees_everybody_and_filters_by_school(cast, birch, visit):
    cast.person(Role.TEACHER, "There", school=birch)
    answer = visit(cast.operator, f"/trust/staff/?school={birch.pk}", school=None)
    assert [person.name for person in answer.context["page"]] == ["There"]


def test_an_invited_person_is_told_by_mail(cast, visit, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = visit(cast.head, "/staff/invite/", INVITATION)
    nia = User.objects.get(email="nia@alder.example")
    assert answer.headers["Location"] == f"/schools/alder/staff/{nia.pk}/"
    assert mail.outbox[0].to == ["nia@alder.example"]
    assert "/account/welcome/" in mail.outbox[0].body


def test_somebody_who_has_an_account_keeps_it_and_gets_the_role(cast, birch, visit):
    there = cast.person(Role.TEACHER, "There", school=birch)
    visit(cast.head, "/staff/invite/", {**INVITATION, "email": there.email})
    assert there.memberships.count() == 2
    assert User.objects.get(email=there.email).name == "There"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "Enter the person’s name"),
        ({"email": "nia"}, "Enter an email address"),
        ({"role": ""}, "Choose a role"),
        ({"starts_on": "31/2/2027"}, "There is no day 31 in February 2027"),
        ({"ends_on": "1/1/2020"}, "The last day must not be before the first day"),
    ],
)
def test_a_wrong_answer_is_named_and_the_others_are_kept(cast, visit, wrong, message):
    answer = visit(cast.head, "/staff/invite/", {**INVITATION, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    kept = next(value for key, value in INVITATION.items() if key not in wrong)
    assert f'value="{kept}"' in page
    assert not User.objects.filter(email="nia@alder.example").exists()


def test_the_same_role_is_not_given_twice(cast, visit):
    answer = visit(cast.head, "/staff/invite/", {**INVITATION, "email": cast.teacher.email})
    assert answer.status_code == 422
    assert "has this role already" in answer.content.decode()


def test_an_account_that_the_trust_closed_stays_closed(cast, visit):
    User.objects.filter(pk=cast.teacher.pk).update(is_active=False)
    answer = visit(cast.head, "/staff/invite/", {**INVITATION, "email": cast.teacher.email})
    assert answer.status_code == 422
    assert "switched off" in answer.content.decode()


def test_a_role_may_begin_on_a_later_day(cast, visit):
    first = TODAY + timedelta(days=30)
    visit(cast.head, "/staff/invite/", {**INVITATION, "starts_on": f"{first:%d/%m/%Y}"})
    nia = User.objects.get(email="nia@alder.example")
    assert visit(nia, OPEN_TO_ALL).status_code == 404
    assert visit(cast.head, "/staff/?view=coming").context["page"].paginator.count == 1


def test_a_role_that_ends_now_lets_nobody_in_at_the_next_request(cast, visit, client):
    path = f"/staff/roles/{membership_of(cast.teacher).pk}/end/"
    assert visit(cast.teacher, OPEN_TO_ALL).status_code == 200
    visit(cast.head, path, {"when": "now"})
    assert visit(cast.teacher, OPEN_TO_ALL).status_code == 404
    assert visit(cast.head, path).status_code == 403


def test_who_is_sent_home_today_worked_today(cast, visit):
    """The last day on record is the day itself, and they may be given the role again on it."""
    path = f"/staff/roles/{membership_of(cast.teacher).pk}/end/"
    visit(cast.head, path, {"when": "now"})
    assert membership_of(cast.teacher).ends_on == TODAY
    assert visit(cast.head, "/staff/?view=past").context["page"].object_list[0] == cast.teacher
    give_role(cast.teacher, by=cast.head, role=Role.TEACHER, school=cast.school)
    assert visit(cast.teacher, OPEN_TO_ALL).status_code == 200


def test_ending_a_role_ends_the_sessions_that_are_open(cast, client):
    from access.services import end_role

    client.force_login(cast.teacher)
    assert client.get("/schools/alder/who-may-do-what/").status_code == 200
    end_role(membership_of(cast.teacher), by=cast.head)
    assert client.get("/account/").headers["Location"].startswith("/account/sign-in/")


def test_a_role_may_end_after_a_last_day(cast, visit):
    last = TODAY + timedelta(days=10)
    membership = membership_of(cast.teacher)
    path = f"/staff/roles/{membership.pk}/end/"
    visit(cast.head, path, {"when": "other", "last_day": f"{last:%d/%m/%Y}"})
    assert membership_of(cast.teacher).ends_on == last
    assert visit(cast.teacher, OPEN_TO_ALL).status_code == 200


@pytest.mark.parametrize("last_day", ["", "1/9/2026", "soon"])
def test_a_last_day_must_be_a_day_to_come(cast, visit, last_day):
    path = f"/staff/roles/{membership_of(cast.teacher).pk}/end/"
    answer = visit(cast.head, path, {"when": "other", "last_day": last_day})
    assert answer.status_code == 422
    assert membership_of(cast.teacher).ends_on is None


def test_a_role_given_and_ended_on_one_day_leaves_nothing_open(cast, visit):
    visit(cast.head, "/staff/invite/", INVITATION)
    nia = User.objects.get(email="nia@alder.example")
    visit(cast.head, f"/staff/roles/{membership_of(nia).pk}/end/", {"when": "now"})
    assert not nia.memberships.exists()


def test_a_role_of_another_school_does_not_exist_for_a_head(cast, birch, visit):
    there = cast.person(Role.TEACHER, "There", school=birch)
    assert visit(cast.head, f"/staff/{there.pk}/").status_code == 404
    assert visit(cast.head, f"/staff/{there.pk}/role/").status_code == 404
    assert visit(cast.head, f"/staff/roles/{membership_of(there).pk}/end/").status_code == 404


def test_the_trust_moves_a_person_to_another_school(cast, birch, visit):
    first = TODAY + timedelta(days=5)
    path = f"/trust/staff/roles/{membership_of(cast.teacher).pk}/move/"
    visit(cast.operator, path, {"school": birch.pk, "on": f"{first:%d/%m/%Y}"}, school=None)
    here, there = cast.teacher.memberships.order_by("starts_on")
    assert (here.school, here.ends_on) == (cast.school, first - timedelta(days=1))
    assert (there.school, there.role, there.starts_on) == (birch, Role.TEACHER, first)


def test_a_refused_move_is_on_record_and_moves_nobody(cast, birch):
    """A head may end a role at home and give none elsewhere."""
    with pytest.raises(PermissionDenied):
        move(membership_of(cast.teacher), by=cast.head, to=birch, on=TODAY)
    assert membership_of(cast.teacher).ends_on is None
    refused = AuditEvent.objects.get(action="role.refused")
    assert refused.actor_id == cast.head.pk


def test_switching_an_account_off_ends_its_roles_and_its_sessions(cast, visit, client):
    from django.test import Client

    theirs = Client()
    theirs.force_login(cast.teacher)
    visit(cast.operator, f"/trust/staff/{cast.teacher.pk}/off/", {}, school=None)
    assert theirs.get("/account/").status_code == 302
    assert not Membership.objects.of(cast.teacher).on(TODAY).exists()
    assert membership_of(cast.teacher).ends_on == TODAY
    assert not User.objects.get(pk=cast.teacher.pk).is_active


def test_an_account_opened_again_has_no_role(cast, visit):
    visit(cast.operator, f"/trust/staff/{cast.teacher.pk}/off/", {}, school=None)
    visit(cast.operator, f"/trust/staff/{cast.teacher.pk}/on/", {}, school=None)
    assert User.objects.get(pk=cast.teacher.pk).is_active
    assert visit(cast.teacher, OPEN_TO_ALL).status_code == 404


def test_the_invitation_is_sent_again_only_until_a_password_is_chosen(
    cast, visit, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        visit(cast.head, "/staff/invite/", INVITATION)
        nia = User.objects.get(email="nia@alder.example")
        visit(cast.head, f"/staff/{nia.pk}/link/", {})
    assert len(mail.outbox) == 2
    nia.set_password("three blue otters")
    nia.save()
    assert visit(cast.head, f"/staff/{nia.pk}/link/", {}).status_code == 404


def test_a_role_of_the_trust_is_given_for_the_whole_trust(cast, visit):
    data = {**INVITATION, "place": str(cast.school.pk), "role": "trust_board"}
    answer = visit(cast.operator, "/trust/staff/invite/", data, school=None)
    assert answer.status_code == 422
    assert "for the whole trust" in answer.content.decode()
    answer = visit(cast.operator, "/trust/staff/invite/", {**data, "place": "trust"}, school=None)
    assert answer.status_code == 302
    assert Membership.objects.get(role="trust_board").school is None


def test_a_list_of_people_costs_the_same_for_one_and_for_many(cast, client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/schools/alder/staff/")
        return len(captured)

    client.force_login(cast.head)
    few = queries()
    for number in range(20):
        cast.person(Role.TEACHER, f"Teacher{number}")
    assert queries() == few


def test_the_page_of_an_assistant_says_where_they_are_named_for_pupils(cast, visit):
    path = f"/staff/{cast.assistant.pk}/"
    to_register = 'Open a pupil from the <a href="/schools/alder/register/">'
    assert to_register in visit(cast.sendco, path).content.decode()
    assert "ask the SENDCo to name" in visit(cast.head, path).content.decode()
    assert "Choose adults" not in visit(cast.head, f"/staff/{cast.teacher.pk}/").content.decode()


def test_a_past_role_stays_on_the_persons_page(cast, visit):
    Membership.objects.filter(user=cast.teacher).update(ends_on=date(2026, 9, 30))
    page = visit(cast.head, f"/staff/{cast.teacher.pk}/").content.decode()
    assert "Past roles" in page
    assert "30 Sep 2026" in page
