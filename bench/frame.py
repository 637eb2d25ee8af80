"""The frame of every benchmark: measure our way and another way of doing the same in turns.

A program of this folder is a module with one or more of these:

    from bench.frame import Figure, benchmark, interleaved

    @benchmark
    def open_school(schools):
        "Opening a school from the template's dump, against replaying every migration."
        ours, theirs = interleaved(open_from_dump, open_by_migrations, rounds=5)
        yield Figure("open_school", ours, "s", "replaying migrations", theirs, goal=0.15)

`schools` is the number after `--schools` (2 where none is given), for what grows with it. Django is
set up, the shared tables are there, no school is: a benchmark makes what it needs and may leave it
behind, so it must not count on an empty database. A figure has another side, or a goal, or both:

    yield Figure("register_page_queries", count, "queries", "the limit", 12, goal=1)

`bin/bench [name …]` runs those whose name is given, or all, against servers of its own, and prints
`name value unit (against what: value) ratio`; `--json` prints a list of the same. The ratio is our
value over the other; a goal is the largest ratio that is good enough.
"""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

BENCHMARKS: dict[str, Callable[[int], Iterator["Figure"]]] = {}


@dataclass(frozen=True)
class Figure:
    """One measured value, what it stands against, and how much of that it may be."""

    name: str
    value: float
    unit: str
    against: str = ""
    other: float | None = None
    goal: float | None = None

    @property
    def ratio(self):
        return self.value / self.other if self.other else None

    @property
    def is_met(self):
        """True or False with a goal; None without one."""
        if self.goal is None or self.ratio is None:
            return None
        return self.ratio <= self.goal

    def __str__(self):
        words = [self.name, _number(self.value), self.unit]
        if self.other is not None:
            words += [f"(against {self.against}: {_number(self.other)} {self.unit})"]
        if self.ratio is not None:
            words += [_number(self.ratio)]
        if self.is_met is not None:
            words += [f"goal {_number(self.goal)} {'met' if self.is_met else 'MISSED'}"]
        return " ".join(words)

    def as_dict(self):
        return asdict(self) | {"ratio": self.ratio, "is_met": self.is_met}


def benchmark(function):
    """Register a generator of figures under its own name."""
    BENCHMARKS[function.__name__] = function
    return function


def interleaved(ours, theirs, *, rounds=5, warm_up=1):
    """The median seconds of both, taken in turns, so that a busy moment hits both alike."""
    for _ in range(warm_up):
        ours()
        theirs()
    taken = [(seconds_of(ours), seconds_of(theirs)) for _ in range(rounds)]
    return tuple(statistics.median(side) for side in zip(*taken, strict=True))


def seconds_of(work):
    """How long one call takes, with the garbage of earlier ones cleared away first."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run(names, schools):
    """Every figure of the benchmarks with these names, in turn."""
    for name in names or sorted(BENCHMARKS):
        yield from BENCHMARKS[name](schools)


def _number(value):
    """Three figures that matter, never in powers of ten."""
    if value == int(value) or abs(value) >= 1000:
        return f"{value:.0f}"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.3g}"
