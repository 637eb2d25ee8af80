from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from register.desk.entries import read_desk
from register.models import Group, Pupil
from register.services import groups

SEPTEMBER, NOVEMBER = date(2026, 9, 3), date(2026, 11, 2)
TEACHING = Group.Kind.TEACHING


def members(group, on):
    return {m.pupil.forename for m in group.members.on(on).select_related("pupil")}


def test_a_pupil_is_in_one_class_at_a_time(cast):
    cast.ann  # noqa: B018 - stands in 3A
    groups.put_in_group([cast.ann], cast.class_4b, by=cast.sendco, on=NOVEMBER)
    assert members(cast.class_3a, SEPTEMBER) == {"Ann"}
    assert members(cast.class_3a, NOVEMBER) == set()
    assert members(cast.class_4b, NOVEMBER) == {"Ann"}


def test_pupils_are_held_while_they_change_their_class(cast):
    """Else two savers at once could each end the old place and begin a new one."""
    with CaptureQueriesContext(connection) as asked:
        groups.put_in_group([cast.ann], cast.class_4b, by=cast.sendco, on=NOVEMBER)
    assert any("FOR UPDATE" in query["sql"] for query in asked)


def test_a_teaching_group_leaves_the_class_alone(cast):
    maths = groups.make_group(by=cast.sendco, name="Maths 1", kind=TEACHING, subject="Maths")
    groups.put_in_group([cast.ann], maths, by=cast.sendco, on=NOVEMBER)
    assert members(cast.class_3a, NOVEMBER) == {"Ann"}
    assert members(maths, NOVEMBER) == {"Ann"}


def test_coming_in_twice_changes_nothing(cast):
    assert groups.put_in_group([cast.ann], cast.class_3a, by=cast.sendco, on=NOVEMBER) == 0
    assert cast.class_3a.members.count() == 1


def test_a_pupil_taken_out_may_come_back(cast):
    groups.take_out([cast.ann], cast.class_3a, by=cast.sendco, on=NOVEMBER)
    groups.put_in_group([cast.ann], cast.class_3a, by=cast.sendco, on=NOVEMBER)
    assert members(cast.class_3a, NOVEMBER) == {"Ann"}


def test_a_teacher_reaches_the_pupils_of_the_days_they_teach(cast):
    cast.ann  # noqa: B018 - stands in 3A
    groups.add_adult(cast.class_3a, cast.teacher, by=cast.sendco, on=SEPTEMBER, until=NOVEMBER)
    assert Pupil.objects.taught_by(cast.teacher, on=date(2026, 11, 1)).count() == 1
    assert Pupil.objects.taught_by(cast.teacher, on=NOVEMBER).count() == 0


def test_an_adult_who_left_early_reaches_nobody(cast):
    cast.ann  # noqa: B018 - stands in 3A
    groups.add_adult(cast.class_3a, cast.teacher, by=cast.sendco, on=NOVEMBER)
    groups.remove_adult(cast.class_3a, cast.teacher, by=cast.sendco, on=SEPTEMBER)
    assert Pupil.objects.taught_by(cast.teacher, on=NOVEMBER).count() == 0


def test_a_closed_group_keeps_its_past_and_has_no_future(cast):
    cast.ann, cast.teacher  # noqa: B018 - both stand in 3A
    groups.close_group(cast.class_3a, by=cast.sendco, on=NOVEMBER)
    assert Pupil.objects.taught_by(cast.teacher, on=date(2026, 11, 1)).count() == 1
    assert Pupil.objects.taught_by(cast.teacher, on=NOVEMBER).count() == 0
    assert members(cast.class_3a, SEPTEMBER) == {"Ann"}


@pytest.mark.parametrize("on", [SEPTEMBER, NOVEMBER])
def test_a_closed_name_may_be_used_again(cast, on):
    groups.close_group(cast.class_3a, by=cast.sendco, on=on)
    assert groups.make_group(by=cast.sendco, name="3A").closed_on is None


def test_moving_pupils_names_both_groups_on_record(cast):
    one = groups.make_group(by=cast.sendco, name="Maths 1", kind=TEACHING)
    two = groups.make_group(by=cast.sendco, name="Maths 2", kind=TEACHING)
    groups.put_in_group([cast.ann], one, by=cast.sendco, on=SEPTEMBER)
    groups.move_pupils([cast.ann], one, two, by=cast.sendco, on=NOVEMBER)
    assert members(one, NOVEMBER) == set()
    assert members(two, NOVEMBER) == {"Ann"}
    removed = AuditEvent.objects.get(action="group.pupils_removed")
    assert removed.detail == {"pupils": [str(cast.ann.pk)]}
    assert removed.subject_id == str(one.pk)


def test_until_the_day_of_a_move_the_class_is_the_old_one(cast):
    """On the pupil's page and on the register alike."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    groups.put_in_group([cast.ann], cast.class_4b, by=cast.sendco, on=tomorrow)
    assert Pupil.objects.with_class().get(pk=cast.ann.pk).class_name == "3A"
    assert [entry.class_name for entry in read_desk(cast.sendco)] == ["3A"]
