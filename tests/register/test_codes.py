"""The codes say what the census and the Code of Practice say."""

import pytest

from register import codes


def test_monitoring_is_the_trusts_own_and_leaves_as_no_sen():
    monitoring = codes.PROVISIONS[codes.MONITORING]
    assert (monitoring.export, monitoring.on_register) == ("N", False)


def test_only_sen_support_and_ehc_plans_are_on_the_register():
    assert {"K", "E"} == codes.ON_REGISTER


@pytest.mark.parametrize(("old", "new"), [("S", "E"), ("A", "K"), ("P", "K"), ("Q", "K")])
def test_a_retired_provision_code_means_what_replaced_it(old, new):
    assert codes.provision_of(old).code == new


def test_besd_is_read_as_semh():
    assert codes.sen_type_of("BESD") is codes.SEN_TYPES["SEMH"]


def test_not_yet_assessed_goes_with_sen_support_only():
    assert codes.SEN_TYPES["NSA"].allowed_with == {"K"}


@pytest.mark.parametrize(
    ("sen_type", "area"),
    [("SLCN", "CI"), ("ASD", "CI"), ("MLD", "CL"), ("SEMH", "SEMH"), ("VI", "SP"), ("DS", "UN")],
)
def test_each_type_stands_in_its_area(sen_type, area):
    assert codes.SEN_TYPES[sen_type].area.code == area


def test_years_are_in_the_order_of_a_school_life():
    assert " ".join(codes.YEAR_GROUPS) == "E1 E2 N1 N2 R 1 2 3 4 5 6 7 8 9 10 11 12 13 14 X"


@pytest.mark.parametrize(
    ("language", "eal"),
    [("ENG", False), ("ENB", False), ("URD", True), ("OTH", True), ("NOT", None), (None, None)],
)
def test_an_unknown_language_is_neither_eal_nor_not(language, eal):
    assert codes.is_eal(language) is eal


def test_only_targeted_meals_count_for_pupil_premium():
    assert {"TFSM"} == codes.FSM_FOR_PUPIL_PREMIUM


def test_a_guest_is_not_counted_in_the_roll():
    assert {"C", "M"} == codes.COUNTS_IN_ROLL
