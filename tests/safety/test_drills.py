"""A drill: every tap counts once and in its time, and what came of it is filed to each PEEP."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from access.roles import Role
from audit.models import AuditEvent
from register.versions import version_of
from safety.models import Drill, DrillResult
from safety.services import drills as services
from safety.services import plans
from safety.services.plans import PlainRefusal
from safety.standing import State, standing
from tests.factories import evacuation, safety


@pytest.fixture
def peep(alder, cast):
    return safety.in_force(cast, "peep")


@pytest.fixture
def drill(peep, cast):
    """It began a hundred seconds ago."""
    drill = evacuation.drill(peep.building, by=cast.head)
    return began(drill, 100)


@pytest.fixture
def result(drill):
    return drill.results.get()


def began(drill, seconds):
    drill.began_at = timezone.now() - timedelta(seconds=seconds)
    drill.save()
    return drill


def tap(result, did, key=None, ago=0, by=None):
    services.tap(result, by=by or result.drill.led_by, did=did, key=key or uuid4().hex, ago=ago)
    result.refresh_from_db()
    return result


def near(seconds, wanted):
    return abs(seconds - wanted) <= 2


# Begun --------------------------------------------------------------------------------------------
def test_everybody_with_a_peep_in_force_for_the_building_is_on_the_list(alder, cast):
    for pupil in (cast.ann, cast.ben):
        safety.in_force(cast, "peep", pupil=pupil)
    safety.sent(cast, "peep", pupil=cast.cal)  # not in force yet
    drill = evacuation.drill(safety.building(), by=cast.head)
    assert {one.pupil for one in drill.results.all()} == {cast.ann, cast.ben}


def test_a_building_is_left_once_at_a_time(drill, cast):
    with pytest.raises(PlainRefusal, match="under way already"):
        evacuation.drill(drill.building, by=cast.sendco)
    evacuation.drill(safety.building("Annexe"), by=cast.sendco)


def test_a_drill_is_started_from_its_page(peep, cast, visit):
    answers = {"building": peep.building_id, "part": 3, "is_real": "real"}
    answer = visit(cast.person(Role.SITE), "/safety/drills/start/", answers)
    drill = Drill.objects.get()
    assert answer.url.endswith(f"/safety/drills/{drill.pk}/")
    assert (drill.part, drill.is_real) == (3, True)


def test_the_page_of_a_drill_under_way_is_told_in_words(drill, cast, visit):
    again = {"building": drill.building_id, "part": 2, "is_real": "drill"}
    answer = visit(cast.head, "/safety/drills/start/", again)
    assert answer.status_code == 422
    assert "is under way already" in answer.content.decode()


# Tapped -------------------------------------------------------------------------------------------
def test_out_stamps_the_time_since_the_start_by_the_clock_of_the_server(result):
    assert near(tap(result, "out").out_after, 100)


def test_a_tap_that_waited_for_a_connection_has_the_time_at_which_it_was_made(result):
    assert near(tap(result, "out", ago=40).out_after, 60)


def test_a_tap_that_is_sent_twice_counts_once(result):
    tap(result, "out", key="one")
    tap(result, "undo", key="two")
    assert tap(result, "out", key="one").out_after is None


def test_the_first_of_two_who_tap_out_holds(result):
    assert near(tap(result, "out", ago=50).out_after, 50)
    assert near(tap(result, "out").out_after, 50)


def test_a_wrong_tap_is_taken_back(result):
    for did in ("out", "away", "help"):
        tap(result, did)
        after = tap(result, "undo")
        assert (after.is_here, after.out_after, after.help_after) == (True, None, None)


def test_one_who_needed_help_and_is_out_keeps_both_times(result):
    tap(result, "help", ago=30)
    after = tap(result, "out")
    assert near(after.help_after, 70)
    assert near(after.out_after, 100)


def test_a_tap_from_before_the_end_counts_though_it_arrives_after(result, drill, cast):
    services.end_drill(drill, by=cast.head)
    assert near(tap(result, "out", ago=20).out_after, 80)


def test_nobody_is_tapped_after_the_end(result, drill, cast):
    services.end_drill(drill, by=cast.head)
    Drill.objects.update(ended_at=timezone.now() - timedelta(seconds=30))
    with pytest.raises(PlainRefusal, match="ended"):
        tap(result, "out")


def test_a_tap_without_a_script_leads_back_to_the_list(result, drill, cast, visit):
    address = f"/safety/drills/{drill.pk}/"
    answer = visit(cast.head, f"{address}tap/{result.pk}/", {"did": "out", "key": "one"})
    assert answer.url.endswith(address)
    page = visit(cast.head, address).content.decode()
    assert "1 of 1" in page
    assert "Out after 1:4" in page


def test_a_telephone_that_shows_all_is_told_so_and_nobody_was_looked_at(drill, result, cast, visit):
    address = f"/safety/drills/{drill.pk}/"
    seen = version_of(Drill.objects.get(), result)
    looks = AuditEvent.objects.filter(action="drill.viewed")
    assert visit(cast.head, f"{address}?seen={seen}").status_code == 204
    assert not looks.exists()
    tap(result, "out")
    assert visit(cast.head, f"{address}?seen={seen}").status_code == 200
    assert looks.get().detail["pupils"] == [str(result.pupil_id)]


def test_a_drill_under_way_overtakes_no_plan(peep, drill):
    assert standing(peep, on=safety.today()).state == State.CURRENT


# Ended, filed -------------------------------------------------------------------------------------
def test_the_end_asks_first_and_names_those_of_whom_nothing_is_known(drill, cast, visit):
    page = visit(cast.head, f"/safety/drills/{drill.pk}/end/").content.decode()
    assert "Nothing was tapped for" in page
    assert "Ann Archer" in page
    visit(cast.head, f"/safety/drills/{drill.pk}/end/", {})
    drill.refresh_from_db()
    assert drill.ended_at


def test_a_drill_started_by_mistake_is_thrown_away_until_something_is_tapped(drill, result, cast):
    tap(result, "out")
    with pytest.raises(PlainRefusal, match="Something was tapped"):
        services.throw_drill_away(drill, by=cast.head)
    other = evacuation.drill(safety.building("Annexe"), by=cast.head)
    services.throw_drill_away(other, by=cast.head)
    assert list(Drill.objects.all()) == [drill]


def results_of(drill, result, **answers):
    key = f"r{result.pk}"
    said = {"is_here": "yes", "out_after": "", "went_wrong": "", "changed": "", **answers}
    seen = version_of(drill, result)
    return {"found": "", "seen": seen, **{f"{key}-{name}": said[name] for name in said}}


@pytest.fixture
def over(drill, cast):
    services.end_drill(drill, by=cast.head)
    return Drill.objects.get()


def test_results_are_filed_to_the_peep_and_show_there(peep, over, result, cast, visit):
    answers = results_of(
        over, result, out_after="2:35", went_wrong="The bins stood there", changed="Bins moved"
    )
    visit(cast.head, f"/safety/drills/{over.pk}/results/", answers)
    result.refresh_from_db()
    assert result.out_after == 155
    page = visit(cast.teacher, f"/safety/peep/{peep.pk}/").content.decode()
    for words in ("Out after 2:35", "The bins stood there", "Bins moved"):
        assert words in page


def test_one_not_seen_outside_needs_a_word(over, result, cast, visit):
    address = f"/safety/drills/{over.pk}/results/"
    answer = visit(cast.head, address, results_of(over, result))
    assert answer.status_code == 422
    assert "Enter when the pupil was out, or write what went wrong" in answer.content.decode()
    visit(cast.head, address, results_of(over, result, is_here="no"))
    result.refresh_from_db()
    assert not result.is_here


@pytest.mark.parametrize("typed", ["2.5", "2:75", "soon", "120"])
def test_a_time_that_is_none_is_told_so(over, result, cast, visit, typed):
    answers = results_of(over, result, out_after=typed)
    answer = visit(cast.head, f"/safety/drills/{over.pk}/results/", answers)
    assert "Enter minutes and seconds, like 2:35" in answer.content.decode()


def test_the_second_of_two_who_file_results_sees_both(over, result, cast, visit):
    address = f"/safety/drills/{over.pk}/results/"
    mine = results_of(over, result, out_after="2:35", changed="Mine")
    visit(cast.sendco, address, results_of(over, result, out_after="2:35", changed="Theirs"))
    answer = visit(cast.head, address, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Theirs" in page
    assert "Mine" in page
    assert DrillResult.objects.get().changed == "Theirs"


# What follows for the plan ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("is_real", "answers", "state"),
    [
        (False, {"out_after": 90}, State.CURRENT),
        (False, {"out_after": 90, "went_wrong": "Bins"}, State.NEEDS_REVIEW),
        (False, {"out_after": None, "went_wrong": "Stayed"}, State.NEEDS_REVIEW),
        (True, {"out_after": 90}, State.NEEDS_REVIEW),
    ],
)
def test_a_drill_that_went_wrong_and_a_real_one_ask_for_review(
    alder, cast, is_real, answers, state
):
    peep = safety.in_force(cast, "peep")
    drill = evacuation.drill(peep.building, by=cast.head, is_real=is_real)
    services.end_drill(drill, by=cast.head)
    services.file_results(drill, by=cast.head, found="", results={drill.results.get(): answers})
    assert standing(peep, on=safety.today()).state == state


def wrong_drill(peep, cast):
    drill = evacuation.drill(peep.building, by=cast.head)
    services.end_drill(drill, by=cast.head)
    answers = {"went_wrong": "Bins"}
    services.file_results(drill, by=cast.head, found="", results={drill.results.get(): answers})
    return drill


def check(peep, cast):
    plans.check_plan(
        peep.in_force,
        by=cast.sendco,
        on=safety.today(),
        found="Holds",
        next_review_on=safety.in_days(300),
    )


def test_the_page_of_the_drill_leads_to_the_review_of_each_plan(peep, cast, visit):
    page = visit(cast.sendco, f"/safety/drills/{wrong_drill(peep, cast).pk}/").content.decode()
    assert f"/safety/peep/{peep.pk}/review/" in page
    assert f"/safety/peep/{peep.pk}/new/" in page


def test_one_who_keeps_no_plans_is_led_to_none(peep, cast, visit):
    page = visit(cast.person(Role.LEADER), f"/safety/drills/{wrong_drill(peep, cast).pk}/")
    assert f"/safety/peep/{peep.pk}/review/" not in page.content.decode()


def test_a_review_after_the_drill_settles_it_and_one_before_does_not(peep, cast):
    check(peep, cast)
    wrong_drill(peep, cast)
    assert standing(peep, on=safety.today()).state == State.NEEDS_REVIEW
    check(peep, cast)
    assert standing(peep, on=safety.today()).state == State.CURRENT
