import pytest

from register.next_year import last_year_of, name_after, year_after


@pytest.mark.parametrize(
    ("now", "after"),
    [
        ("3A", "4A"),
        ("9Q", "10Q"),
        ("R Oak", "1 Oak"),
        ("RB", "1B"),
        ("Year 2", "Year 3"),
        ("10x/Ma1", "11x/Ma1"),
        ("Hedgehogs", "Hedgehogs"),
        ("Rabbits", "Rabbits"),
        ("Reception", "Reception"),
    ],
)
def test_a_class_is_proposed_its_next_name(now, after):
    assert name_after(now) == after


@pytest.mark.parametrize(
    ("now", "after"), [("N2", "R"), ("R", "1"), ("6", "7"), ("13", "14"), ("14", "14"), ("X", "X")]
)
def test_a_year_group_moves_up_by_one(now, after):
    assert year_after(now) == after


@pytest.mark.parametrize(
    ("present", "last"),
    [
        (["R", "1", "6", "X"], "6"),
        (["7", "11"], "11"),
        (["N1"], ""),
        (["N1", "N2"], "N2"),
        ([], ""),
    ],
)
def test_the_highest_year_of_the_school_leaves(present, last):
    assert last_year_of(present) == last
