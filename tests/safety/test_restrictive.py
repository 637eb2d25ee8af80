"""Force, restraint and seclusion: recorded the same day, never altered, told to the parents."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from access.roles import Role
from audit.models import AuditEvent
from register.models import Need, StatusPeriod
from safety.models import (
    Correction,
    ParentsTold,
    RestrictiveDraft,
    RestrictiveIntervention,
    StaffInvolved,
)
from safety.services import restrictive as services
from safety.services.plans import PlainRefusal
from safety.standing import State, standing
from tests.factories import safety

YESTERDAY = timezone.localdate() - timedelta(days=1)


def page(pupil, more=""):
    return f"/pupils/{pupil.pk}/force/record/{more}"


def sent(*adults, **change):
    """The page as it is sent, of something that happened yesterday at ten."""
    said = {
        "on": f"{YESTERDAY:%-d/%-m/%Y}",
        "began": "10:02",
        "ended": "10.10",
        "place": "Corridor or stairs",
        "kinds": ["force", "seclusion"],
        "led_up": "The bell",
        "tried": "Space",
        "what": "Held by both arms",
        "why": "He ran to the road",
        "hurt_pupil": "A graze",
        "staff-TOTAL_FORMS": len(adults),
        "staff-INITIAL_FORMS": 0,
    }
    for n, (user, part) in enumerate(adults):
        said |= {f"staff-{n}-user": user.pk, f"staff-{n}-part": part}
    return said | change


def at(day, hour=10):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


# Recorded -----------------------------------------------------------------------------------------
def test_a_teacher_records_of_a_pupil_of_theirs_in_one_go(cast, visit):
    adults = [(cast.teacher, "used"), (cast.head, "saw")]
    answer = visit(cast.teacher, page(cast.ann), sent(*adults))
    one = RestrictiveIntervention.objects.get()
    assert answer.url.endswith(f"/safety/force/{one.pk}/")
    assert (one.kinds, one.place, one.recorded_by) == (
        ["force", "seclusion"], "Corridor or stairs", cast.teacher,
    )  # fmt: skip
    assert timezone.localtime(one.ended_at).strftime("%H:%M") == "10:10"
    assert set(StaffInvolved.objects.values_list("user", "part")) == {
        (user.pk, part) for user, part in adults
    }
    assert AuditEvent.objects.filter(action="use_of_force.recorded").count() == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"led_up": ""}, "Write what led up to it"),
        ({"tried": ""}, "Write what was tried first"),
        ({"what": ""}, "Write what was done"),
        ({"why": ""}, "Write why it was necessary"),
        ({"kinds": []}, "Choose what was used"),
        ({"place": ""}, "Choose where it was"),
        ({"place": "elsewhere"}, "Write where it was"),
        ({"began": ""}, "Enter a time, like 12:05"),
        ({"ended": "09:00"}, "Enter a time after it began"),
        ({"on": "18/1/2031"}, "Enter today or a day in the past"),
        ({"staff-0-part": "saw"}, "Choose at least one adult who used it"),
        ({"parents-said": "told"}, "Enter the day on which they were told"),
        ({"parents-said": "not told"}, "Write why they are not to be told"),
    ],
)
def test_what_is_missing_is_said_at_the_field_and_nothing_typed_is_lost(cast, visit, change, words):
    answer = visit(cast.teacher, page(cast.ann), sent((cast.teacher, "used"), **change))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert "A graze" in text
    assert not RestrictiveIntervention.objects.exists()


def test_an_adult_stands_in_a_record_once(cast, visit):
    twice = sent((cast.teacher, "used"), (cast.teacher, "saw"))
    answer = visit(cast.teacher, page(cast.ann), twice)
    assert "This adult is named already" in answer.content.decode()


def test_a_further_adult_is_added_without_a_script(cast, visit):
    answer = visit(cast.teacher, page(cast.ann), sent((cast.head, "saw"), more="staff"))
    text = answer.content.decode()
    assert "Adult 2" in text
    assert "He ran to the road" in text
    assert answer.context["desk"].form["kinds"].value() == ["force", "seclusion"]


def test_a_button_that_is_pressed_twice_makes_one_record(cast, visit):
    for _ in range(2):
        answer = visit(cast.teacher, page(cast.ann), sent((cast.teacher, "used")))
    assert "You have recorded this already" in answer.content.decode()
    assert RestrictiveIntervention.objects.count() == 1


def test_what_is_typed_is_kept_until_it_is_saved(cast, visit):
    kept = visit(cast.teacher, page(cast.ann, "typed/"), sent((cast.head, "saw")))
    assert kept.content.decode().startswith("Draft saved")
    text = visit(cast.teacher, page(cast.ann)).content.decode()
    assert "Held by both arms" in text
    assert "It is not recorded yet" in text
    assert "Held by both arms" not in visit(cast.sendco, page(cast.ann)).content.decode()
    visit(cast.teacher, page(cast.ann), sent((cast.teacher, "used")))
    assert not RestrictiveDraft.objects.exists()


def test_what_was_typed_may_be_thrown_away(cast, visit):
    visit(cast.teacher, page(cast.ann, "typed/"), sent())
    visit(cast.teacher, page(cast.ann, "typed/away/"), {})
    assert not RestrictiveDraft.objects.exists()


def test_nobody_records_of_a_pupil_out_of_their_reach(cast, visit):
    assert cast.ann
    assert visit(cast.teacher, page(cast.ben)).status_code == 404
    found = visit(cast.teacher, "/safety/force/new/?q=ar").content.decode()
    assert "Archer" in found
    assert "Barker" not in found


# As of the day ------------------------------------------------------------------------------------
def test_status_and_needs_are_those_of_the_day_and_stay_so(cast):
    StatusPeriod.objects.filter(pupil=cast.ann).update(ended_on=date(2026, 10, 5))
    cast.status(cast.ann, "E", started_on=date(2026, 10, 5))
    Need.objects.filter(pupil=cast.ann).update(ended_on=date(2026, 10, 5))
    Need.objects.create(pupil=cast.ann, sen_type="ASD", rank=1, started_on=date(2026, 10, 5))
    Need.objects.create(pupil=cast.ann, sen_type="SEMH", rank=2, started_on=date(2026, 10, 5))
    before, after = (
        safety.force(cast.ann, by=cast.sendco, when=at(date(2026, 10, day))) for day in (4, 5)
    )
    assert (before.status_then, before.needs_then) == ("K", ["SLCN"])
    assert (after.status_then, after.needs_then) == ("E", ["ASD", "SEMH"])


def test_a_pupil_without_sen_has_none_on_the_record(cast):
    one = safety.force(cast.cal, by=cast.sendco)
    assert (one.status_then, one.needs_then) == ("N", [])


def test_a_record_of_another_day_says_so(cast, visit):
    late = safety.force(cast.ann, by=cast.sendco, when=at(YESTERDAY - timedelta(days=1)))
    text = visit(cast.sendco, f"/safety/force/{late.pk}/").content.decode()
    assert late.days_to_record == 2
    assert "Written 2 days later" in text
    assert "Written 2 days later" in visit(cast.sendco, "/safety/force/").content.decode()


def test_the_hours_to_the_record_and_to_the_parents_are_shown(cast, visit):
    one = safety.force(
        cast.ann,
        by=cast.sendco,
        when=timezone.now() - timedelta(hours=3, minutes=5),
        parents={"told_at": timezone.now() - timedelta(hours=1), "how": "By telephone"},
    )
    text = visit(cast.sendco, f"/safety/force/{one.pk}/").content.decode()
    assert "3 hours after it ended" in text
    assert "2 hours after it ended" in text


# Parents ------------------------------------------------------------------------------------------
def test_parents_are_told_once_with_time_and_means(cast, visit):
    one = safety.force(cast.ann, by=cast.sendco, when=at(YESTERDAY))
    said = {
        "parents-said": "told",
        "parents-on": f"{YESTERDAY:%-d/%-m/%Y}",
        "parents-at": "15:40",
        "parents-how": "By telephone, by the head",
    }
    visit(cast.sendco, f"/safety/force/{one.pk}/parents/", said)
    told = ParentsTold.objects.get()
    assert (told.how, told.told_by) == ("By telephone, by the head", cast.sendco)
    assert timezone.localtime(told.told_at).hour == 15
    with pytest.raises(PlainRefusal):
        services.tell_parents(one, by=cast.head, not_told_why="x")


def test_parents_cannot_have_been_told_before_it_happened(cast, visit):
    one = safety.force(cast.ann, by=cast.sendco, when=at(YESTERDAY))
    said = {
        "parents-said": "told",
        "parents-on": f"{YESTERDAY:%-d/%-m/%Y}",
        "parents-at": "8:00",
        "parents-how": "By telephone",
    }
    answer = visit(cast.sendco, f"/safety/force/{one.pk}/parents/", said)
    assert "Enter a time after it happened" in answer.content.decode()


def test_that_parents_are_not_told_needs_its_reason(cast):
    with pytest.raises(DatabaseError), transaction.atomic():
        services.tell_parents(safety.force(cast.ann, by=cast.sendco), by=cast.sendco)


# It stays -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "change",
    [
        lambda: RestrictiveIntervention.objects.update(why="Other"),
        lambda: RestrictiveIntervention.objects.all().delete(),
        lambda: StaffInvolved.objects.all().delete(),
        lambda: ParentsTold.objects.update(how="Other"),
        lambda: Correction.objects.all().delete(),
    ],
)
def test_no_record_is_altered_or_deleted(cast, change):
    one = safety.force(cast.ann, by=cast.sendco, parents={"not_told_why": "x"})
    services.correct(one, by=cast.sendco, text="x")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        change()


def test_a_correction_stands_beside_the_record_with_name_and_day(cast, visit):
    one = safety.force(cast.ann, by=cast.sendco, words="The left hand")
    visit(cast.head, f"/safety/force/{one.pk}/correct/", {"text": "It was the right hand"})
    text = visit(cast.sendco, f"/safety/force/{one.pk}/").content.decode()
    assert "It was the right hand" in text
    assert "The left hand" in text
    assert cast.head.name in text


# Who reads it -------------------------------------------------------------------------------------
def test_who_was_there_reads_the_record_and_no_other_teacher(cast, visit):
    one = safety.force(cast.ben, by=cast.sendco, staff=[cast.teacher])
    assert visit(cast.teacher, f"/safety/force/{one.pk}/").status_code == 200
    other = cast.person(Role.TEACHER, "Other")
    assert visit(other, f"/safety/force/{one.pk}/").status_code == 404
    assert "Barker" not in visit(other, "/safety/force/").content.decode()


def test_each_look_is_on_record(cast, visit):
    one = safety.force(cast.ann, by=cast.sendco)
    visit(cast.head, f"/safety/force/{one.pk}/")
    look = AuditEvent.objects.get(action="pupil.viewed", actor_id=cast.head.pk)
    assert (look.pupil_id, look.detail) == (cast.ann.pk, {"part": "use of force"})
    visit(cast.head, "/safety/force/")
    listed = AuditEvent.objects.get(action="use_of_force.listed")
    assert listed.detail == {"pupils": [str(cast.ann.pk)]}


def test_it_stands_in_what_happened_for_those_who_read_records(cast, visit):
    safety.force(cast.ann, by=cast.sendco, kinds=["restraint"])
    address = f"/pupils/{cast.ann.pk}/"
    assert "Restraint" in visit(cast.sendco, address).content.decode()
    assert "Restraint" not in visit(cast.teacher, address).content.decode()


def test_the_list_finds_by_name_and_by_what_is_still_to_do(cast, visit):
    safety.force(cast.ann, by=cast.sendco)
    safety.force(cast.ben, by=cast.sendco, parents={"not_told_why": "x"})
    found = visit(cast.sendco, "/safety/force/?view=not-told").content.decode()
    assert "Archer" in found
    assert "Barker" not in found
    found = visit(cast.sendco, "/safety/force/?q=barker").content.decode()
    assert "Archer" not in found


def test_it_makes_the_risk_assessment_need_a_review(cast):
    plan, other = safety.in_force(cast), safety.in_force(cast, pupil=cast.ben)
    safety.force(cast.ann, by=cast.sendco, when=timezone.now() + timedelta(seconds=1))
    assert standing(plan, on=safety.today()).state == State.NEEDS_REVIEW
    assert standing(other, on=safety.today()).state == State.CURRENT
