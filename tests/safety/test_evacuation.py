"""Who must be helped out, from where and by whom, at each time of the week."""

from datetime import datetime

import pytest
from django.utils import timezone

from access.models import Membership
from access.roles import Role
from audit.models import AuditEvent
from safety.evacuation import TimeOfWeek, peeps_by_building, places_at, remarks_on, time_of_week
from safety.models import PartOfDay, WeekDay
from safety.services import plans
from safety.standing import State
from tests.factories import evacuation, safety

MONDAY, TUESDAY = WeekDay.MONDAY, WeekDay.TUESDAY
MORNING, LUNCH, AFTER = PartOfDay.MORNING, PartOfDay.LUNCH, PartOfDay.AFTER


@pytest.mark.parametrize(
    ("moment", "day", "part"),
    [
        ((2026, 11, 23, 8, 0), MONDAY, PartOfDay.BEFORE),
        ((2026, 11, 24, 8, 45), TUESDAY, MORNING),
        ((2026, 11, 24, 12, 30), TUESDAY, LUNCH),
        ((2026, 11, 24, 14, 0), TUESDAY, PartOfDay.AFTERNOON),
        ((2026, 11, 24, 16, 0), TUESDAY, AFTER),
        ((2026, 11, 28, 11, 0), MONDAY, MORNING),  # a Saturday
    ],
)
def test_the_part_of_the_week_follows_from_the_clock(moment, day, part):
    found = time_of_week(datetime(*moment, tzinfo=timezone.get_current_timezone()))
    assert found == TimeOfWeek(day, part)


@pytest.mark.parametrize(
    ("when", "where"),
    [
        (TimeOfWeek(MONDAY, MORNING), ["Room 4"]),
        (TimeOfWeek(MONDAY, LUNCH), ["Hall"]),
        (TimeOfWeek(TUESDAY, MORNING), ["Pool"]),
        (TimeOfWeek(TUESDAY, LUNCH), ["Hall"]),
    ],
)
def test_the_place_that_is_said_most_closely_holds(alder, cast, when, where):
    peep = evacuation.peep(
        cast,
        {"where": "Room 4"},
        {"where": "Hall", "part": LUNCH},
        {"where": "Pool", "day": TUESDAY},
    )
    found = places_at(peep.in_force.places.all(), when)
    assert [place.where for place in found] == where


def test_two_rooms_in_one_part_of_the_day_are_both_said(alder, cast):
    peep = evacuation.peep(
        cast, {"where": "Maths", "part": MORNING}, {"where": "Art", "part": MORNING}
    )
    found = places_at(peep.in_force.places.all(), TimeOfWeek(MONDAY, MORNING))
    assert {place.where for place in found} == {"Maths", "Art"}


def test_a_part_of_the_week_without_deputy_or_place_is_remarked_and_stops_nobody(alder, cast):
    deputy = cast.person(Role.TA, "Deputy")
    peep = evacuation.peep(
        cast,
        {"where": "Room 4", "part": MORNING, "deputy": deputy},
        {"where": "Hall", "part": LUNCH},
        {"where": "Gym", "day": MONDAY, "part": PartOfDay.AFTERNOON, "deputy": deputy},
    )
    assert list(remarks_on(peep.in_force.places.all())) == [
        "Every day, lunch: nobody stands in for the helper in Hall",
        "Tuesday, Wednesday, Thursday, Friday, afternoon: no place is written",
    ]
    assert peep.in_force


def test_peeps_stand_by_building_and_by_the_names_of_the_pupils(alder, cast):
    ben, ann = (safety.in_force(cast, "peep", pupil=one) for one in (cast.ben, cast.ann))
    started = plans.start_plan(
        cast.cal, ann.of_kind, by=cast.sendco, building=safety.building("Annexe")
    )
    annexe, main = peeps_by_building(on=safety.today())
    assert [peep.plan for peep in main.peeps] == [ann, ben]
    assert (annexe.peeps, [one.plan for one in annexe.unsigned]) == ([], [started])


def test_a_peep_of_a_pupil_who_left_or_that_has_ended_is_on_no_list(alder, cast):
    left, ended = (safety.in_force(cast, "peep", pupil=one) for one in (cast.ann, cast.ben))
    cast.ann.left_on = safety.in_days(-1)
    cast.ann.save()
    plans.end_plan(ended, by=cast.sendco, on=safety.today(), why="The cast came off")
    assert left.in_force
    assert peeps_by_building(on=safety.today()) == []


def test_any_number_of_peeps_takes_the_same_number_of_queries(alder, cast, at_most):
    for pupil in (cast.ann, cast.ben, cast.cal, cast.dot):
        safety.in_force(cast, "peep", pupil=pupil)
    with at_most(7):
        (main,) = peeps_by_building(on=safety.today())
        assert [place.helpers for peep in main.peeps for place in peep.places]


# A helper who is no longer there ------------------------------------------------------------------
@pytest.mark.parametrize("way", ["switched off", "membership ended"])
@pytest.mark.parametrize("does", ["helper", "deputy"])
def test_a_helper_or_deputy_who_is_gone_asks_for_review_of_exactly_their_peeps(
    alder, cast, way, does
):
    going = cast.person(Role.TA, "Going")
    theirs = evacuation.peep(cast, {"where": "Room 4", does: going})
    others = evacuation.peep(cast, {"where": "Room 4"}, pupil=cast.ben)
    if way == "switched off":
        going.is_active = False
        going.save()
    else:
        Membership.objects.filter(user=going).update(ends_on=safety.in_days(-1))
    (main,) = peeps_by_building(on=safety.today())
    found = {peep.plan: (peep.standing.state, peep.standing.reasons) for peep in main.peeps}
    assert found == {
        theirs: (State.NEEDS_REVIEW, ["Going no longer works here"]),
        others: (State.CURRENT, []),
    }


# The page -----------------------------------------------------------------------------------------
def test_the_page_says_who_needs_help_now_and_what_to_trust(alder, cast, visit):
    peep = evacuation.peep(cast, {"where": "Room 4"})
    going = cast.person(Role.TA, "Helper")
    going.is_active = False
    going.save()
    page = visit(cast.head, "/safety/evacuation/").content.decode()
    for words in ("Main building", "Playground", "Ann Archer", "Room 4", "Ramp", "Needs review"):
        assert words in page
    event = AuditEvent.objects.get(action="evacuation.viewed")
    assert event.detail["pupils"] == [str(peep.pupil_id)]


def test_the_page_shows_another_time_where_one_is_asked_for(alder, cast, visit):
    evacuation.peep(
        cast, {"where": "Room 4"}, {"where": "Chess club", "day": TUESDAY, "part": AFTER}
    )
    page = visit(cast.head, "/safety/evacuation/?day=2&part=5").content.decode()
    assert "Tuesday, after school" in page
    assert "Chess club" in page
    assert "Room 4" not in page


def test_a_helper_who_is_wanted_in_two_places_at_once_is_named(alder, cast, visit):
    evacuation.peep(cast, {"where": "Room 4"})
    evacuation.peep(cast, {"where": "Hall"}, pupil=cast.ben)
    page = visit(cast.head, "/safety/evacuation/").content.decode()
    assert "Helper is the helper of 2 pupils" in page


def test_a_teacher_runs_no_drills(alder, cast, visit):
    assert visit(cast.teacher, "/safety/evacuation/").status_code == 403


# The plan's own page ------------------------------------------------------------------------------
def test_a_teacher_reads_where_the_pupil_is_and_who_helps(alder, cast, visit):
    peep = evacuation.peep(
        cast, {"where": "Room 4", "floor": evacuation.floor(safety.building(), by=cast.sendco)}
    )
    page = visit(cast.teacher, f"/safety/peep/{peep.pk}/").content.decode()
    for words in ("Now:", "Room 4", "Ground floor", "Ramp", "Helper", "Playground"):
        assert words in page
