from datetime import date

import pytest

from audit.models import AuditEvent
from register.models import Group, Pupil
from register.services.roll_over import AlreadyMovedUp, NextGroup, roll_over

SEPTEMBER = date(2027, 9, 1)


@pytest.fixture
def school(cast):
    """3A with Ann, Cal and a teacher; 6A with Fay, who will leave."""
    cast.ann, cast.cal, cast.teacher  # noqa: B018 - they stand in 3A
    cast.class_6a = cast.group("6A")
    cast.fay = cast.pupil("Fay", "Field", cast.class_6a, year_group="6")
    return cast


def move_up(cast, *, adults=(), **changes):
    plan = [NextGroup(cast.class_3a, "4A", adults), NextGroup(cast.class_6a, "")]
    how = {"starting_year": 2027, "leaving_year": "6", **changes}
    return roll_over(plan, by=cast.sendco, on=SEPTEMBER, **how)


def test_a_class_goes_up_with_its_pupils(school):
    (made,) = move_up(school)
    assert (made.name, made.year_group, made.starting_year) == ("4A", "4", 2027)
    assert {m.pupil.forename for m in made.members.on(SEPTEMBER)} == {"Ann", "Cal"}
    assert set(Pupil.objects.on_roll(SEPTEMBER).values_list("year_group", flat=True)) == {"4"}


def test_the_top_year_leaves_and_keeps_its_record(school):
    move_up(school)
    fay = Pupil.objects.get(pk=school.fay.pk)
    assert fay.left_on == SEPTEMBER
    assert fay.year_group == "6"
    assert not fay.group_members.on(SEPTEMBER).exists()


def test_until_the_day_the_old_classes_and_their_teachers_count(school):
    move_up(school)
    last_day = date(2027, 8, 31)
    assert Pupil.objects.taught_by(school.teacher, on=last_day).count() == 2
    assert Pupil.objects.taught_by(school.teacher, on=SEPTEMBER).count() == 0


def test_the_adults_chosen_teach_the_new_class(school):
    move_up(school, adults=(school.teacher,))
    assert Pupil.objects.taught_by(school.teacher, on=SEPTEMBER).count() == 2


def test_two_classes_with_one_new_name_become_one(school):
    plan = [NextGroup(school.class_3a, "4A"), NextGroup(school.class_6a, "4A")]
    (made,) = roll_over(plan, by=school.sendco, on=SEPTEMBER, starting_year=2027)
    assert made.members.on(SEPTEMBER).count() == 3


def test_the_school_moves_up_once_a_year(school):
    move_up(school)
    with pytest.raises(AlreadyMovedUp):
        move_up(school)
    assert set(Pupil.objects.on_roll(SEPTEMBER).values_list("year_group", flat=True)) == {"4"}
    assert Group.objects.filter(name="4A").count() == 1


def test_year_groups_that_an_import_moved_already_stay(school):
    move_up(school, move_year_groups=False)
    assert set(Pupil.objects.on_roll(SEPTEMBER).values_list("year_group", flat=True)) == {"3"}


def test_it_is_put_on_record_with_those_who_left(school):
    move_up(school)
    event = AuditEvent.objects.get(action="school.moved_up")
    assert event.detail["leavers"] == [str(school.fay.pk)]
    assert event.actor_id == school.sendco.pk
