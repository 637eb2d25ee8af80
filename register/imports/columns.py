"""Which column holds what? The fields that an import knows, the headings under which the systems
that schools use export them, and the guess from one to the other.

Headings are compared in lower case without spaces or punctuation. Exports are reports that each
school builds for itself, so the guess is only a start: a person corrects it, and the school's
own match is remembered. Aliases: SIMS, Arbor, Bromcom, Common Transfer File elements, and
database-style extracts.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """Something a column can hold. `many`: several columns may hold it (first need, second need).
    Of `aliases` an earlier one wins over a later one when both are there."""

    key: str
    label: str
    aliases: tuple[str, ...]
    many: bool = False


def _field(key: str, label: str, aliases: str, *, many: bool = False) -> Field:
    return Field(key, label, tuple(aliases.split()), many)


_ALL = (
    _field("upn", "UPN", "upn uniquepupilnumber currentupn"),
    _field("former_upn", "Former UPN", "formerupn previousupn oldupn"),
    _field("uln", "ULN", "uln uniquelearnernumber"),
    _field(
        "admission_number",
        "Admission number",
        "adno admissionnumber admissionno admno studentid pupilid mispupilid misid schoolid",
    ),
    _field(
        "name", "Name, as “Surname, Forename”", "name fullname legalname listname surnameforename"
    ),
    _field("surname", "Surname", "surname legalsurname lastname legallastname familyname"),
    _field(
        "forename",
        "Forename",
        "forename legalforename firstname legalfirstname givenname forenames",
    ),
    _field("middle_names", "Middle names", "middlenames middlename"),
    _field(
        "preferred_surname",
        "Preferred surname",
        "preferredsurname preferredlastname chosensurname knownassurname",
    ),
    _field(
        "preferred_forename",
        "Preferred forename",
        "preferredforename preferredfirstname chosenname knownas preferredname",
    ),
    _field("born_on", "Date of birth", "dob dateofbirth birthdate borndate birthday"),
    _field("sex", "Sex", "sex legalsex gender"),
    _field(
        "year_group",
        "Year group",
        "year yeargroup ncyear ncyearactual nationalcurriculumyear curriculumyear yr",
    ),
    _field(
        "form",
        "Class or form",
        "reg form registrationform registrationgroup reggroup class tutor tutorgroup classname",
    ),
    _field(
        "admitted_on",
        "Admission date",
        "admissiondate dateofadmission admitted dateadmitted entrydate startdate doa enroldate",
    ),
    _field("left_on", "Leaving date", "leavingdate dateofleaving leftdate dateleft dol"),
    _field("enrolment", "Enrolment status", "enrolstatus enrolmentstatus enrollmentstatus"),
    _field(
        "sen_status",
        "SEN status",
        "senstatus sendstatus senprovision sencode senprovisioncode sendcode senstage "
        "currentsenprovision senprovisiondescription send sen",
    ),
    _field(
        "sen_start",
        "SEN status since",
        "senstartdate senprovisionstartdate senstatusstartdate sendstartdate senprovisionstart",
    ),
    _field(
        "sen_end", "SEN status until", "senenddate senprovisionenddate senstatusenddate sendenddate"
    ),
    _field(
        "need",
        "Need (SEN type)",
        "primaryneed primarysenneed primarysentype mainneed secondaryneed secondarysenneed "
        "secondarysentype senneedtype senneedtypes senneed senneeds senneedtypecode sentype "
        "sentypes needtype needtypecode sendneed sendneeds need needs sentypecode "
        "needtypedescription sendescription sendetail",
        many=True,
    ),
    _field(
        "need_rank",
        "Rank of the need",
        "senneedrank sentyperank senneedtyperank needrank rank senrank",
        many=True,
    ),
    _field("need_start", "Need since", "needstartdate senneedstartdate needstart", many=True),
    _field("need_end", "Need until", "needenddate senneedenddate needend", many=True),
    _field(
        "fsm",
        "Free school meals",
        "fsm freeschoolmeals fsmeligible eligibleforfreeschoolmeals eligibleforfsm fsmeligibility "
        "freeschoolmeal fsmcategory",
    ),
    _field(
        "pupil_premium",
        "Pupil premium",
        "pupilpremium pp pupilpremiumindicator ppindicator disadvantaged pupilpremiumeligible "
        "pupilpremiumrecipient ppeligible",
    ),
    _field(
        "eal", "English as an additional language", "eal englishasanadditionallanguage ealstatus"
    ),
    _field(
        "language",
        "First language",
        "firstlanguage language homelanguage mothertongue languages nativelanguages",
    ),
    _field(
        "looked_after",
        "Looked after",
        "incare lookedafter lac cla cic lookedafterchild inlacare childincare incarestatus",
    ),
    _field("ethnicity", "Ethnicity", "ethnicity ethnicitycode ethnicgroup ethnicorigin"),
    _field("service_child", "Service child", "servicechild servicechildren serviceschild"),
)
FIELDS = {field.key: field for field in _ALL}
_ALIASES = {
    alias: (field.key, place) for field in _ALL for place, alias in enumerate(field.aliases)
}
_OWNER = re.compile(r"^(pupil|student|child|learner)")
_NUMBER = re.compile(r"[0-9]+$")
_ORDER_WORDS = {"primary": 1, "main": 1, "first": 1, "secondary": 2, "second": 2, "third": 3}


@dataclass(frozen=True, slots=True)
class Match:
    """A guess: for each column the key of its field or None; what stays unmatched; and for each
    field that several columns could hold, all of them, the chosen one first."""

    columns: tuple[str | None, ...]
    unmatched: tuple[str, ...]
    ambiguous: dict[str, tuple[str, ...]]


def plain(heading: str) -> str:
    """A heading as it is compared: lower case, letters and digits only."""
    return "".join(c for c in heading.casefold() if c.isalnum())


def field_of(heading: str) -> tuple[str, int] | None:
    """The field that a heading names and how good an alias it is (0 is best), or None."""
    name = plain(heading)
    without_owner = _OWNER.sub("", name)
    for candidate in (name, without_owner, without_owner.removeprefix("s")):
        if candidate in _ALIASES:
            return _ALIASES[candidate]
        numbered = _ALIASES.get(_NUMBER.sub("", candidate))
        if numbered and FIELDS[numbered[0]].many:
            return numbered
    return None


def place_in_order(heading: str, *, otherwise: int) -> int:
    """Which need a column is for: “Secondary need” and “SEN need 2” are second."""
    name = plain(heading)
    number = _NUMBER.search(name)
    if number:
        return int(number.group())
    return next((n for word, n in _ORDER_WORDS.items() if name.startswith(word)), otherwise)


def guess(headings: Sequence[str], remembered: Mapping[str, str | None] | None = None) -> Match:
    """Match headings to fields. What the school itself chose before (`remembered`: plain heading
    to field key, or None for a column left out) comes first."""
    remembered = remembered or {}
    chosen: list[str | None] = [None] * len(headings)
    candidates = defaultdict(list)
    for index, heading in enumerate(headings):
        if plain(heading) in remembered:
            chosen[index] = remembered[plain(heading)]
        elif found := field_of(heading):
            candidates[found[0]].append((found[1], index))
    taken = {key for key in chosen if key and not FIELDS[key].many}
    ambiguous = {}
    for key, places in candidates.items():
        indexes = [index for _, index in sorted(places)]
        if FIELDS[key].many:
            for index in indexes:
                chosen[index] = key
        elif key not in taken:
            chosen[indexes[0]] = key
            if len(indexes) > 1:
                ambiguous[key] = tuple(headings[index] for index in indexes)
    unmatched = tuple(
        heading for heading, key in zip(headings, chosen, strict=True) if key is None and heading
    )
    return Match(tuple(chosen), unmatched, ambiguous)


def what_is_missing(columns: Sequence[str | None]) -> str | None:
    """Why these columns cannot find or make a pupil, in words; None where they can. A file must say
    who each pupil is: by UPN, or by name and date of birth."""
    has = set(columns)
    has_forename = "forename" in has or "preferred_forename" in has
    named = "name" in has or ("surname" in has and has_forename)
    numbered = has & {"upn", "former_upn", "admission_number"}
    if numbered or (named and "born_on" in has):
        return None
    return (
        "Choose the column that holds the UPN, or those that hold the surname, the forename and "
        "the date of birth. Without them we cannot tell which pupil a row is about."
    )
