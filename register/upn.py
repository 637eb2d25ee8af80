"""Is this a unique pupil number, or a unique learner number? If not, why not, in plain English.

UPN: rule 1510 of the children-in-need census and the DfE's UPN guide 1.2. Position n (2 to 13)
has weight n; the sum's remainder by 23 is the check letter's place in an alphabet without I, O
and S. A last letter instead of a digit marks a temporary number, which must be replaced. A number
of a local authority that no longer exists is still good: numbers outlive authorities.
"""

import re

ALPHABET = "ABCDEFGHJKLMNPQRTUVWXYZ"
_LETTER = f"[{ALPHABET}]"
_PERMANENT = re.compile(rf"{_LETTER}[0-9]{{12}}")
_TEMPORARY = re.compile(rf"{_LETTER}[0-9]{{11}}{_LETTER}")


def tidy_upn(text: str) -> str:
    """The number as it is stored: upper case, without the spaces people type into it."""
    return "".join(text.split()).upper()


def upn_check_letter(upn: str) -> str:
    """The letter that positions 2 to 13 call for."""
    values = (int(c) if c in "0123456789" else ALPHABET.index(c) for c in upn[1:13])
    return ALPHABET[sum(n * value for n, value in enumerate(values, start=2)) % 23]


def is_temporary_upn(upn: str) -> bool:
    """A temporary number is given until the permanent one arrives, and must then be replaced."""
    return _TEMPORARY.fullmatch(upn) is not None


def is_upn_shaped(upn: str) -> bool:
    """True where only the check letter can still be wrong."""
    return _PERMANENT.fullmatch(upn) is not None or is_temporary_upn(upn)


def why_not_upn(upn: str) -> str | None:
    """What is wrong with `upn` as it stands, for the person who must put it right; None if good."""
    if len(upn) != 13:
        return f"A UPN has 13 characters; this one has {len(upn)}."
    if not is_upn_shaped(upn):
        return _what_is_misplaced(upn)
    wanted = upn_check_letter(upn)
    if upn[0] != wanted:
        return f"The first letter does not fit the numbers: it should be {wanted}, not {upn[0]}."
    return None


def _what_is_misplaced(upn: str) -> str:
    if upn != upn.upper():
        return "A UPN is written in capital letters."
    if upn[0] not in ALPHABET:
        return f"A UPN begins with a letter, never I, O or S; this one begins with {upn[0]}."
    if not re.fullmatch(r"[0-9]{11}", upn[1:12]):
        return "After the first letter a UPN has only digits, but for the last place."
    return f"A UPN ends in a digit, or a letter but never I, O or S; this one ends in {upn[12]}."


def why_not_uln(uln: str) -> str | None:
    """What is wrong with a unique learner number; None if good. Ten digits, weights 10 down to 2,
    remainder by 11 taken from ten gives the last digit; a remainder of 0 is never issued."""
    if not re.fullmatch(r"[0-9]{10}", uln):
        return "A ULN has 10 digits."
    remainder = (
        sum(int(c) * weight for c, weight in zip(uln[:9], range(10, 1, -1), strict=True)) % 11
    )
    if remainder == 0 or int(uln[9]) != 10 - remainder:
        return "The last digit of this ULN does not fit the others. Check it for a slip."
    return None
