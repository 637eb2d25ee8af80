"""What do the codes mean? Every code of the school census and the Common Transfer File that the
register uses, read from `register/data/`, where each file names its source.

The law changes these files, never this module. A retired code maps to the one that replaced it;
whoever stores the replacement keeps the original beside it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


def _read(name: str) -> dict:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


_SEN = _read("sen_types")
_PROVISION = _read("provision_codes")
_YEARS = _read("year_groups")
_ETHNICITY = _read("ethnicity_codes")
_BREAKDOWN = _read("breakdown_codes")


# SEN provision (census code set CS096) ------------------------------------------------------------
NONE, MONITORING, SEN_SUPPORT, EHC_PLAN = "N", "M", "K", "E"


@dataclass(frozen=True, slots=True)
class Provision:
    """A stage of SEN provision. `export` is what may leave the system: monitoring is the trust's
    own stage (policy 2.2) and leaves as N, never as K."""

    code: str
    label: str
    on_register: bool
    export: str


@dataclass(frozen=True, slots=True)
class RetiredProvision:
    """A code that the census no longer takes, met in old files. Census rule 2115: S becomes E."""

    code: str
    label: str
    becomes: str


def _provisions() -> dict[str, Provision]:
    """The three census codes and the trust's monitoring, by the register's own one-letter code."""
    monitoring = next(s for s in _PROVISION["local_states"] if s["code"] == "MON")
    national = {
        row["code"]: Provision(row["code"], row["label"], row["on_register"], row["export"])
        for row in _PROVISION["codes"]
    }
    local = Provision(
        MONITORING, "Monitoring", monitoring["on_register"], export=monitoring["export"]
    )
    return {
        NONE: national[NONE],
        MONITORING: local,
        SEN_SUPPORT: national[SEN_SUPPORT],
        EHC_PLAN: national[EHC_PLAN],
    }


PROVISIONS = _provisions()
RETIRED_PROVISIONS = {
    row["code"]: RetiredProvision(row["code"], row["label"], row["becomes"])
    for row in _PROVISION["retired_codes"]
}
ON_REGISTER = frozenset(code for code, p in PROVISIONS.items() if p.on_register)


# SEN types and the four areas of need (Code of Practice 6.28-6.35) --------------------------------
@dataclass(frozen=True, slots=True)
class Area:
    """A broad area of need; `paragraphs` are those of the SEND Code of Practice 2015."""

    code: str
    label: str
    paragraphs: str | None


@dataclass(frozen=True, slots=True)
class SenType:
    """A SEN type of the census. `allowed_with` holds the provision codes that may carry it
    (rule 2175: NSA with K only)."""

    code: str
    label: str
    area: Area
    allowed_with: frozenset[str]
    examples: str = ""


AREAS = {row["code"]: Area(row["code"], row["label"], row["cop"]) for row in _SEN["areas"]}
SEN_TYPES = {
    row["code"]: SenType(
        code=row["code"],
        label=row["label"],
        area=AREAS[row["area"]],
        allowed_with=frozenset(row["allowed_with"]),
        examples=row.get("examples", ""),
    )
    for row in _SEN["types"]
}
RETIRED_SEN_TYPES = {row["code"]: row["replaced_by"] for row in _SEN["retired_types"]}
NOT_YET_ASSESSED, DOWN_SYNDROME = "NSA", "DS"
NOT_IN_SPECIAL_SCHOOLS = (NOT_YET_ASSESSED, DOWN_SYNDROME)  # code set CS077
MOST_TYPES_IN_CENSUS = 2  # rule 2166; a transfer file carries every rank


# Year groups (NCyearActual) -----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class YearGroup:
    """A year group, in the order of a school life. `age_on_31_august` is the normal age, not a
    rule: pupils may be taught out of their cohort. X (curriculum not followed) comes last."""

    code: str
    label: str
    order: int
    key_stage: str | None
    age_on_31_august: int | None
    transfer_at_end: str | None


YEAR_GROUPS = {
    row["code"]: YearGroup(
        code=row["code"],
        label=row["label"],
        order=row["order"],
        key_stage=row["key_stage"],
        age_on_31_august=row["age_on_31_aug"],
        transfer_at_end=row["usual_transfer_at_end"],
    )
    for row in sorted(_YEARS["years"], key=lambda row: row["order"])
}


# What a SEND dashboard breaks down by -------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Ethnicity:
    """A main ethnicity code; `in_england` tells those that the census of England uses."""

    code: str
    label: str
    group: str
    in_england: bool


ETHNICITIES = {
    row["code"]: Ethnicity(row["code"], row["label"], row["group"], bool(row["england"]))
    for row in _ETHNICITY["codes"]
}


def _labels(name: str) -> dict[str, str]:
    return {row["code"]: row["label"] for row in _BREAKDOWN[name]["codes"]}


def _codes_where(name: str, mark: str) -> frozenset[str]:
    return frozenset(row["code"] for row in _BREAKDOWN[name]["codes"] if row[mark])


SEXES = _labels("sex")
FSM_CATEGORIES = _labels("fsm")
FSM_FOR_PUPIL_PREMIUM = _codes_where("fsm", "counts_for_pupil_premium")
PUPIL_PREMIUM = _labels("pupil_premium")
YES = "YES"  # local: a system said yes to free meals or pupil premium and no more
SERVICE_CHILD = _labels("service_child")
ENROLMENT = _labels("enrolment")
COUNTS_IN_ROLL = _codes_where("enrolment", "counts_in_roll")
LANGUAGES = _labels("language")
BELIEVED_ENGLISH, BELIEVED_OTHER = "ENB", "OTB"
_NOT_EAL = frozenset(_BREAKDOWN["language"]["not_eal"])
_LANGUAGE_UNKNOWN = frozenset(_BREAKDOWN["language"]["unknown"])


def is_eal(language: str | None) -> bool | None:
    """English as an additional language: a first language that is neither English nor believed to
    be. None where the language is not known: an unknown is not a no."""
    if not language or language in _LANGUAGE_UNKNOWN:
        return None
    return language not in _NOT_EAL


def provision_of(code: str) -> Provision:
    """The provision that `code` stands for, a retired code by its successor; KeyError if none."""
    retired = RETIRED_PROVISIONS.get(code)
    return PROVISIONS[retired.becomes if retired else code]


def sen_type_of(code: str) -> SenType:
    """The SEN type that `code` stands for, a retired one by its successor; KeyError if none."""
    return SEN_TYPES[RETIRED_SEN_TYPES.get(code, code)]
