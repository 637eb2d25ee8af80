"""From a file to the roll and back: whole or not at all."""

import time
from datetime import date

import pytest

from apdr.models import Enrolment
from apdr.services.provision import make_intervention
from audit.models import AuditEvent, RowChange
from register.models import Group, GroupMember, ImportFile, ImportRow, Need, Pupil, StatusPeriod
from register.services import imports
from register.services.pupils import change_pupil
from tests.factories.provision import LAST, TALK

from .conftest import TODAY
from .files import ALBA, CTF_EXAMPLE, RAVI
from .test_plan import changed

TABLES = (Pupil, StatusPeriod, Need, Group, GroupMember)


def everything():
    """All rows of the roll, to compare before and after."""
    return {model: sorted(map(str, model.objects.order_by().values_list())) for model in TABLES}


def test_a_new_pupil_comes_with_status_need_and_class(roll):
    batch = roll.load(ALBA, RAVI)
    alba = roll.pupil(ALBA[0])
    assert batch.counts == {"new": 2}
    assert (alba.forename, alba.year_group, alba.sex) == ("Alba", "4", "F")
    assert [p.status for p in alba.status_periods.all()] == ["K"]
    assert [n.sen_type for n in alba.needs.all()] == ["SLCN"]
    assert alba.group_members.get().group.name == "4B"
    assert not roll.pupil(RAVI[0]).status_periods.exists()


def test_a_transfer_file_brings_the_history(roll):
    roll.load(content=CTF_EXAMPLE.read_bytes())
    periods = roll.pupil(ALBA[0]).status_periods.order_by("started_on")
    assert [(p.status, p.started_on, p.ended_on) for p in periods] == [
        ("K", date(2024, 1, 8), date(2026, 3, 16)),
        ("E", date(2026, 3, 16), None),
    ]


def test_a_check_changes_nothing_of_the_roll(roll):
    roll.load(ALBA)
    before = everything()
    roll.check(changed(ALBA, surname="Sampler"), RAVI)
    assert everything() == before


def test_the_table_of_a_file_is_thrown_away_with_the_save(roll):
    batch = roll.load(ALBA)
    assert not ImportFile.objects.exists()
    assert ImportRow.objects.get(batch=batch).cells is None


def test_what_was_shown_is_what_is_saved_or_nothing_is(roll):
    roll.load(ALBA)
    batch = roll.check(changed(ALBA, surname="Sampler"))
    change_pupil(roll.pupil(ALBA[0]), by=roll.by, legal_surname="Newname")
    with pytest.raises(imports.RollHasChanged):
        imports.save_import(batch, by=roll.by, on=TODAY)
    assert roll.pupil(ALBA[0]).surname == "Newname"
    assert ["Legal surname", "Newname", "Sampler"] in roll.row(batch).changes


def test_an_import_is_saved_once(roll):
    batch = roll.load(ALBA)
    with pytest.raises(imports.NotNow):
        imports.save_import(batch, by=roll.by, on=TODAY)


def test_every_row_of_the_roll_is_in_the_history_with_whom(roll):
    from audit.context import acting

    with acting(roll.by):
        roll.load(ALBA)
    pupil = roll.pupil(ALBA[0])
    changes = RowChange.objects.filter(pupil_id=pupil.pk)
    assert {c.table_name for c in changes} == {
        "register_pupil",
        "register_statusperiod",
        "register_need",
        "register_groupmember",
    }
    assert {c.actor_id for c in changes} == {roll.by.pk}
    assert AuditEvent.objects.filter(action="import.saved").count() == 1


def test_ticked_pupils_leave_and_lose_their_class(roll):
    roll.load(ALBA, RAVI)
    batch = roll.check(ALBA)
    gone = roll.row(batch, "gone")
    shown = [str(gone.pupil.pk)]
    imports.mark_leaving(batch, by=roll.by, shown=shown, ticked=shown, on=date(2026, 11, 20))
    imports.check(batch, by=roll.by, on=TODAY)
    imports.save_import(batch, by=roll.by, on=TODAY)
    ravi = roll.pupil(RAVI[0])
    assert ravi.left_on == date(2026, 11, 20)
    assert not ravi.group_members.current().exists()


def test_a_class_of_last_year_ends_and_its_teacher_does_not_reach_the_new_pupils(roll):
    teacher = roll.cast.teacher  # of 3A
    Group.objects.update(starting_year=2025)
    roll.load(RAVI)  # 3A of this year
    old, new = Group.objects.order_by("starting_year")
    assert (old.closed_on, new.name) == (TODAY, "3A")
    assert not Pupil.objects.taught_by(teacher, TODAY).exists()


# Taking back --------------------------------------------------------------------------------------
def test_an_import_is_taken_back_whole(roll):
    roll.load(ALBA, RAVI)
    before = everything()
    third = ("W999200221117", "Third", "Tom", "03/04/2018", "M", "3", "3Z", "E", "ASD")
    batch = roll.check(
        changed(ALBA, surname="Sampler", reg="4A", sen_status="E", sen_need="SEMH,SLCN"), third
    )
    gone = [str(roll.row(batch, "gone").pupil.pk)]
    imports.mark_leaving(batch, by=roll.by, shown=gone, ticked=gone, on=TODAY)
    imports.check(batch, by=roll.by, on=TODAY)
    imports.save_import(batch, by=roll.by, on=TODAY)
    assert everything() != before
    imports.take_back(batch, by=roll.by)
    assert everything() == before


def test_support_ends_with_a_leaver_and_lasts_again_when_it_is_taken_back(roll):
    roll.load(ALBA, RAVI)
    make_intervention(by=roll.by, led_by=roll.by, pupils=[roll.pupil(RAVI[0])], **TALK)
    batch = roll.check(ALBA)
    gone = [str(roll.row(batch, "gone").pupil.pk)]
    imports.mark_leaving(batch, by=roll.by, shown=gone, ticked=gone, on=date(2026, 11, 16))
    imports.check(batch, by=roll.by, on=TODAY)
    imports.save_import(batch, by=roll.by, on=TODAY)
    assert Enrolment.objects.get().ends_on == date(2026, 11, 15)
    imports.take_back(batch, by=roll.by)
    assert Enrolment.objects.get().ends_on == LAST


def test_a_class_that_the_import_ended_lasts_again(roll):
    teacher = roll.cast.teacher
    Group.objects.update(starting_year=2025)
    before = everything()
    batch = roll.load(RAVI)
    imports.take_back(batch, by=roll.by)
    assert everything() == before
    assert teacher.pk in Group.objects.get().adults.current().values_list("user", flat=True)


def test_a_pupil_whom_somebody_changed_since_is_in_the_way_and_named(roll):
    batch = roll.load(ALBA, RAVI)
    change_pupil(roll.pupil(ALBA[0]), by=roll.by, legal_surname="Newname")
    before = everything()
    with pytest.raises(imports.CannotTakeBack) as refused:
        imports.take_back(batch, by=roll.by)
    assert [ImportRow.objects.get(pk=pk).name for pk in refused.value.rows] == ["Sample, Alba"]
    assert everything() == before


def test_the_rest_can_be_taken_back_without_the_changed(roll):
    batch = roll.load(ALBA, RAVI)
    change_pupil(roll.pupil(ALBA[0]), by=roll.by, legal_surname="Newname")
    imports.take_back(batch, by=roll.by, keep_changed=True)
    assert [p.surname for p in Pupil.objects.all()] == ["Newname"]


def test_an_import_is_taken_back_once(roll):
    batch = roll.load(ALBA)
    imports.take_back(batch, by=roll.by)
    with pytest.raises(imports.NotNow):
        imports.take_back(batch, by=roll.by)


def test_a_thousand_pupils_take_few_queries(roll, django_assert_max_num_queries):
    from register.upn import upn_check_letter

    rows = []
    for number in range(1000):
        digits = f"9994001{number:05}"
        rows.append((upn_check_letter("A" + digits) + digits, f"S{number}", *ALBA[2:]))
    batch = roll.check(*rows)
    with django_assert_max_num_queries(45):
        start = time.perf_counter()
        imports.save_import(batch, by=roll.by, on=TODAY)
    assert time.perf_counter() - start < 5
