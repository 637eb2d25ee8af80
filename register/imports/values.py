"""What does a cell say? Each reader returns the value, None for an empty cell, or raises Unclear
with the reason in plain English.

Dates are day first, then ISO, never the US order. What a cell says of SEN: sen_values.
"""

import calendar
import datetime
import re
from collections.abc import Callable, Mapping

from register import codes

from .sheets import Cell, Formula

MOST_LETTERS = 200


class Unclear(ValueError):
    """The cell cannot be read; the message says why and what would be."""


# Text ---------------------------------------------------------------------------------------------
_EXCEL_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
_LEFT_EMPTY = {"", "-", "--", "n/a", "na", "null", "not known", "unknown", "(blank)"}


def text(cell: Cell, most_letters: int = MOST_LETTERS) -> str | None:
    """The cell's words on one line. A number loses the decimals that a spreadsheet lends it."""
    if isinstance(cell, Formula):
        raise Unclear(
            "This cell holds a formula whose result is not in the file. Open the file in Excel, "
            "save it and upload it again."
        )
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    words = " ".join(str(cell).split()) if cell is not None else ""
    if words in _EXCEL_ERRORS:
        raise Unclear(f"This cell shows an error of the spreadsheet ({words}).")
    if len(words) > most_letters:
        raise Unclear(f"This cell holds more than {most_letters} characters.")
    return words or None


def coded_text(cell: Cell, most_letters: int = MOST_LETTERS) -> str | None:
    """As text, where a dash or “unknown” also means that nothing is known."""
    words = text(cell, most_letters)
    return None if words is None or words.casefold() in _LEFT_EMPTY else words


def name(cell: Cell) -> str | None:
    """A person's name, as written. It must hold a letter."""
    words = text(cell, most_letters=80)
    if words and not any(c.isalpha() for c in words):
        raise Unclear(f"“{words}” has no letters in it, so it cannot be a name.")
    return words


def short_text(cell: Cell) -> str | None:
    """The name of a class or an admission number."""
    return coded_text(cell, most_letters=20)


def upper_text(cell: Cell) -> str | None:
    """A number or code as it is stored: no spaces, capital letters."""
    words = text(cell, most_letters=40)
    return "".join(words.split()).upper() if words else None


# Dates --------------------------------------------------------------------------------------------
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ \-]([a-z]{3,9})\.?,?[ \-](\d{4}|\d{2})", re.I)
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_LIKE = "Write the day first, like 3/10/2017."


def date(cell: Cell) -> datetime.date | None:
    """A date. A bare number is refused: whether it counts days, and from when, nobody can say."""
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, int | float):
        raise Unclear(f"“{cell}” is a number, not a date. Format the column as dates. {_LIKE}")
    words = coded_text(cell)
    if words is None:
        return None
    words = _CLOCK.sub("", words)
    if found := _ISO.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(words):
        day, month, year = (int(part) for part in found.groups())
    elif found := _IN_WORDS.fullmatch(words):
        day, month, year = int(found[1]), _month(found[2], words), int(found[3])
    else:
        raise Unclear(f"“{words}” is not a date that we can read. {_LIKE}")
    return _date_of(day, month, year + 2000 if year < 100 else year, words)


def _month(word: str, words: str) -> int:
    for number, month in enumerate(calendar.month_name):
        if number and month.casefold().startswith(word.casefold().removesuffix("t")):  # “Sept”
            return number
    raise Unclear(f"“{words}” has no month that we know. {_LIKE}")


def _date_of(day: int, month: int, year: int, words: str) -> datetime.date:
    if month > 12 >= day:
        raise Unclear(f"“{words}” has the month first. {_LIKE}")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise Unclear(f"“{words}” is no day of the calendar. {_LIKE}") from None


def is_month_first(cell: Cell) -> bool:
    """True for a date that makes sense only in the US order."""
    found = _numbers_of(cell)
    return found is not None and found[0] <= 12 < found[1] <= 31


def could_be_month_first(cell: Cell) -> bool:
    """True for a date that the US order would read as another day."""
    found = _numbers_of(cell)
    return found is not None and found[0] != found[1] and max(found) <= 12


def _numbers_of(cell: Cell) -> tuple[int, int] | None:
    found = _DAY_FIRST.fullmatch(_CLOCK.sub("", cell.strip())) if isinstance(cell, str) else None
    return (int(found[1]), int(found[2])) if found else None


# Yes and no ---------------------------------------------------------------------------------------
_YES = {"y", "yes", "true", "t", "1", "✓", "✔"}
NO = {"n", "no", "false", "f", "0", "✗", "✘"}


def yes_or_no(cell: Cell) -> bool | None:
    """True, False, or None for an empty cell: an unknown is not a no."""
    if isinstance(cell, bool):
        return cell
    words = coded_text(cell)
    if words is None:
        return None
    if words.casefold() in _YES | NO:
        return words.casefold() in _YES
    raise Unclear(f"“{words}” is neither yes nor no.")


def _yes_no_or(known: Mapping[str, str]) -> Callable[[Cell], str | None]:
    """A reader of columns that say no (an empty code), yes, or which category of yes."""
    by_words = {squash(words): code for code, label in known.items() for words in (code, label)}

    def reader(cell: Cell) -> str | None:
        words = coded_text(cell)
        category = by_words.get(squash(words)) if words else None
        if category:
            return category
        answer = yes_or_no(cell)
        return None if answer is None else codes.YES if answer else ""

    return reader


def squash(words: str) -> str:
    """Words as they are compared: lower case, letters and digits only."""
    return "".join(c for c in words.casefold() if c.isalnum())


free_meals = _yes_no_or(codes.FSM_CATEGORIES)
pupil_premium = _yes_no_or(codes.PUPIL_PREMIUM)


# Codes --------------------------------------------------------------------------------------------
def _one_of(spellings: Mapping[str, str], what: str) -> Callable[[Cell], str | None]:
    """A reader of a code by any of its spellings (squashed), with “code - label” and
    “label (code)” made of them."""

    def reader(cell: Cell) -> str | None:
        words = coded_text(cell)
        if words is None:
            return None
        for candidate in candidates(words):
            if candidate in spellings:
                return spellings[candidate]
        raise Unclear(f"“{words}” is not {what} that we know.")

    return reader


def candidates(words: str) -> list[str]:
    """The words whole, then what stands before and after a dash or in brackets."""
    parts = re.split(r"\s+[-–:]\s+|[()]|:\s+", words)
    return [squashed for squashed in map(squash, [words, *parts]) if squashed]


def spellings(known: Mapping[str, str], extra: str = "") -> dict[str, str]:
    """Squashed code and label to code, and more of them written as “code=words,words;”."""
    found = {squash(words): code for code, label in known.items() for words in (code, label)}
    for line in filter(None, extra.split(";")):
        code, _, words = line.partition("=")
        found |= {squash(word): code.strip() for word in words.split(",")}
    return found


sex = _one_of(spellings(codes.SEXES, "F=girl,woman;M=boy,man"), "a sex")
ethnicity = _one_of(
    spellings(
        {code: ethnicity.label for code, ethnicity in codes.ETHNICITIES.items()},
        "WBRI=White - British;WIRI=White - Irish;WOTH=White other,Any other White;"
        "WROM=Gypsy/Roma,Gypsy,Roma;REFU=Prefer not to say,Refused to say;"
        "NOBT=Information not yet obtained,Not obtained;OOTH=Other,Other ethnic group",
    ),
    "an ethnicity",
)
enrolment = _one_of(spellings(codes.ENROLMENT, "C=current,single;M=main;S=subsidiary"), "a status")
service_child = _one_of(
    spellings(codes.SERVICE_CHILD, "Y=true,1,t;N=false,0,f"), "an answer about service children"
)
_language_by_name = _one_of(spellings(codes.LANGUAGES), "a language")


def language(cell: Cell) -> str | None:
    """A three-letter code or the name of a common language. There are several hundred codes, so
    any three letters are taken; a name that is not known is asked for as a code."""
    words = coded_text(cell)
    if words is None:
        return None
    try:
        return _language_by_name(words)
    except Unclear:
        if re.fullmatch(r"[A-Za-z]{3}", words):
            return words.upper()
        raise Unclear(f"“{words}” is not a language that we know. Give its census code.") from None


_YEAR_NUMBER = re.compile(
    r"(?:nationalcurriculum|curriculum|nc)?(?:yeargroup|year|yr|y)?0*(\d{1,2})"
)
_YEAR_WORDS = {
    "r": "R", "reception": "R", "yr": "R", "yearr": "R", "rec": "R", "yearreception": "R",
    "0": "R", "year0": "R", "y0": "R", "f2": "R", "fs2": "R", "foundation2": "R",
    "n1": "N1", "nursery1": "N1", "f1": "N2", "fs1": "N2", "foundation1": "N2",
    "n2": "N2", "nursery2": "N2", "nursery": "N2", "yearn2": "N2", "yearn1": "N1",
    "e1": "E1", "e2": "E2", "x": "X", "yearx": "X",
    **{squash(year.label): code for code, year in codes.YEAR_GROUPS.items()},
}  # fmt: skip


def year_group(cell: Cell) -> str | None:
    """Year 4, Y4, Yr 4, 04, 4, Reception, R, Nursery, N2 … as its census code."""
    words = coded_text(cell)
    if words is None:
        return None
    for candidate in candidates(words):
        found = _YEAR_NUMBER.fullmatch(candidate)
        code = _YEAR_WORDS.get(candidate) or (found and str(int(found[1])))
        if code in codes.YEAR_GROUPS:
            return code
    raise Unclear(f"“{words}” is not a year group that we know. Write it like “Year 4” or “R”.")
