"""The front page of a school: what each person needs first, and nobody's more than that."""

import pytest
from django.utils import timezone

from access.models import Membership
from access.roles import Role
from audit.models import AuditEvent
from register.models import ImportBatch, Need
from register.services.pupils import choose_key_adult

SEES_NO_NAME = (Role.GOVERNOR, Role.BOARD, Role.OPERATOR, Role.DPO, Role.TRUSTEE, Role.TRUST_LEAD)


@pytest.fixture
def school(cast):
    """Four pupils, and a file that waits for the data officer."""
    cast.ann, cast.ben, cast.cal, cast.dot  # noqa: B018 - are on the roll
    ImportBatch.objects.create(
        file_name="roll.csv", started_by=cast.data_officer, state=ImportBatch.State.READY
    )
    return cast


def home(visit, person):
    return visit(person, "/").content.decode()


def test_a_sendco_sees_the_register_in_numbers(school, visit):
    answer = visit(school.sendco, "/")
    pieces = dict(answer.context["home"].wide)
    register = pieces["register/home/_register.html"]
    assert register["on_register"] == 2
    assert "2 on the register, 1 monitored" in answer.content.decode()
    assert [(words, number) for words, number, _ in register["figures"]] == [
        ("EHC plan", 1),
        ("SEN support", 1),
        ("Monitoring", 1),
    ]


def test_a_sendco_sees_whom_to_look_at_again(school, visit):
    period = school.dot.status_periods.get()
    period.look_again_on = timezone.localdate()
    period.save()
    text = home(visit, school.sendco)
    assert "1 pupil whose day to look again has come" in text
    assert "?again=past" in text


def test_a_pupil_on_the_register_without_a_main_need_is_worth_a_look(school, visit):
    Need.objects.filter(pupil=school.ann).delete()
    assert "1 pupil with SEN support and no main need on record" in home(visit, school.sendco)
    assert "with an EHC plan and no main need" not in home(visit, school.sendco)


def test_an_import_that_waits_is_shown_to_who_may_settle_it(school, visit):
    assert "roll.csv" in home(visit, school.data_officer)
    assert "roll.csv" in home(visit, school.sendco)
    assert "roll.csv" not in home(visit, school.head)


def test_recent_changes_name_the_pupil_and_are_put_on_record(school, visit):
    choose_key_adult(school.ben, by=school.sendco, adult=school.sendco)
    text = home(visit, school.head)
    assert "Ben Barker" in text
    assert "Key adult chosen" in text
    event = AuditEvent.objects.get(action="home.viewed", actor_id=school.head.pk)
    assert event.detail["pupils"] == [str(school.ben.pk)]


def test_a_teacher_sees_their_classes_and_what_is_to_read(school, visit):
    text = home(visit, school.teacher)
    assert "My classes" in text
    assert "Not read yet" in text
    assert "Ann Archer" not in text


def test_an_assistant_sees_the_pupils_they_are_named_for(school, visit):
    text = home(visit, school.assistant)
    assert "Ann Archer" in text
    assert "Ben Barker" not in text


@pytest.mark.parametrize("role", SEES_NO_NAME)
def test_who_may_not_see_a_pupil_reads_no_name(school, visit, role):
    choose_key_adult(school.ann, by=school.sendco, adult=school.sendco)
    text = home(visit, school.person(role))
    assert not any(name in text for name in ("Archer", "Barker", "Carter", "Dyer"))


@pytest.mark.parametrize("role", [Role.GOVERNOR, Role.BOARD, Role.FINANCE])
def test_who_sees_figures_only_finds_them_on_the_front_page(school, visit, role):
    assert "The school in figures" in home(visit, school.person(role))


@pytest.mark.parametrize("role", [Role.MEDICAL, Role.SITE, Role.FINANCE])
def test_who_looks_up_pupils_finds_the_search(school, visit, role):
    assert "home-find" in home(visit, school.person(role))


@pytest.mark.parametrize("role", Role)
def test_every_role_finds_something_to_do(school, visit, role):
    answer = visit(school.person(role), "/")
    assert answer.status_code == 200
    assert "Who may do what" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.SENDCO, Role.HEAD, Role.DATA, Role.TEACHER, Role.GOVERNOR])
def test_the_front_page_asks_few_questions(school, visit, client, at_most, role):
    choose_key_adult(school.ann, by=school.sendco, adult=school.sendco)
    visit(school.teacher if role == Role.TEACHER else school.person(role), "/")
    with at_most(21):  # nine ask what the floors above have waiting, and flags
        client.get("/schools/alder/")


# Finding a pupil -------------------------------------------------------------------------------
def test_anybody_on_the_roll_is_found_with_or_without_sen(school, visit):
    text = visit(school.head, "/pupils/?q=cal").content.decode()
    assert "Carter, Cal" in text
    event = AuditEvent.objects.get(action="pupils.searched")
    assert event.detail["pupils"] == [str(school.cal.pk)]


def test_a_teacher_finds_their_own_pupils_only(school, visit):
    assert "Archer, Ann" in visit(school.teacher, "/pupils/?q=archer").content.decode()
    assert "No pupil found" in visit(school.teacher, "/pupils/?q=barker").content.decode()


def test_who_does_not_see_the_register_sees_no_status(school, visit):
    text = visit(school.person(Role.MEDICAL), "/pupils/?q=ann").content.decode()
    assert "Archer, Ann" in text
    assert "SEN support" not in text


@pytest.mark.parametrize("q", ["", "x" * 500, "%25", "(", "'"])
def test_an_odd_search_finds_nobody_and_breaks_nothing(school, visit, q):
    assert visit(school.head, f"/pupils/?q={q}").status_code == 200


def test_a_status_is_shown_only_of_pupils_whose_register_one_reaches(school, visit, alder):
    """A first-aid lead finds everybody; as the teacher of 3A they see the status of that class."""
    Membership.objects.create(user=school.teacher, school=alder, role=Role.MEDICAL)
    text = visit(school.teacher, "/pupils/?q=a").content.decode()
    assert "Archer, Ann" in text
    assert "SEN support" in text
    assert "Barker, Ben" in text
    assert "EHC plan" not in text
