"""A figure of the benchmarks says what it stands against and whether that is good enough."""

import pytest

from bench.frame import Figure, interleaved, seconds_of


@pytest.mark.parametrize(
    ("figure", "line"),
    [
        (
            Figure("open_school", 0.3104, "s", "replaying migrations", 2.512, goal=0.15),
            "open_school 0.310 s (against replaying migrations: 2.51 s) 0.124 goal 0.150 met",
        ),
        (
            Figure("queries", 14, "queries", "the limit", 12, goal=1),
            "queries 14 queries (against the limit: 12 queries) 1.17 goal 1 MISSED",
        ),
        (Figure("page", 23456, "bytes"), "page 23456 bytes"),
    ],
)
def test_a_figure_is_one_line(figure, line):
    assert str(figure) == line


def test_a_figure_without_a_goal_is_neither_met_nor_missed():
    assert Figure("page", 2, "s", "another", 4).as_dict()["is_met"] is None


def test_both_sides_are_measured_in_turns():
    order = []
    interleaved(lambda: order.append("ours"), lambda: order.append("theirs"), rounds=2, warm_up=1)
    assert order == ["ours", "theirs"] * 3


def test_seconds_are_those_of_the_work():
    assert 0 <= seconds_of(lambda: None) < 0.1
