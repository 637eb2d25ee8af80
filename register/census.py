"""What would the school census send back? The rules on SEN status and needs, as pure functions.

The numbers are those of the DfE's validation rules; `domain/codes.md` lists them. Ranks follow
from the order in which needs are given, so a rank without a type (2130), a type without a rank
(2140) and a single type that is not ranked first (2160) cannot come about.
"""

from register import codes
from schools.models import Phase

TYPES_ARE_FOR = (codes.SEN_SUPPORT, codes.EHC_PLAN)


def objection(status, sen_types, phase=""):
    """Why this status cannot stand with these needs, main need first, in a school of this phase;
    None where it can."""
    sen_types = list(sen_types)
    rules = (_needs_a_type, _has_no_type, _once_each, _not_yet_assessed)
    objections = (rule(status, sen_types) for rule in rules)
    return next(filter(None, objections), None) or _not_in_special_schools(sen_types, phase)


def not_taken_in(phase):
    """The types that the census of such a school does not know: code set CS077 has the others."""
    return codes.NOT_IN_SPECIAL_SCHOOLS if phase == Phase.SPECIAL else ()


def _not_in_special_schools(sen_types, phase):
    refused = next((code for code in sen_types if code in not_taken_in(phase)), None)
    return refused and (
        f"The census takes no “{codes.SEN_TYPES[refused].label}” from a special school. "
        "Choose the need that it brings with it"
    )


def _needs_a_type(status, sen_types):
    """Rule 2170: K and E carry at least one type."""
    if status in TYPES_ARE_FOR and not sen_types:
        return "Choose at least one need: the census asks for it with SEN support and EHC plans"


def _has_no_type(status, sen_types):
    """Rule 2125: N carries no type. Monitoring leaves as N too, but may keep needs here."""
    if status == codes.NONE and sen_types:
        return "A pupil without SEN has no need on record. Choose monitoring to keep the needs"


def _once_each(status, sen_types):
    twice = next((code for code in sen_types if sen_types.count(code) > 1), None)
    return twice and f"“{codes.SEN_TYPES[twice].label}” is chosen twice. Keep one of them"


def _not_yet_assessed(status, sen_types):
    """Rule 2175: NSA goes with K alone."""
    if codes.NOT_YET_ASSESSED in sen_types and status == codes.EHC_PLAN:
        return "“Not yet assessed” goes only with SEN support. Choose the need that the plan names"
