from datetime import date

import pytest
from django.core.exceptions import ValidationError

from audit.models import AuditEvent
from register.models import Need, Status, StatusPeriod, Told
from register.services.needs import NeedEntry, change_needs, standing
from register.services.status import change_status
from register.versions import SavedMeanwhile, version_of

SEPTEMBER, NOVEMBER = date(2026, 9, 3), date(2026, 11, 5)


def change(pupil, by, status, on=NOVEMBER, needs=("SLCN",), **answers):
    return change_status(
        pupil,
        by=by,
        status=status,
        on=on,
        needs=[NeedEntry(code) for code in needs],
        parents_told_on=on,
        parents_told_how=Told.MEETING,
        **answers,
    )


def test_the_period_before_ends_on_the_day_the_new_one_begins(cast):
    change(cast.ann, cast.sendco, Status.EHC_PLAN)
    newest, oldest = cast.ann.status_periods.all()
    assert (oldest.status, oldest.ended_on) == ("K", NOVEMBER)
    assert (newest.status, newest.started_on, newest.ended_on) == ("E", NOVEMBER, None)


def test_a_change_leaves_one_event_that_says_what_it_was(cast):
    change(cast.ann, cast.sendco, Status.EHC_PLAN)
    event = AuditEvent.objects.get(action="status.changed")
    assert event.pupil_id == cast.ann.pk
    assert event.detail == {"was": "K", "status": "E"}


def test_a_need_that_stays_keeps_the_day_on_which_it_began(cast):
    change(cast.ann, cast.sendco, Status.EHC_PLAN, needs=["SLCN", "ASD"])
    assert list(Need.objects.current().values_list("rank", "sen_type", "started_on")) == [
        (1, "SLCN", SEPTEMBER),
        (2, "ASD", NOVEMBER),
    ]


def test_two_needs_may_change_places(cast):
    change(cast.ann, cast.sendco, Status.SEN_SUPPORT, needs=["SLCN", "ASD"])
    change_needs(cast.ann, by=cast.sendco, needs=[NeedEntry("ASD"), NeedEntry("SLCN")], on=NOVEMBER)
    assert list(Need.objects.current().values_list("sen_type", flat=True)) == ["ASD", "SLCN"]


def test_a_diagnosis_begins_a_new_row_and_the_old_one_stays_in_the_history(cast):
    needs = [NeedEntry("SLCN", is_diagnosed=True, diagnosed_by="Speech therapist")]
    change_needs(cast.ann, by=cast.sendco, needs=needs, on=NOVEMBER)
    assert cast.ann.needs.filter(ended_on=NOVEMBER, is_diagnosed=False).exists()
    assert cast.ann.needs.current().get().diagnosed_by == "Speech therapist"


def test_leaving_the_register_closes_the_needs_and_keeps_the_record(cast):
    change(cast.ann, cast.sendco, Status.NONE, needs=[])
    assert not Need.objects.current().exists()
    assert StatusPeriod.objects.filter(pupil=cast.ann).count() == 2


def test_a_status_entered_by_mistake_is_corrected_the_same_day(cast):
    change(cast.cal, cast.sendco, Status.EHC_PLAN)
    change(cast.cal, cast.sendco, Status.SEN_SUPPORT)
    assert StatusPeriod.objects.on(NOVEMBER).get(pupil=cast.cal).status == "K"
    assert cast.cal.status_periods.count() == 2


def test_rule_2170_is_a_wall_behind_the_form(cast):
    with pytest.raises(ValidationError, match="Choose at least one need"):
        change(cast.cal, cast.sendco, Status.SEN_SUPPORT, needs=[])


def test_a_change_before_the_current_period_is_refused(cast):
    with pytest.raises(ValidationError, match="may not begin before"):
        change(cast.ann, cast.sendco, Status.EHC_PLAN, on=date(2026, 9, 2))


def test_of_two_who_change_at_once_the_second_loses_nothing(cast):
    period, needs = standing(cast.ann)
    seen = version_of(period, *needs)
    change(cast.ann, cast.sendco, Status.EHC_PLAN, seen=seen)
    with pytest.raises(SavedMeanwhile):
        change(cast.ann, cast.sendco, Status.MONITORING, seen=seen)
    assert standing(cast.ann)[0].status == "E"


def test_a_change_of_status_takes_eight_queries(cast, at_most):
    ann, sendco = cast.ann, cast.sendco
    with at_most(8):
        change(ann, sendco, Status.EHC_PLAN, needs=["ASD", "SLCN"])


def test_a_special_school_cannot_record_a_need_that_its_census_refuses(cast, alder):
    alder.phase = "special"
    with pytest.raises(ValidationError, match="Down syndrome"):
        change_needs(cast.ann, by=cast.sendco, needs=[NeedEntry("DS")], on=NOVEMBER)
