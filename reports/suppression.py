"""Which counts must stay hidden so that nobody can be told from a small number?

A count of 1 to 4 is hidden, 0 is not (records-and-privacy.md, "Small numbers in aggregates"). Where
a total would give a hidden count back, further counts are hidden with it, the smallest first, until
whoever adds and subtracts learns no more than what is told to everybody: that it is from 1 to 4.

Counts hang together by sums, each a total and its parts. A count may be the total of several sums,
and a part of one: as long as no sum can be reached from another in two ways, narrowing the ranges
of the hidden counts sum by sum finds all that can be worked out.
"""

from dataclasses import dataclass

SMALLEST, LARGEST = 1, 4
HIDDEN = None


@dataclass(frozen=True)
class Sum:
    total: str
    parts: tuple

    @property
    def names(self):
        return (self.total, *self.parts)


def is_small(count):
    return SMALLEST <= count <= LARGEST


def protect(counts, sums, also=()):
    """The counts by name as they may be shown, HIDDEN where they may not. `also` are names of
    further counts to hide, such as one of many events that befell few."""
    small = {name for name, count in counts.items() if is_small(count)}.union(also)
    hidden = set(small)
    while (more := _next_to_hide(counts, small, hidden, sums)) is not None:
        hidden.add(more)
    return _shown(counts, hidden)


def _shown(counts, hidden):
    return {name: HIDDEN if name in hidden else count for name, count in counts.items()}


def _next_to_hide(counts, small, hidden, sums):
    """The smallest count that stands in a sum with an exposed one, totals last, as they are what
    people look for; then any that stands beside a hidden one. None where nothing is exposed, or
    everything around is hidden."""
    exposed = _exposed(counts, small, hidden, sums)
    beside = [one for one in sums if exposed & set(one.names)]
    touching = [one for one in sums if hidden & set(one.names)]
    for among in (beside, touching) if exposed else ():
        shown = [
            (name == one.total, counts[name], name)
            for one in among
            for name in one.names
            if counts[name] and name not in hidden
        ]
        if shown:
            return min(shown)[2]
    return None


def _exposed(counts, small, hidden, sums):
    """The small counts of which more can be worked out than that they are small."""
    known = ranges(_shown(counts, hidden), sums)
    return {name for name in small if known[name][0] > SMALLEST or known[name][1] < LARGEST}


def ranges(shown, sums):
    """What whoever reads the counts can work out: {name: (least, most)}. They know the rule, so a
    hidden count is at least 1."""
    ceiling = sum(count for count in shown.values() if count) + LARGEST * len(shown)
    known = {
        name: (SMALLEST, ceiling) if count is HIDDEN else (count, count)
        for name, count in shown.items()
    }
    while True:
        before = dict(known)
        for one in sums:
            _narrow(known, one)
        if known == before:
            return known


def _narrow(known, one):
    """What one sum says of each of its counts."""
    least = sum(known[part][0] for part in one.parts)
    most = sum(known[part][1] for part in one.parts)
    low, high = known[one.total]
    known[one.total] = (max(low, least), min(high, most))
    low, high = known[one.total]
    for part in one.parts:
        mine_least, mine_most = known[part]
        known[part] = (
            max(mine_least, low - (most - mine_most)),
            min(mine_most, high - (least - mine_least)),
        )
