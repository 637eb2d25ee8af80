"""What is done with ticked pupils, and the key adult changed in its cell."""

import csv
import io

import pytest
from django.utils import timezone

from access.roles import Role
from audit.models import AuditEvent
from register.models import GroupMember, Pupil
from register.versions import version_of

HTMX = {"HTTP_HX_REQUEST": "true"}


def ticked(*pupils, **answers):
    """As the list sends them: a tick ends as an address does."""
    return {"pk": [f"{pupil.pk}/" for pupil in pupils], **answers}


def test_one_key_adult_for_many(cast, visit):
    teacher = cast.teacher
    pupils = (cast.ann, cast.dot)
    asked = visit(cast.sendco, "/register/chosen/", ticked(*pupils, do="adult"))
    assert "Archer, Ann" in asked.content.decode()
    answers = ticked(*pupils, do="adult", answered=1, adult=teacher.pk, query="?status=K")
    done = visit(cast.sendco, "/register/chosen/", answers)
    assert done.url == "/schools/alder/register/?status=K"
    assert set(Pupil.objects.filter(key_adult=teacher)) == set(pupils)
    events = AuditEvent.objects.filter(action="key_adult.chosen")
    assert {event.pupil_id for event in events} == {pupil.pk for pupil in pupils}


def test_the_names_on_the_way_to_a_change_are_a_look_on_record(cast, visit):
    visit(cast.sendco, "/register/chosen/", ticked(cast.ann, do="adult"))
    event = AuditEvent.objects.get(action="pupils.listed")
    assert event.detail["pupils"] == [str(cast.ann.pk)]


def test_a_key_adult_must_be_chosen(cast, visit):
    answers = ticked(cast.ann, do="adult", answered=1, adult="")
    answer = visit(cast.sendco, "/register/chosen/", answers)
    assert answer.status_code == 422
    assert "Choose the adult who will be key adult" in answer.content.decode()
    assert str(cast.ann.pk) in answer.content.decode()


def test_somebody_who_does_not_work_here_is_no_key_adult(cast, visit, birch):
    stranger = cast.person(Role.TEACHER, "Stranger", school=birch)
    answers = ticked(cast.ann, do="adult", answered=1, adult=stranger.pk)
    assert visit(cast.sendco, "/register/chosen/", answers).status_code == 422


def test_pupils_are_set_into_a_class_from_a_day(cast, visit):
    answers = ticked(
        cast.ann,
        cast.dot,
        do="class",
        answered=1,
        group=cast.class_4b.pk,
        on=f"{timezone.localdate():%d/%m/%Y}",
    )
    assert visit(cast.sendco, "/register/chosen/", answers).status_code == 302
    members = GroupMember.objects.current().filter(group=cast.class_4b)
    assert {member.pupil for member in members} == {cast.ann, cast.dot}


@pytest.mark.parametrize("do", ["adult", "class", "print", "csv", "", "nonsense"])
def test_without_a_tick_nothing_happens(cast, visit, do):
    answer = visit(cast.sendco, "/register/chosen/", {"do": do, "query": "?status=K"})
    assert answer.url == "/schools/alder/register/?status=K"


@pytest.mark.parametrize("key", ["x", "", "../../etc", "{0}", "1" * 400])
def test_a_tick_that_is_no_key_counts_as_none(cast, visit, key):
    answer = visit(cast.sendco, "/register/chosen/", {"do": "csv", "pk": [key]})
    assert answer.status_code == 302


def test_only_the_ticked_leave_in_the_file(cast, visit):
    cast.ann, cast.ben, cast.dot  # noqa: B018 - are on the register
    answers = ticked(cast.dot, cast.ann, do="csv", query="?sort=-name")
    answer = visit(cast.sendco, "/register/chosen/", answers)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert [row["Forename"] for row in rows] == ["Dot", "Ann"]


def test_a_pupil_who_is_not_on_the_list_does_not_leave_in_the_file(cast, visit):
    answer = visit(cast.sendco, "/register/chosen/", ticked(cast.cal, do="csv"))
    assert "Carter" not in answer.content.decode()


@pytest.mark.parametrize(("who", "do"), [("teacher", "csv"), ("head", "adult"), ("head", "class")])
def test_each_act_has_a_lock_of_its_own(cast, visit, who, do):
    answer = visit(getattr(cast, who), "/register/chosen/", ticked(cast.ann, do=do))
    assert answer.status_code == 403


# In the cell -------------------------------------------------------------------------------------
def chosen(pupil, adult):
    """What the form sends that shows this pupil as they are now."""
    return {"adult": adult.pk, "seen": version_of(pupil, fields=["key_adult"])}


def test_a_key_adult_is_changed_in_its_cell(cast, visit):
    path, teacher = f"/register/key-adult/{cast.ann.pk}/", cast.teacher
    form = visit(cast.sendco, path, **HTMX).content.decode()
    assert form.startswith('<td class="col-edit">')
    cell = visit(cast.sendco, path, chosen(cast.ann, teacher), **HTMX).content.decode()
    assert teacher.name in cell
    assert "Key adult saved" in cell
    cast.ann.refresh_from_db()
    assert cast.ann.key_adult == teacher


def test_the_second_who_chooses_a_key_adult_is_told_whom_the_first_chose(cast, visit):
    path, second = f"/register/key-adult/{cast.ann.pk}/", chosen(cast.ann, cast.head)
    visit(cast.sendco, path, chosen(cast.ann, cast.teacher), **HTMX)
    answer = visit(cast.sendco, path, second, **HTMX)
    assert answer.status_code == 422
    assert f"{cast.teacher.name} was chosen by somebody else meanwhile" in answer.text
    cast.ann.refresh_from_db()
    assert cast.ann.key_adult == cast.teacher
    visit(cast.sendco, path, chosen(cast.ann, cast.head), **HTMX)
    cast.ann.refresh_from_db()
    assert cast.ann.key_adult == cast.head


def test_leaving_the_cell_changes_nothing(cast, visit):
    cell = visit(cast.sendco, f"/register/key-adult/{cast.ann.pk}/?leave=1", **HTMX)
    assert "change key adult" in cell.content.decode()


def test_without_a_script_the_pencil_leads_to_a_page(cast, visit):
    path, teacher = f"/register/key-adult/{cast.ann.pk}/", cast.teacher
    assert "<h1>Change key adult</h1>" in visit(cast.sendco, path).content.decode()
    assert visit(cast.sendco, path, chosen(cast.ann, teacher)).status_code == 302
    cast.ann.refresh_from_db()
    assert cast.ann.key_adult == teacher


def test_an_adult_who_does_not_work_here_is_refused_in_the_cell(cast, visit, birch):
    stranger = cast.person(Role.TEACHER, "Stranger", school=birch)
    path = f"/register/key-adult/{cast.ann.pk}/"
    answer = visit(cast.sendco, path, {"adult": stranger.pk}, **HTMX)
    assert answer.status_code == 422
