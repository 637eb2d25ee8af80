"""Which parts does a plan of each kind have in this school? The product's (`data/kinds.json`), with
the starting texts and hints of the trust; then those that the trust added; then the school's own.

A part that was taken out is asked for no more. Where a version says something in it, it is read
under its title, and a draft keeps it until its words are gone. Signed versions hold their texts
themselves: no template changes them.
"""

from dataclasses import replace

from safety.kinds import Part
from safety.models import LocalPart
from schools.models import Trust


def parts_known(kind):
    """Every part that a version of this kind may say something in, in the order of the page."""
    return [
        *parts_of_trust(kind),
        *(one.as_part for one in LocalPart.objects.filter(kind=kind.code)),
    ]


def parts_to_write(kind, said=()):
    """The parts of the writing page; `said` are the words that a draft has already."""
    known = parts_known(kind)
    return [part for part in known if not part.is_withdrawn or (said and said.get(part.name))]


def parts_of_trust(kind):
    """The product's parts in the trust's words, and the trust's own."""
    kept = kept_of_trust(kind)
    texts = kept.get("texts", {})
    ours = [replace(part, **texts.get(part.name, {})) for part in kind.parts]
    return [*ours, *(Part(**one) for one in kept.get("added", []))]


def kept_of_trust(kind):
    """What the trust keeps of this kind: `texts` {part: {hint, template}} and `added` [part]."""
    trust = Trust.objects.first()
    return trust.plan_parts.get(kind.code, {}) if trust else {}
