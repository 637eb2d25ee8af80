"""What may be set up, and what is refused in plain words."""

from datetime import date, timedelta

import pytest

from apdr.models import Session, SessionRecord
from apdr.services import provision
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, version_of
from tests.factories.provision import FIRST, LAST, support

WEEK = timedelta(weeks=1)


def records(one, happened="yes", reason=""):
    return [(place, happened, reason) for place in one.enrolments.all()]


def test_pupils_take_part_for_the_days_of_the_intervention(cast):
    place = support(cast, cast.ann).enrolments.get()
    assert (place.starts_on, place.ends_on) == (FIRST, LAST)


def test_whoever_takes_part_already_is_not_put_in_twice(cast):
    one = support(cast, cast.ann)
    made = provision.enrol(one, [cast.ann, cast.ben], by=cast.sendco, on=FIRST + WEEK)
    assert [place.pupil for place in made] == [cast.ben]


def test_a_pupil_who_left_is_refused(cast):
    cast.ann.left_on = FIRST - WEEK
    cast.ann.save()
    with pytest.raises(PlainRefusal, match="left the school"):
        support(cast, cast.ann)


def test_sixty_pupils_are_too_many_for_one_group(cast):
    many = [cast.pupil(f"N{n}", "Ng") for n in range(60)]
    with pytest.raises(PlainRefusal, match="60 pupils are too many"):
        support(cast, *many)


def test_new_days_move_those_who_had_the_days_of_the_group(cast):
    one = support(cast, cast.ann, cast.ben)
    own = one.enrolments.get(pupil=cast.ben)
    provision.end_enrolment(own, by=cast.sendco, on=FIRST + WEEK, why="Timetable")
    provision.change_intervention(one, by=cast.sendco, ends_on=LAST + WEEK)
    last = dict(one.enrolments.values_list("pupil", "ends_on"))
    assert last == {cast.ann.pk: LAST + WEEK, cast.ben.pk: FIRST + WEEK}


def test_the_end_of_a_group_ends_every_place(cast):
    one = support(cast, cast.ann)
    provision.enrol(one, [cast.ben], by=cast.sendco, on=FIRST + 4 * WEEK)
    provision.end_intervention(one, by=cast.sendco, on=FIRST + WEEK)
    assert [(p.pupil, p.ends_on) for p in one.enrolments.all()] == [(cast.ann, FIRST + WEEK)]


def test_what_happened_stays_within_the_days_of_a_group(cast):
    one = support(cast, cast.ann)
    provision.log_session(one, by=cast.assistant, on=FIRST + WEEK, records=records(one))
    with pytest.raises(PlainRefusal, match="ticked on 14 Sep 2026"):
        provision.end_intervention(one, by=cast.sendco, on=FIRST)


def test_a_last_day_before_the_first_is_refused(cast):
    place = support(cast, cast.ann).enrolments.get()
    with pytest.raises(PlainRefusal, match="before the first"):
        provision.change_enrolment(place, by=cast.sendco, starts_on=LAST, ends_on=FIRST)


def test_a_pupils_own_days_lie_within_those_of_the_group(cast):
    place = support(cast, cast.ann).enrolments.get()
    with pytest.raises(PlainRefusal, match="starts only on 7 Sep 2026"):
        provision.change_enrolment(place, by=cast.sendco, starts_on=FIRST - WEEK, ends_on=LAST)


def test_of_two_who_change_a_group_at_once_the_second_is_told(cast):
    one = support(cast, cast.ann)
    one.refresh_from_db()
    seen = version_of(one)
    provision.change_intervention(one, by=cast.sendco, seen=seen, room="Nest")
    with pytest.raises(SavedMeanwhile):
        provision.change_intervention(one, by=cast.head, seen=seen, room="Hall")


def test_a_session_ticked_twice_is_one_session_and_the_second_tick_counts(cast):
    one = support(cast, cast.ann)
    provision.log_session(one, by=cast.assistant, on=FIRST, records=records(one))
    provision.log_session(one, by=cast.sendco, on=FIRST, records=records(one, "no", "absent"))
    assert Session.objects.count() == 1
    record = SessionRecord.objects.get()
    assert (record.happened, record.reason) == ("no", "absent")


def test_a_second_session_of_the_day_stands_beside_the_first(cast):
    one = support(cast, cast.ann)
    for number in (1, 2):
        provision.log_session(one, by=cast.assistant, on=FIRST, records=records(one), number=number)
    assert Session.objects.count() == 2


def test_nobody_is_ticked_for_a_day_on_which_they_took_no_part(cast):
    one = support(cast, cast.ann)
    with pytest.raises(PlainRefusal, match="did not take part"):
        provision.log_session(one, by=cast.assistant, on=date(2026, 9, 4), records=records(one))
