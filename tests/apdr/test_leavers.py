"""Support ends with the roll: by hand, at the end of the year, and with an import."""

from datetime import date, timedelta

import pytest

from apdr.models import Enrolment
from apdr.services import leavers, provision
from audit.models import AuditEvent
from register.services import pupils, roll_over
from tests.factories.provision import FIRST, LAST, support

LEFT_ON = date(2026, 10, 12)
LAST_DAY = date(2026, 10, 11)


@pytest.fixture
def group(cast):
    return support(cast, cast.ann, cast.ben)


def place_of(pupil):
    return Enrolment.objects.get(pupil=pupil)


def test_the_last_day_on_the_roll_is_the_last_of_a_place(cast, group):
    pupils.mark_left(cast.ann, by=cast.sendco, on=LEFT_ON)
    place = place_of(cast.ann)
    assert (place.ends_on, place.ended_early) == (LAST_DAY, "Left the school")
    assert place_of(cast.ben).ends_on == LAST
    assert AuditEvent.objects.get(action="enrolments.ended").detail["pupils"] == [str(cast.ann.pk)]


def test_a_place_that_was_over_before_keeps_its_days(cast, group):
    over = FIRST + timedelta(days=7)
    provision.end_enrolment(place_of(cast.ann), by=cast.sendco, on=over, why="Met its aim")
    pupils.mark_left(cast.ann, by=cast.sendco, on=LEFT_ON)
    assert (place_of(cast.ann).ends_on, place_of(cast.ann).ended_early) == (over, "Met its aim")


def test_a_place_that_had_not_begun_goes(cast, group):
    pupils.mark_left(cast.ann, by=cast.sendco, on=FIRST)
    assert not Enrolment.objects.filter(pupil=cast.ann).exists()


def test_what_was_ticked_stays_whatever_the_day_of_leaving(cast, group):
    place = place_of(cast.ann)
    provision.log_session(group, by=cast.assistant, on=FIRST, records=[(place, "yes", "")])
    pupils.mark_left(cast.ann, by=cast.sendco, on=FIRST)
    assert place_of(cast.ann).ends_on == FIRST


def test_the_leavers_of_the_year_leave_their_support(cast, group):
    cast.ann.year_group = "6"
    cast.ann.save()
    roll_over.roll_over([], by=cast.sendco, on=LEFT_ON, starting_year=2026, leaving_year="6")
    assert place_of(cast.ann).ends_on == LAST_DAY
    assert place_of(cast.ben).ends_on == LAST


def test_who_had_not_left_after_all_goes_on(cast, group):
    pupils.mark_left(cast.ann, by=cast.sendco, on=LEFT_ON)
    leavers.reopen_places([cast.ann], by=cast.sendco)
    assert (place_of(cast.ann).ends_on, place_of(cast.ann).ended_early) == (LAST, "")
