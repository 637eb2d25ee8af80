"""Costs as they are read from the school's own records."""

from datetime import date

import pytest

from apdr.costed_map import as_csv, as_xlsx, costed_map
from apdr.costing import FREE, Costing, cost_of_school, line_of
from apdr.services import costs, provision
from register.models import StatusPeriod
from schools.models import Term
from schools.school_year import SchoolYear
from tests.factories.provision import FIRST, LAST, rate, support, terms

DAY = date(2026, 9, 18)  # after two of thirteen weeks
YEAR = SchoolYear(2026)


@pytest.fixture
def talk(cast):
    """An hour a week for Ann and Ben, 13 weeks: 7.50 a week for each."""
    terms(cast.school)
    rate(cast)
    return support(cast, cast.ann, cast.ben)


def places(cast, one, today=DAY):
    found = Costing(cast.school, today=today).places([one])
    return {place.pupil: found[place.pk] for place in one.enrolments.select_related("pupil")}


def test_a_place_costs_its_part_of_the_hour_so_far_and_to_the_end(cast, talk):
    cost = places(cast, talk)[cast.ann]
    assert (cost.to_date, cost.total, cost.to_come) == (1500, 9750, 8250)


def test_support_that_costs_the_school_nothing_costs_nothing(cast, talk):
    free = support(cast, cast.ann, name="Volunteer reader", paid_as=FREE)
    assert places(cast, free)[cast.ann].total == 0


def test_work_without_a_rate_has_no_cost_and_is_counted_as_such(cast, talk):
    support(cast, cast.ann, name="Music", paid_as="Music therapist")
    school = cost_of_school(Costing(cast.school, today=DAY))
    assert (school.without_rate, school.total) == (1, 2 * 9750)


def test_a_one_off_cost_is_shared_by_all_who_take_part(cast, talk):
    kit = support(cast, cast.ann, cast.ben, name="Kit", paid_as=FREE, one_off_pence=2501)
    assert places(cast, kit)[cast.ann].total == 1251  # half a penny goes up


def test_without_term_dates_nothing_is_guessed(cast, talk):
    Term.objects.filter(starting_year=2026).delete()
    assert places(cast, talk)[cast.ann].total is None


def test_a_pupil_above_the_line_with_top_up(cast, talk):
    costs.set_budget(by=cast.sendco, starting_year=2026, pence=1000000, line_pence=5000)
    costs.give_top_up(cast.ann, by=cast.sendco, pence_a_year=3000, starts_on=YEAR.starts_on)
    split = costed_map(cast.ann, school=cast.school, today=DAY).split
    assert (split.cost, split.school_share, split.above, split.gap) == (9750, 5000, 4750, 1750)


def test_the_school_pays_up_to_the_line_for_each_pupil(cast, talk):
    costs.set_budget(by=cast.sendco, starting_year=2026, pence=9000, line_pence=5000)
    school = cost_of_school(Costing(cast.school, today=DAY))
    assert (school.school_share, school.left, school.overspent) == (10000, -1000, 1000)


def test_the_budget_is_for_pupils_with_sen_and_the_others_stand_apart(cast, talk):
    """The school_view of the cost model: notional budget less the shares of K and E."""
    provision.enrol(talk, [cast.cal], by=cast.sendco, on=FIRST)
    costs.set_budget(by=cast.sendco, starting_year=2026, pence=100000, line_pence=600000)
    school = cost_of_school(Costing(cast.school, today=DAY))
    assert (school.pupils, school.total, school.left) == (2, 2 * 6500, 100000 - 13000)
    assert (school.other_pupils, school.others) == (1, 6500)


def test_one_status_alone_is_summed_where_asked(cast, talk):
    costs.give_top_up(cast.ben, by=cast.sendco, pence_a_year=400, starts_on=YEAR.starts_on)
    plans = cost_of_school(Costing(cast.school, today=DAY), statuses={"E"})
    assert (plans.pupils, plans.total, plans.top_up) == (1, 9750, 400)


def test_a_surplus_of_one_pupil_pays_for_no_other(cast, talk):
    costs.set_budget(by=cast.sendco, starting_year=2026, pence=100000, line_pence=5000)
    costs.give_top_up(cast.ben, by=cast.sendco, pence_a_year=9000, starts_on=YEAR.starts_on)
    school = cost_of_school(Costing(cast.school, today=DAY))
    assert (school.unfunded, school.surplus) == (4750, 4250)


def test_who_came_off_the_register_in_the_year_still_counts(cast, talk):
    StatusPeriod.objects.filter(pupil=cast.ann).update(ended_on=date(2026, 9, 30))
    assert cost_of_school(Costing(cast.school, today=DAY)).pupils == 2


def test_the_line_of_the_last_year_that_has_one_holds(cast):
    costs.set_budget(by=cast.sendco, starting_year=2024, pence=1, line_pence=620000)
    assert line_of(YEAR) == 620000
    assert line_of(SchoolYear(2023)) == 600000


def test_a_later_top_up_takes_the_place_of_the_one_before(cast):
    costs.give_top_up(cast.ann, by=cast.sendco, pence_a_year=1, starts_on=date(2026, 9, 1))
    costs.give_top_up(cast.ann, by=cast.sendco, pence_a_year=2, starts_on=date(2027, 1, 1))
    last_days = cast.ann.top_ups.order_by("starts_on").values_list("ends_on", flat=True)
    assert list(last_days) == [date(2026, 12, 31), None]


def test_the_costed_map_as_a_file_holds_no_formula(cast, talk):
    support(cast, cast.ann, name="=HYPERLINK(1)")
    costed = costed_map(cast.ann, school=cast.school, today=DAY)
    assert "'=HYPERLINK(1)" in as_csv(costed).decode()
    assert as_xlsx(costed).startswith(b"PK")


def test_one_who_stops_early_pays_no_more_and_the_other_pays_alone(cast, talk):
    place = talk.enrolments.get(pupil=cast.ben)
    provision.end_enrolment(place, by=cast.sendco, on=DAY, why="Timetable")
    cost = places(cast, talk)
    assert (cost[cast.ben].total, cost[cast.ann].total) == (1500, 1500 + 11 * 1500)
    assert (talk.starts_on, talk.ends_on) == (FIRST, LAST)
