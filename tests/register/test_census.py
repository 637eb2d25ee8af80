import pytest

from register.census import objection


@pytest.mark.parametrize("status", ["K", "E"])
def test_rule_2170_sen_support_and_an_ehc_plan_need_a_type(status):
    assert objection(status, []).startswith("Choose at least one need")


def test_rule_2125_a_pupil_without_sen_carries_no_type():
    assert objection("N", ["SLCN"]).startswith("A pupil without SEN")


def test_rule_2125_monitoring_may_keep_its_needs_here():
    assert objection("M", ["SLCN"]) is None
    assert objection("M", []) is None


def test_rule_2175_not_yet_assessed_goes_with_sen_support_alone():
    assert objection("K", ["NSA"]) is None
    assert objection("E", ["ASD", "NSA"]).startswith("“Not yet assessed”")


def test_no_type_stands_twice():
    assert "chosen twice" in objection("K", ["SLCN", "ASD", "SLCN"])


@pytest.mark.parametrize("sen_type", ["NSA", "DS"])
def test_code_set_cs077_a_special_school_carries_neither_nsa_nor_ds(sen_type):
    assert objection("K", [sen_type], "special").startswith("The census takes no")
    assert objection("K", [sen_type], "primary") is None
    assert objection("K", ["SLD"], "special") is None
