"""The pupils of a school: who they are, what they need and how that came to be."""

import string
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, partial

from register.codes import (
    EHC_PLAN,
    MONITORING,
    NONE,
    SEN_SUPPORT,
    YEAR_GROUPS,
    is_eal,
)
from register.upn import upn_check_letter, why_not_uln
from schools.school_year import SchoolYear
from trust_send.demo import rates
from trust_send.demo.chance import dice, draw, shares
from trust_send.demo.names import Family, family, family_of, forename
from trust_send.demo.story import story
from trust_send.demo.trust import FEEDERS, SCHOOLS, DemoSchool, calendar_around, terms

TREES = [
    "Alder", "Ash", "Aspen", "Beech", "Cedar", "Elm", "Hawthorn", "Hazel", "Juniper", "Larch",
    "Maple", "Oak", "Rowan", "Willow",
]  # fmt: skip

# Names that a register must tell apart, and a pair of twins:
# form, sex, forename, surname, background.
SET_PIECES = {
    "orchard-lane": [
        ("2A", "F", "Freya", "O'Shea", "irish"), ("2B", "F", "Isla", "O'Shea", "irish"),
        ("3A", "F", "Olivia", "Smith", "british"), ("6B", "F", "Olivia", "Smith", "british"),
        ("4A", "M", "Mohammed", "Khan", "pakistani"), ("4B", "M", "Mohammed", "Khan", "pakistani"),
        ("5A", "F", "Zoë", "D'Souza", "indian"), ("4B", "M", "Łukasz", "Wójcik", "polish"),
        ("1A", "M", "Tommy-Lee", "Spencer-Booth", "british"),
    ],
    "wrenmoor": [
        ("7A", "M", "Jack", "Taylor", "british"), ("7D", "M", "Jack", "Taylor", "british"),
        ("10B", "M", "Jack", "Taylor", "british"), ("8C", "F", "Siân", "Ward-Lowe", "british"),
    ],
    "marram-bay": [
        ("9A", "M", "Mohammed", "Ali", "pakistani"), ("9F", "M", "Mohammed", "Ali", "bangladeshi"),
        ("11B", "F", "Şeyma", "Öztürk", "turkish"),
    ],
}  # fmt: skip
TWINS = {("orchard-lane", "Freya", "O'Shea"), ("orchard-lane", "Isla", "O'Shea")}


@dataclass
class DemoPupil:
    """`history` is the whole story of the school year; `status_on` tells what was so on a day."""

    school: DemoSchool
    key: str
    forename: str
    surname: str
    sex: str
    family: Family
    born_on: date
    year_group: str
    form: str
    admitted_on: date
    upn: str
    admission_number: str
    middle_names: str = ""
    preferred_forename: str = ""
    uln: str = ""
    fsm: str = ""
    in_care: bool = False
    service_child: bool = False
    ever_six: bool = False
    history: list = field(default_factory=list)

    @property
    def ethnicity(self):
        return self.family.ethnicity

    @property
    def language(self):
        return self.family.language

    @property
    def eal(self):
        return bool(is_eal(self.language))

    @property
    def pupil_premium(self):
        return self.fsm == "TFSM" or self.in_care or self.service_child or self.ever_six

    @property
    def full_name(self):
        return f"{self.forename} {self.surname}"

    def step_on(self, day):
        """The latest step that had begun by this day; None before the first."""
        return next((step for step in reversed(self.history) if step.starts_on <= day), None)

    def status_on(self, day):
        step = self.step_on(day)
        return step.status if step else NONE


@dataclass
class Roll:
    """The roll of one school in one school year."""

    school: DemoSchool
    year: SchoolYear
    pupils: list[DemoPupil]

    def __iter__(self):
        return iter(self.pupils)

    def __len__(self):
        return len(self.pupils)

    @cached_property
    def forms(self):
        """Form to its pupils, in the order of a school life."""
        return by_form(self.pupils)


def by_form(pupils):
    forms = defaultdict(list)
    for pupil in pupils:
        forms[pupil.form].append(pupil)
    return dict(forms)


def roll(school, year):
    """Everybody on the roll of a school. The people depend on the school, the dates on the year."""
    pupils: list[DemoPupil] = []
    for group in school.cohorts:
        pupils += cohort(school, group, year, families=[older.family for older in pupils])
    if school.is_special:
        seat_in_mixed_classes(pupils)
    perform_set_pieces(school, pupils)
    number(school, pupils, year)
    statuses = give_statuses(school, pupils)
    give_backgrounds(school, pupils, statuses)
    days = calendar_around(school, year)
    for pupil in pupils:
        status = statuses[pupil.key]
        pupil.history = story(pupil, status, needs_of(pupil, status), days=days, year=year)
    return Roll(school, year, pupils)


# Who they are -----------------------------------------------------------------------------------


def cohort(school, group, year, families):
    """The pupils of one year group, in forms of even size.

    `families`: those of the year groups before, some of which have another child in this one.
    """
    throw = dice("cohort", school.slug, group)
    taken, pupils = set(), []
    for place in range(school.cohorts[group]):
        sibling = families and throw.random() < 0.2
        home = throw.choice(families) if sibling else family(throw, school.district)
        sex = "M" if throw.random() < rates.BOYS[school.phase] else "F"
        first = forename(throw, home, sex)
        while (first, home.surname) in taken:
            home = family(throw, school.district)
            first = forename(throw, home, sex)
        taken.add((first, home.surname))
        pupils.append(
            DemoPupil(
                school=school, key=f"{group}-{place:03}", family=home, sex=sex,
                forename=first, surname=home.surname, born_on=birthday(throw, group, year),
                year_group=group, form=form_name(school, group, place),
                admitted_on=admission(throw, school, group, year), upn="", admission_number="",
                middle_names=forename(throw, home, sex) if throw.random() < 0.55 else "",
                preferred_forename=short_for(first) if throw.random() < 0.5 else "",
            )
        )  # fmt: skip
    return pupils


def birthday(throw, group, year):
    """A day of the year of birth that normally sits in this year group."""
    age = YEAR_GROUPS[group].age_on_31_august
    return date(year.start - age - 1, 9, 1) + timedelta(days=throw.randrange(365))


def form_name(school, group, place):
    if group == "N2":
        return "Nursery"
    if school.forms == 1:
        return group
    forms = 3 if group in ("12", "13") else school.forms
    return f"{group}{string.ascii_uppercase[place % forms]}"


def admission(throw, school, group, year):
    """The first day here: for most when the school begins, for some in a later term."""
    entry = next(iter(school.cohorts))
    years_here = YEAR_GROUPS[group].order - YEAR_GROUPS[entry].order
    joined_late = years_here and throw.random() < (0.7 if school.is_special else 0.14)
    ago = throw.randrange(years_here) if joined_late else years_here
    of_year = terms(school.authority, type(year)(year.start - ago))
    term = throw.choice(of_year) if joined_late and ago else of_year[0]
    return term.starts_on


SHORT = {
    "Abigail": "Abi", "Alexander": "Alex", "Alfred": "Alfie", "Amelia": "Millie", "Benjamin": "Ben",
    "Charlotte": "Lottie", "Daniel": "Dan", "Eleanor": "Ellie", "Elizabeth": "Beth",
    "Frederick": "Fred",
    "Georgia": "George", "Isabella": "Bella", "Joseph": "Joe", "Joshua": "Josh", "Matthew": "Matt",
    "Michael": "Mikey", "Nathan": "Nate", "Oliver": "Ollie", "Patrick": "Paddy", "Samuel": "Sam",
    "Thomas": "Tom", "William": "Will", "Zachary": "Zac", "Oluwaseun": "Seun", "Oluwatobi": "Tobi",
    "Temitope": "Temi", "Chukwuemeka": "Emeka", "Małgorzata": "Gosia", "Aleksander": "Olek",
    "Muhammad": "Mo", "Mohammed": "Mo", "Zachariah": "Zak",
}  # fmt: skip


def short_for(name):
    return SHORT.get(name, "")


def seat_in_mixed_classes(pupils):
    """A special school's classes span year groups: eight or nine pupils of near ages."""
    size = -(-len(pupils) // len(TREES))
    for place, pupil in enumerate(pupils):
        pupil.form = TREES[place // size]


def perform_set_pieces(school, pupils):
    """Seat the set pieces in the place of the first pupils of their forms."""
    throw = dice("set pieces", school.slug)
    seats = {form: iter(members) for form, members in by_form(pupils).items()}
    twins = []
    for form, sex, first, last, key in SET_PIECES.get(school.slug, []):
        pupil = next(seats[form])
        pupil.forename, pupil.surname, pupil.sex = first, last, sex
        pupil.family = family_of(throw, key, last)
        pupil.preferred_forename = pupil.middle_names = ""
        if (school.slug, first, last) in TWINS:
            twins.append(pupil)
    for twin in twins[1:]:
        twin.family, twin.born_on = twins[0].family, twins[0].born_on
        twin.admitted_on = twins[0].admitted_on


# Their numbers ----------------------------------------------------------------------------------


def number(school, pupils, year):
    """UPNs with the right check letter, no two alike in the trust; learner numbers from Year 10."""
    throw = dice("numbers", school.slug)
    block = 100 * SCHOOLS.index(school)
    given: Counter[tuple[str, int]] = Counter()
    for count, pupil in enumerate(pupils, start=1):
        first_school = school_that_gave_upn(throw, school, pupil)
        since_reception = YEAR_GROUPS[pupil.year_group].order - YEAR_GROUPS["R"].order
        issued = (year.start - max(since_reception, 0)) % 100
        given[first_school, issued] += 1
        pupil.upn = upn(first_school, issued, block + given[first_school, issued])
        pupil.admission_number = f"{1000 + 7 * block + count:06}"
        if YEAR_GROUPS[pupil.year_group].order >= YEAR_GROUPS["10"].order:
            pupil.uln = learner_number(block * 100 + count)


def upn(first_school, issued, serial):
    """The number that a school gave in a year, with its check letter."""
    digits = f"{first_school}{issued:02}{serial:03}"
    return upn_check_letter("A" + digits) + digits


def school_that_gave_upn(throw, school, pupil):
    """The primary school of a secondary pupil; for one in nine in a primary, an earlier school."""
    if school.is_secondary or school.is_special or throw.random() < 0.11:
        return throw.choice(FEEDERS[school.authority])
    return school.laestab


def learner_number(serial):
    """The first number from this serial on that has a valid last digit."""
    stem = f"9999{serial:05}"
    return next((stem + last for last in "123456789" if why_not_uln(stem + last) is None), "")


# What they need ---------------------------------------------------------------------------------


def give_statuses(school, pupils):
    """Each pupil's status, so that the school's rates and the share of boys come out as set."""
    throw = dice("support", school.slug)
    statuses = dict.fromkeys((pupil.key for pupil in pupils), NONE)
    of_age = [pupil for pupil in pupils if pupil.year_group != "N2"]
    wanted = {
        EHC_PLAN: round(len(pupils) * school.plans / 100),
        SEN_SUPPORT: round(len(pupils) * school.support / 100),
        MONITORING: round(len(pupils) * rates.MONITORING[school.phase] / 100),
    }
    for status, amount in wanted.items():
        free = [pupil for pupil in of_age if statuses[pupil.key] == NONE]
        boys = [pupil for pupil in free if pupil.sex == "M"]
        girls = [pupil for pupil in free if pupil.sex == "F"]
        places = min(round(amount * rates.BOYS_WITH[status]), len(boys))
        weight = partial(rates.weight_of_year, status)
        chosen = draw(throw, boys, places, weight) + draw(throw, girls, amount - places, weight)
        statuses.update((pupil.key, status) for pupil in chosen)
    return statuses


def needs_of(pupil, status):
    """SEN types in rank order; an unassessed need only with SEN support (census rule 2175)."""
    if status not in (SEN_SUPPORT, EHC_PLAN):
        status = SEN_SUPPORT  # what the support had been for, should the story have any
    throw = dice("needs", pupil.school.slug, pupil.key)
    weights = rates.needs(status, pupil)
    first = throw.choices(list(weights), list(weights.values()))[0]
    if first == "NSA" or throw.random() > rates.SECOND_NEED[status]:
        return (first,)
    others = {code: w for code, w in weights.items() if code not in (first, "NSA")}
    for code, factor in rates.GOES_WITH.get(first, {}).items():
        others[code] = others.get(code, 1) * factor
    found = [first, throw.choices(list(others), list(others.values()))[0]]
    if status == EHC_PLAN and throw.random() < 0.2:
        others.pop(found[1])
        found.append(throw.choices(list(others), list(others.values()))[0])
    return tuple(found)


def give_backgrounds(school, pupils, statuses):
    """Free meals, care and service families, tied to SEND as nationally."""
    for status in (NONE, MONITORING, SEN_SUPPORT, EHC_PLAN):
        group = [pupil for pupil in pupils if statuses[pupil.key] == status]
        throw = dice("circumstances", school.slug, status)
        rate = min(0.8, school.fsm / 100 * rates.FSM_TIMES[status])
        eligible = round(len(group) * rate)
        dealt = shares(throw, eligible, rates.FSM_KINDS) + [""] * (len(group) - eligible)
        throw.shuffle(dealt)
        for pupil, kind in zip(group, dealt, strict=True):
            pupil.fsm = kind
            pupil.in_care = throw.random() < rates.IN_CARE[status]
            pupil.service_child = throw.random() < school.service_children / 100
            pupil.ever_six = not kind and throw.random() < 0.04
