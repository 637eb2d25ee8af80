"""Flags of the register that the floors above raise: of which pupils, as far as a person may know.

    flags.add(source)

`source(user)` gives {a pupil's key as text: (flag…)} in one query; the words of a flag stand with
the columns.
"""

_sources: list = []


def add(source):
    if source not in _sources:
        _sources.append(source)


def raised_for(user):
    """{pupil's key: the flags of every floor, in their order}."""
    found: dict[str, tuple] = {}
    for source in _sources:
        for key, flags in source(user).items():
            found[key] = (*found.get(key, ()), *flags)
    return found
