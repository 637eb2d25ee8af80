"""The one source of chance in the demo."""

import random


def dice(*about):
    """A generator of its own for each thing decided; the same names give the same throws."""
    return random.Random(":".join(map(str, about)))  # noqa: S311 - invented people, no secret


def shares(throw, amount, weights):
    """Deal `amount` things out by weight, as exactly as whole numbers allow, in mixed order."""
    total = sum(weights.values())
    exact = {key: amount * weight / total for key, weight in weights.items()}
    counts = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: counts[key] - exact[key])
    for key in by_remainder[: amount - sum(counts.values())]:
        counts[key] += 1
    dealt = [key for key, count in counts.items() for _ in range(count)]
    throw.shuffle(dealt)
    return dealt


def draw(throw, candidates, amount, weight):
    """`amount` of the candidates, none twice, the heavier the likelier."""
    lots = [throw.random() ** (1 / weight(candidate)) for candidate in candidates]
    ranked = sorted(range(len(candidates)), key=lambda place: -lots[place])
    return [candidates[place] for place in ranked[:amount]]
