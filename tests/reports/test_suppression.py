"""Nobody works out a small number from what is shown beside it. The tests play the attacker."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.suppression import HIDDEN, Sum, is_small, protect

counts_of_a_part = st.one_of(st.integers(0, 6), st.integers(7, 30))


def table(parts):
    """One table with its total, as the figures page shows three of them."""
    names = tuple(f"part {place}" for place in range(len(parts)))
    return dict(zip(names, parts, strict=True)) | {"total": sum(parts)}, [Sum("total", names)]


def two_tables(first, second_share):
    """Two tables that share their total, the second cut elsewhere."""
    cut = min(second_share, sum(first))
    counts, sums = table(first)
    counts |= {"left": cut, "right": sum(first) - cut}
    return counts, [*sums, Sum("total", ("left", "right"))]


def possible_worlds(shown, sums, most):
    """Every way to fill in what is hidden that the sums allow. The attacker knows the rule: a
    hidden count is never 0."""
    hidden = [name for name, count in shown.items() if count is HIDDEN]
    for guess in product(range(1, most + 1), repeat=len(hidden)):
        world = shown | dict(zip(hidden, guess, strict=True))
        if all(world[one.total] == sum(world[part] for part in one.parts) for one in sums):
            yield world


def assert_nothing_small_is_told(counts, sums):
    shown = protect(counts, sums)
    worlds = list(possible_worlds(shown, sums, most=max(counts.values(), default=0) + 4))
    left = [name for name, count in counts.items() if count and shown[name] is not HIDDEN]
    for name in (name for name, count in counts.items() if is_small(count)):
        assert shown[name] is HIDDEN
        could_be = {world[name] for world in worlds}
        assert len(could_be) > 1, f"{name} must be {counts[name]}: {shown}"
        assert {1, 2, 3, 4} <= could_be or not left, f"{name} is one of {could_be}: {shown}"


@settings(max_examples=150, deadline=None)
@given(st.lists(counts_of_a_part, min_size=2, max_size=4).filter(lambda p: sum(p) < 40))
def test_no_total_gives_a_hidden_count_back(parts):
    assert_nothing_small_is_told(*table(parts))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 8), min_size=2, max_size=2), st.integers(0, 16))
def test_nor_do_two_tables_of_the_same_pupils(parts, cut):
    assert_nothing_small_is_told(*two_tables(parts, cut))


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([20, 30], [20, 30]),
        ([0, 30], [0, 30]),
        ([3, 30, 12], [HIDDEN, 30, HIDDEN]),
        ([3, 2, 30], [HIDDEN, HIDDEN, 30]),
        ([1, 1, 30, 9], [HIDDEN, HIDDEN, 30, HIDDEN]),
        ([3, 0, 30], [HIDDEN, 0, HIDDEN]),
    ],
)
def test_the_smallest_count_is_hidden_along_and_nothing_without_need(parts, shown):
    counts, sums = table(parts)
    result = protect(counts, sums)
    assert [result[f"part {place}"] for place in range(len(parts))] == shown


def test_two_hidden_counts_that_can_only_be_one_each_are_not_enough():
    shown = protect(*table([1, 1, 20, 8]))
    assert shown["part 3"] is HIDDEN
