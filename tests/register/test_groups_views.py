from datetime import date

import pytest
from django.utils import timezone

from access.models import User
from access.roles import Role
from audit.models import AuditEvent
from register.models import Group
from register.services import groups
from register.versions import version_of

TODAY = timezone.localdate


def page(group, rest=""):
    return f"/classes/{group.pk}/{rest}"


def names(group):
    return {m.pupil.forename for m in group.members.on(TODAY()).select_related("pupil")}


def test_the_list_shows_adults_and_how_many_pupils(cast, visit):
    cast.ann, cast.cal, cast.teacher  # noqa: B018 - they stand in 3A
    text = visit(cast.head, "/classes/").content.decode()
    assert "3A" in text
    assert cast.teacher.name in text
    assert '<td class="num" data-label="Pupils">2</td>' in text


def test_a_group_is_found_by_kind_and_name(cast, visit):
    cast.class_3a, cast.class_4b  # noqa: B018 - two classes
    groups.make_group(by=cast.sendco, name="Set 1", kind=Group.Kind.TEACHING, subject="Maths")
    text = visit(cast.head, "/classes/?view=teaching&q=maths").content.decode()
    assert "Set 1" in text
    assert "3A" not in text


def test_a_new_group_leads_to_its_page(cast, visit):
    answers = {"name": "5C", "kind": "registration", "year_group": "5"}
    answer = visit(cast.data_officer, "/classes/add/", answers)
    group = Group.objects.get(name="5C")
    assert answer.status_code == 302
    assert answer.url.endswith(page(group))


@pytest.mark.parametrize("name", ["3A", "3a"])
def test_a_name_in_use_is_refused_with_what_was_typed_kept(cast, visit, name):
    cast.class_3a  # noqa: B018 - has the name
    answer = visit(cast.data_officer, "/classes/add/", {"name": name, "kind": "registration"})
    assert answer.status_code == 422
    assert f"There is a group called {name} already" in answer.content.decode()
    assert f'value="{name}"' in answer.content.decode()


def test_a_look_at_a_class_is_put_on_record_with_the_pupils_shown(cast, visit):
    cast.ann  # noqa: B018 - stands in 3A
    assert "Archer, Ann" in visit(cast.head, page(cast.class_3a)).content.decode()
    event = AuditEvent.objects.get(action="group.viewed")
    assert event.detail == {"pupils": [str(cast.ann.pk)]}


def test_a_pasted_list_takes_names_in_either_order_and_upns(cast, visit):
    cast.ben.upn = "A999200124001"
    cast.ben.save()
    pasted = {"names": f"archer, ann\n\nCal CARTER\n{cast.ben.upn}", "on": "3/9/2026"}
    cast.ann, cast.cal  # noqa: B018 - on the roll
    answer = visit(cast.data_officer, page(cast.class_4b, "pupils/add/"), pasted)
    assert answer.status_code == 302
    assert names(cast.class_4b) == {"Ann", "Ben", "Cal"}


def test_an_unclear_name_is_told_and_nobody_is_added(cast, visit):
    cast.ann, cast.pupil("Ann", "Archer")
    cast.cal  # noqa: B018 - on the roll
    pasted = {"names": "Cal Carter\nAnn Archer\nAnnie Nobody", "on": "3/9/2026"}
    answer = visit(cast.data_officer, page(cast.class_4b, "pupils/add/"), pasted)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "2 pupils are called “Ann Archer”. Use the UPN instead" in text
    assert "No pupil on the roll is called “Annie Nobody”" in text
    assert names(cast.class_4b) == set()


def test_pupils_are_found_by_a_part_of_their_name(cast, visit):
    cast.ann, cast.ben  # noqa: B018 - on the roll
    text = visit(cast.data_officer, page(cast.class_4b, "pupils/add/?q=arch")).content.decode()
    assert "Archer, Ann" in text
    assert "Barker" not in text
    assert AuditEvent.objects.get(action="pupils.searched").detail["pupils"] == [str(cast.ann.pk)]


def test_ticked_pupils_move_to_another_class(cast, visit):
    where = page(cast.class_3a, "pupils/")
    asked = {"pk": [cast.ann.pk], "target": cast.class_4b.pk, "on": "2/11/2026"}
    assert "Move 1 pupil" in visit(cast.data_officer, f"{where}?pk={cast.ann.pk}").content.decode()
    visit(cast.data_officer, where, asked)
    assert names(cast.class_3a) == set()
    assert names(cast.class_4b) == {"Ann"}


def test_ticked_pupils_leave_a_class(cast, visit):
    asked = {"pk": [cast.ann.pk], "target": "", "on": "2/11/2026"}
    visit(cast.data_officer, page(cast.class_3a, "pupils/"), asked)
    assert names(cast.class_3a) == set()


def test_a_pupil_of_another_class_cannot_be_moved_from_here(cast, visit):
    asked = {"pk": [cast.ben.pk], "target": "", "on": "2/11/2026"}
    answer = visit(cast.data_officer, page(cast.class_3a, "pupils/"), asked)
    assert answer.status_code == 302
    assert names(cast.class_4b) == {"Ben"}


def test_only_people_who_work_here_can_be_added(cast, birch, visit):
    there = cast.person(Role.TEACHER, "There", school=birch)
    where = page(cast.class_3a, "adults/add/")
    shown = visit(cast.data_officer, where).content.decode()
    assert cast.head.email in visit(cast.data_officer, where).content.decode()
    for stranger in (there, cast.governor):
        assert stranger.email not in shown
        answer = visit(cast.data_officer, where, {"user": stranger.pk, "on": "3/9/2026"})
        assert answer.status_code == 422
    assert not cast.class_3a.adults.exists()


def test_an_adult_comes_until_a_day_and_that_day_counts(cast, visit):
    teacher = cast.person(Role.TEACHER, "New")
    asked = {"user": teacher.pk, "on": "3/9/2026", "last_day": "18 Dec 2026"}
    visit(cast.data_officer, page(cast.class_3a, "adults/add/"), asked)
    assert Group.objects.taught_by(teacher, on=date(2026, 12, 18)).exists()
    assert not Group.objects.taught_by(teacher, on=date(2026, 12, 19)).exists()


def test_the_last_day_of_an_adult_can_be_set(cast, visit):
    cast.teacher  # noqa: B018 - teaches 3A
    place = cast.class_3a.adults.get()
    visit(cast.data_officer, page(cast.class_3a, f"adults/{place.pk}/"), {"last_day": "1/11/2026"})
    assert not Group.objects.taught_by(cast.teacher, on=date(2026, 11, 2)).exists()


def test_a_closed_class_is_kept_for_reading(cast, visit):
    cast.ann  # noqa: B018 - stands in 3A
    visit(cast.data_officer, page(cast.class_3a, "close/"), {"on": "2/11/2026"})
    assert "3A" not in visit(cast.head, "/classes/").content.decode()
    assert "closed from 2 Nov 2026" in visit(cast.head, page(cast.class_3a)).content.decode()


def test_the_list_of_classes_costs_the_same_for_many(cast, visit, at_most):
    for number in range(12):
        group = groups.make_group(by=cast.sendco, name=f"G{number}")
        adult = User.objects.create_user(f"a{number}@x.example", f"A {number}")
        groups.add_adult(group, adult, by=cast.sendco, on=TODAY())
    visit(cast.head, "/classes/")
    with at_most(12):
        visit(None, "/classes/")


def test_a_change_goes_no_further_back_than_the_last_school_year(cast, visit):
    where = page(cast.class_4b, "pupils/add/")
    asked = {"names": f"{cast.ann.forename} {cast.ann.surname}", "on": "31/8/2025"}
    answer = visit(cast.data_officer, where, asked)
    assert answer.status_code == 422
    assert "Enter 1 Sep 2025 or a later day" in answer.text
    assert visit(cast.data_officer, where, asked | {"on": "1/9/2025"}).status_code == 302


def test_the_second_who_changes_a_class_sees_both(cast, visit):
    where, seen = page(cast.class_3a, "change/"), version_of(cast.class_3a)
    first = {"name": "3 Ash", "year_group": "3", "seen": seen}
    assert visit(cast.sendco, where, first).status_code == 302
    answer = visit(cast.data_officer, where, {"name": "3 Elm", "year_group": "3", "seen": seen})
    assert answer.status_code == 409
    assert "<td>3 Ash</td><td>3 Elm</td>" in answer.text
    assert Group.objects.get(pk=cast.class_3a.pk).name == "3 Ash"
