"""Does a text name a pupil of the school? The plan is read by everybody, so it names none. A name
may also be an adult's or a street's, so this warns and stops nobody."""

import re
from itertools import product

from register.models import Pupil

NO_LETTERS = re.compile(r"[\W_]+")
PARTS = ("forename", "legal_forename", "surname", "legal_surname")


def pupils_named_in(*texts):
    """The full names, as they are on the roll, that stand in these texts, in order."""
    said = f" {_plain(' . '.join(filter(None, texts)))} "
    found = set()
    for forename, legal, surname, legal_surname in Pupil.objects.on_roll().values_list(*PARTS):
        for first, last in product({forename, legal}, {surname, legal_surname}):
            if f" {_plain(f'{first} {last}')} " in said:
                found.add(f"{first} {last}")
    return sorted(found)


def _plain(text):
    return NO_LETTERS.sub(" ", text.casefold()).strip()
