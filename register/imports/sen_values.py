"""What does a cell say of SEN: which stage, which needs, of which rank?

Retired codes are read as what replaced them, and the file's own words are kept beside every code.
Systems write `K`, `SEN Support`, `K - SEN Support`, `EHCP` or nothing; needs as codes, as labels,
or as several in one cell.
"""

import re
from dataclasses import dataclass

from register import codes

from .sheets import Cell
from .values import Unclear, candidates, coded_text, spellings, squash, text


@dataclass(frozen=True, slots=True)
class Coded:
    """A code and the words in the file that it was read from."""

    code: str
    raw: str


# Status -------------------------------------------------------------------------------------------
_STATUS_WORDS = spellings(
    {code: provision.label for code, provision in codes.PROVISIONS.items()},
    "N=no sen,none,no special educational needs,no special educational need,no sen provision,"
    "no send,not sen,no;"
    "M=mon,monitor,sen monitoring,watching brief;"
    "K=sen support,sens,send support,additional sen support,req,"
    "ehc needs assessment requested;"
    "E=ehcp,ehc plan,ehc,education health and care plan,education health care plan,"
    "education health and care plan (ehcp),ehcp in place;"
    "S=statement,statemented,statement of sen;A=school action,school early action;"
    "P=school action plus,school action +;"
    "Q=school action plus with statutory assessment,school action plus and statutory assessment",
) | {code.casefold(): code for code in codes.RETIRED_PROVISIONS}


def status(cell: Cell) -> Coded:
    """A stage of SEN provision. An empty cell means none: the column is there and says nothing."""
    words = text(cell)
    if words is None or words in {"-", "--"}:
        return Coded(codes.NONE, "")
    found = {_STATUS_WORDS.get(candidate) for candidate in candidates(words)} - {None}
    now = {codes.provision_of(code).code for code in found if code}
    if len(now) == 1:
        return Coded(now.pop(), words)
    if now:
        raise Unclear(f"“{words}” names two stages at once. Write N, K or E.")
    raise Unclear(f"“{words}” is not a SEN status that we know. Write N, K or E.")


# Needs --------------------------------------------------------------------------------------------
_NEED_WORDS = spellings(
    {code: sen_type.label for code, sen_type in codes.SEN_TYPES.items()},
    "SPLD=specific learning difficulties,specific learning disability,dyslexia,dyscalculia,"
    "dyspraxia;"
    "MLD=moderate learning difficulties,moderate learning disability;"
    "SLD=severe learning difficulties,severe learning disability;"
    "PMLD=profound & multiple learning difficulty,profound and multiple learning difficulties,"
    "profound & multiple learning difficulties,profound and multiple learning disability;"
    "SEMH=social emotional & mental health,social emotional mental health,"
    "social emotional and mental health needs,social emotional and mental health difficulties;"
    "SLCN=speech language & communication needs,speech language and communication,"
    "speech language or communication needs,speech and language;"
    "ASD=autism,autistic,asc,autism spectrum disorder,autism spectrum condition,"
    "autistic spectrum condition;"
    "HI=hearing,deaf;VI=visual impairment,vision;"
    "MSI=multi sensory impairment,multisensory impairments;"
    "PD=physical disabilities,physical;DS=downs syndrome,down’s syndrome;"
    "OTH=other,other difficulty disability,other difficulties;"
    "NSA=no specialist assessment,sen support but no specialist assessment of type of need,"
    "no specialist assessment of type of need;"
    "BESD=behaviour emotional and social difficulties,behaviour emotional & social difficulties,"
    "behavioural emotional and social difficulties,behaviour emotional and social difficulty",
) | {code.casefold(): code for code in codes.RETIRED_SEN_TYPES}
_BETWEEN_NEEDS = re.compile(r"[,;/|\n]")
_PLACE_WORD = re.compile(
    r"^\s*(?:primary|secondary|tertiary|main|first|second|third|\d{1,2}(?:st|nd|rd|th)?)"
    r"(?:\s+need)?\s*[:.)\-]\s*",
    re.IGNORECASE,
)


def needs(cell: Cell) -> tuple[Coded, ...]:
    """The SEN types in a cell, in its order: codes or labels, one or several. Labels hold commas
    and strokes of their own, so the longest run of pieces that makes a label wins."""
    words = coded_text(cell, most_letters=1000)  # all fourteen labels
    if words is None or squash(words) in {"none", "no", "nil"}:
        return ()
    pieces = [piece for piece in _BETWEEN_NEEDS.split(words) if piece.strip()]
    found: list[Coded] = []
    while pieces:
        length, need = _longest_need(pieces)
        if need.code not in {other.code for other in found}:
            found.append(need)
        pieces = pieces[length:]
    return tuple(found)


def _longest_need(pieces: list[str]) -> tuple[int, Coded]:
    for length in range(len(pieces), 0, -1):
        raw = _PLACE_WORD.sub("", ", ".join(piece.strip() for piece in pieces[:length]))
        sen_type = _one_need(raw, with_remarks=length == 1)
        if sen_type:
            return length, Coded(sen_type, raw)
    raise Unclear(f"“{pieces[0].strip()}” is not a SEN type that we know. Use its census code.")


def _one_need(raw: str, *, with_remarks: bool) -> str | None:
    """The one type that these words name, as “SLCN - Speech, language …” does. `with_remarks`:
    other words may stand beside it, as in “ASD (diagnosed 2021)”, but never a second type."""
    whole, *parts = candidates(raw) or [""]
    if whole in _NEED_WORDS:
        return codes.sen_type_of(_NEED_WORDS[whole]).code
    named = [*parts, *map(squash, re.findall(r"\b[A-Z][A-Za-z]{1,3}\b", raw))]
    types = {codes.sen_type_of(_NEED_WORDS[n]).code for n in named if n in _NEED_WORDS}
    is_sure = with_remarks or all(part in _NEED_WORDS for part in parts)
    return types.pop() if len(types) == 1 and is_sure else None


def rank(cell: Cell) -> int | None:
    """The rank of a need, 1 to 99 (Common Transfer File)."""
    words = coded_text(cell)
    if words is None:
        return None
    if not re.fullmatch(r"[0-9]{1,2}", words) or int(words) == 0:
        raise Unclear(f"“{words}” is not a rank. Write 1 for the main need.")
    return int(words)
