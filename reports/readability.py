"""How hard is a text to read? Long sentences and long words, counted and nothing more.

The measure is LIX (C. H. Björnsson, 1968): words in a sentence, plus the share of words of more
than six letters in per cent. It needs no dictionary, so it says the same on every machine. It
knows nothing of what the words mean: a person who reads the text aloud knows more.
"""

import re
from dataclasses import dataclass

from reports.marks import plain

LONG_SENTENCE = 25  # words; GOV.UK style asks for no more
LONG_WORD = 6  # letters
FEW = 20  # words, of which nothing can be said
PLAIN, FAIR = 40, 50  # LIX below which a text is plain, and fair
WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True)
class Readability:
    words: int
    sentences: int
    lix: int
    long_sentences: list

    @property
    def label(self):
        if self.words < FEW:
            return "Too short to say"
        if self.lix < PLAIN:
            return "Plain"
        return "Fair" if self.lix < FAIR else "Hard to read"

    @property
    def tone(self):
        return {"Plain": "green", "Hard to read": "amber"}.get(self.label, "grey")


def read(text):
    """What can be said of a text with simple marks (`reports.marks`)."""
    sentences = [(one, WORD.findall(one)) for one in _sentences(plain(text))]
    sentences = [(one, words) for one, words in sentences if words]
    words = [word for _, found in sentences for word in found]
    long_words = sum(len(word) > LONG_WORD for word in words)
    lix = round(len(words) / len(sentences) + 100 * long_words / len(words)) if words else 0
    long_sentences = [(one, len(found)) for one, found in sentences if len(found) > LONG_SENTENCE]
    return Readability(len(words), len(sentences), lix, long_sentences)


def _sentences(words):
    """A line is a sentence at least. "e.g." ends one too early, which errs on the kind side."""
    for line in words.split("\n"):
        yield from (one.strip() for one in re.split(r"(?<=[.!?])\s+", line) if one.strip())
