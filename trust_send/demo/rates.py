"""How common what is, nearly as in the published figures for England.

Any SEND by phase comes from the 2025/26 census (primary 19.4 %, secondary 17.6 %) and is set
school by school in `trust.SCHOOLS`; how it divides into plans and support is not published by phase
and is our guess. Boys and free meals: 2024/25. The first needs are the national ones (autism among
plans, speech and language on SEN support); the rest of the order and the shares by age are guesses.
"""

from register.codes import EHC_PLAN, NONE, SEN_SUPPORT
from register.codes import MONITORING as WATCHED

BOYS = {"primary": 0.51, "secondary": 0.51, "special": 0.72}
BOYS_WITH = {EHC_PLAN: 0.71, SEN_SUPPORT: 0.61, WATCHED: 0.57}
MONITORING = {"primary": 6.5, "secondary": 4.5, "special": 0}

FSM_TIMES = {NONE: 1, WATCHED: 1.35, SEN_SUPPORT: 39.3 / 22.2, EHC_PLAN: 43.8 / 22.2}
FSM_KINDS = {"TFSM": 78, "EFSM": 22}
IN_CARE = {NONE: 0.005, WATCHED: 0.012, SEN_SUPPORT: 0.022, EHC_PLAN: 0.05}

SECOND_NEED = {SEN_SUPPORT: 0.34, EHC_PLAN: 0.72}
SUPPORT_PRIMARY = {
    "SLCN": 33, "SEMH": 18, "MLD": 15, "SPLD": 13, "ASD": 9, "OTH": 3, "PD": 2.5, "HI": 2,
    "VI": 1.2, "NSA": 3, "DS": 0.3,
}  # fmt: skip
SUPPORT_SECONDARY = {
    "SPLD": 23, "SEMH": 24, "MLD": 15, "SLCN": 14, "ASD": 13, "OTH": 4, "PD": 2.5, "HI": 2,
    "VI": 1.2, "NSA": 2,
}  # fmt: skip
PLAN_MAINSTREAM = {
    "ASD": 33.6, "SLCN": 21, "SEMH": 15, "MLD": 8, "SPLD": 5, "PD": 5, "SLD": 3, "HI": 2.5,
    "VI": 1.5, "DS": 2, "OTH": 2, "MSI": 0.4,
}  # fmt: skip
PLAN_SPECIAL = {
    "ASD": 36, "SLD": 27, "MLD": 11, "PMLD": 9, "SLCN": 7, "SEMH": 5, "PD": 3, "MSI": 1, "VI": 1,
}  # fmt: skip  # without NSA and DS, which the census takes from no special school
GOES_WITH: dict[str, dict[str, float]] = {
    "ASD": {"SEMH": 3, "SLCN": 3},
    "SLCN": {"MLD": 2, "SPLD": 2},
    "SPLD": {"SEMH": 2},
    "SLD": {"ASD": 3, "SLCN": 3},
    "PMLD": {"PD": 6, "VI": 6, "SLD": 0.1},
    "DS": {"SLCN": 4, "MLD": 3, "SLD": 3},
}
BY_YEAR = {
    "R": 0.55, "1": 0.85, "2": 1, "3": 1.1, "4": 1.15, "5": 1.2, "6": 1.15, "7": 1.15, "8": 1.1,
    "9": 1, "10": 0.95, "11": 0.9, "12": 0.35, "13": 0.3,
}  # fmt: skip
YOUNG = ("N2", "R", "1", "2")


def weight_of_year(status, pupil):
    """How likely a pupil of this year group is to have the status; plans gather with age."""
    if pupil.school.is_special:
        return 1
    weight = BY_YEAR[pupil.year_group]
    return weight**2 if status == EHC_PLAN else weight


def needs(status, pupil):
    """Weights of the first need: language early, specific difficulties once reading is expected."""
    if pupil.school.is_special:
        return PLAN_SPECIAL
    if status == EHC_PLAN:
        return PLAN_MAINSTREAM
    if pupil.school.is_secondary:
        return SUPPORT_SECONDARY
    if pupil.year_group in YOUNG:
        return SUPPORT_PRIMARY | {"SLCN": 52, "SPLD": 2, "MLD": 9}
    return SUPPORT_PRIMARY | {"SLCN": 25, "SPLD": 18}
