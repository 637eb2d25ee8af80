from collections import Counter
from datetime import date

import pytest

from register.codes import EHC_PLAN, MONITORING, NONE, ON_REGISTER, SEN_SUPPORT, SEN_TYPES
from register.models.status import Told
from register.upn import why_not_uln, why_not_upn
from schools.school_year import SchoolYear
from trust_send.demo.roll import roll
from trust_send.demo.trust import ORCHARD_LANE, SCHOOLS, calendar_around, terms, training_days

YEAR = SchoolYear(2026)
ON = date(2026, 11, 24)


@pytest.fixture(scope="module")
def rolls():
    return [roll(school, YEAR) for school in SCHOOLS]


@pytest.fixture(scope="module")
def pupils(rolls):
    return [pupil for each in rolls for pupil in each]


def share(part, whole):
    return 100 * sum(map(part, whole)) / len(whole)


def test_eight_schools_hold_some_four_thousand_pupils(rolls, pupils):
    assert Counter(each.school.phase for each in rolls) == {
        "primary": 5, "secondary": 2, "special": 1,
    }  # fmt: skip
    assert 3_800 <= len(pupils) <= 4_200


@pytest.mark.parametrize(("phase", "published"), [("primary", 19.4), ("secondary", 17.6)])
def test_any_send_is_as_common_as_in_england(pupils, phase, published):
    """2025/26, from the January census."""
    of_phase = [pupil for pupil in pupils if pupil.school.phase == phase]
    found = share(lambda pupil: pupil.status_on(ON) in ON_REGISTER, of_phase)
    assert found == pytest.approx(published, abs=0.3)


def test_nearly_all_pupils_of_the_special_school_have_a_plan(pupils):
    special = [pupil for pupil in pupils if pupil.school.is_special]
    assert share(lambda pupil: pupil.status_on(ON) == EHC_PLAN, special) > 95


def test_the_special_school_has_no_need_that_its_census_refuses(pupils):
    special = [pupil for pupil in pupils if pupil.school.is_special]
    needs = {need for pupil in special for step in pupil.history for need in step.needs}
    assert not needs & {"NSA", "DS"}


@pytest.mark.parametrize(
    ("status", "boys", "free_meals"), [(EHC_PLAN, 71, 43.8), (SEN_SUPPORT, 61, 39.3)]
)
def test_boys_and_free_meals_as_in_england(pupils, status, boys, free_meals):
    with_it = [pupil for pupil in pupils if pupil.status_on(ON) == status]
    assert share(lambda pupil: pupil.sex == "M", with_it) == pytest.approx(boys, abs=1.5)
    assert share(lambda pupil: bool(pupil.fsm), with_it) == pytest.approx(free_meals, abs=8)


@pytest.mark.parametrize(("status", "need"), [(EHC_PLAN, "ASD"), (SEN_SUPPORT, "SLCN")])
def test_the_commonest_first_need_is_the_national_one(pupils, status, need):
    firsts = Counter(p.step_on(ON).needs[0] for p in pupils if p.status_on(ON) == status)
    assert firsts.most_common(1)[0][0] == need


def test_every_upn_is_valid_and_nobody_shares_one(pupils):
    assert [pupil.upn for pupil in pupils if why_not_upn(pupil.upn)] == []
    assert len({pupil.upn for pupil in pupils}) == len(pupils)
    assert {pupil.upn[1:4] for pupil in pupils} == {"998", "999"}


def test_learner_numbers_begin_with_year_10_and_are_valid(pupils):
    with_number = [pupil for pupil in pupils if pupil.uln]
    assert {pupil.year_group for pupil in with_number} == {"10", "11", "12", "13", "14"}
    assert [pupil.uln for pupil in with_number if why_not_uln(pupil.uln)] == []


def test_pupils_are_of_the_age_of_their_year_group(pupils):
    for pupil in pupils:
        if pupil.year_group == "4":
            assert date(2017, 9, 1) <= pupil.born_on <= date(2018, 8, 31)


def test_a_status_changes_on_school_days_one_at_a_time(rolls):
    for each in rolls[::3]:
        days = calendar_around(each.school, YEAR)
        for pupil in each:
            starts = [step.starts_on for step in pupil.history]
            assert starts == sorted(set(starts))
            assert all(days.is_school_day(day) for day in starts)


def test_needs_go_with_support_or_a_plan_alone_and_fit_the_census_rules(pupils):
    for step in (step for pupil in pupils for step in pupil.history):
        assert bool(step.needs) is (step.status in ON_REGISTER)
        assert len(set(step.needs)) == len(step.needs) <= 3
        assert all(step.status in SEN_TYPES[need].allowed_with for need in step.needs)


def test_parents_were_told_in_a_way_that_the_register_knows(pupils):
    assert {step.told_how for pupil in pupils for step in pupil.history} == set(Told.values)


def test_some_left_the_register_within_three_years(pupils):
    left = [pupil for pupil in pupils if pupil.status_on(ON) == NONE and len(pupil.history) > 2]
    assert len(left) > 50
    assert {step.status for step in left[0].history} == {SEN_SUPPORT, MONITORING, NONE}


def test_the_register_must_tell_namesakes_and_twins_apart(rolls):
    orchard_lane = rolls[SCHOOLS.index(ORCHARD_LANE)]
    names = Counter(pupil.full_name for pupil in orchard_lane)
    assert names["Mohammed Khan"] == names["Olivia Smith"] == 2
    twins = [pupil for pupil in orchard_lane if pupil.surname == "O'Shea"]
    assert len({pupil.born_on for pupil in twins if pupil.year_group == "2"}) == 1


def test_the_same_people_come_back_every_year_a_year_younger_in_their_dates():
    this_year, next_year = roll(ORCHARD_LANE, YEAR), roll(ORCHARD_LANE, YEAR.next)
    for now, then in zip(this_year, next_year, strict=True):
        assert (now.full_name, now.form, now.ethnicity) == (
            then.full_name,
            then.form,
            then.ethnicity,
        )
        assert then.born_on.year - now.born_on.year in (0, 1, 2)


def test_training_days_fall_in_term_on_a_working_day():
    for school in SCHOOLS:
        held = terms(school.authority, YEAR)
        for day in training_days(school, YEAR):
            assert any(term.starts_on <= day <= term.ends_on for term in held)
            assert day.weekday() < 5
