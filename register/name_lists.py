"""Lists that people paste or export: which pupil does a line mean?"""

import unicodedata
from collections import defaultdict
from itertools import product

from register.upn import is_upn_shaped, tidy_upn


class Unclear(Exception):
    """The line names nobody, or more than one. The message says what to do."""


class PupilFinder:
    """Finds a pupil among these by UPN, or by name in either order, legal or preferred. Where two
    bear the name nobody is guessed."""

    def __init__(self, pupils):
        self._by_upn, self._by_name = {}, defaultdict(set)
        for pupil in pupils:
            if pupil.upn:
                self._by_upn[pupil.upn] = pupil
            for name in _names(pupil):
                self._by_name[name].add(pupil)

    def find(self, text):
        upn = tidy_upn(text)
        if is_upn_shaped(upn):
            return self._with_upn(upn)
        surname, comma, forename = text.partition(",")
        found = self._by_name.get(_plain(f"{forename} {surname}" if comma else text), ())
        if not found:
            raise Unclear(f"No pupil on the roll is called “{text}”. Check the name or use the UPN")
        if len(found) > 1:
            raise Unclear(f"{len(found)} pupils are called “{text}”. Use the UPN instead")
        (pupil,) = found
        return pupil

    def _with_upn(self, upn):
        if upn not in self._by_upn:
            raise Unclear(f"No pupil on the roll has the UPN {upn}")
        return self._by_upn[upn]


def _names(pupil):
    forenames = {pupil.forename, pupil.legal_forename}
    surnames = {pupil.surname, pupil.legal_surname}
    return {_plain(f"{forename} {surname}") for forename, surname in product(forenames, surnames)}


def _plain(name):
    """As names are compared: no capitals, accents, apostrophes or hyphens."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("-", " "))
    return " ".join("".join(c for c in letters if c.isalnum() or c == " ").split())
