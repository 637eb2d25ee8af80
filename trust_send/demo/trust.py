"""Brightwater Learning Trust: eight made-up schools in two made-up local authorities.

999 and 998 are not issued as numbers of authorities, nor 9000xx as URNs, so nothing here can be
taken for a real school, pupil or plan.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.easter import easter

from schools.bank_holidays import bank_holiday
from schools.school_year import SchoolCalendar, SchoolYear, TermDates, terms_in_force
from trust_send.demo.names import COUNTY_TOWN, PORT_CITY

TRUST = {"name": "Brightwater Learning Trust", "initials": "BL", "brand": "#0b5a60"}
WEALDSHIRE, CALDERPORT = "999", "998"
AUTHORITIES = {WEALDSHIRE: "Wealdshire County Council", CALDERPORT: "Calderport City Council"}


@dataclass(frozen=True)
class DemoSchool:
    """`cohorts`: pupils by year group; `fsm`: eligible in a hundred of the pupils without SEND."""

    slug: str
    name: str
    phase: str
    urn: str
    establishment: str
    authority: str
    cohorts: dict[str, int]
    forms: int
    plans: float
    support: float
    fsm: float
    system: str
    brand: str = ""
    own_autumn_half_term: bool = False
    service_children: float = 0.4

    @property
    def laestab(self):
        return self.authority + self.establishment

    @property
    def mail(self):
        return f"{self.slug.replace('-', '')}.example"

    @property
    def district(self):
        return PORT_CITY if self.authority == CALDERPORT else COUNTY_TOWN

    @property
    def is_secondary(self):
        return self.phase == "secondary"

    @property
    def is_special(self):
        return self.phase == "special"


def cohorts(first, *sizes):
    """Sizes by year group, from the first on."""
    order = ["N2", "R", *(str(number) for number in range(1, 15))]
    start = order.index(first)
    return dict(zip(order[start : start + len(sizes)], sizes, strict=True))


SCHOOLS = [
    DemoSchool(
        "orchard-lane", "Orchard Lane Primary School", "primary", "900011", "2011", WEALDSHIRE,
        cohorts("R", 54, 58, 57, 60, 59, 60, 58), forms=2, plans=4.2, support=15.8, fsm=20,
        system="sims",
    ),
    DemoSchool(
        "millrace", "Millrace Primary School", "primary", "900012", "2012", WEALDSHIRE,
        cohorts("R", 26, 30, 28, 30, 29, 30, 30), forms=1, plans=3.0, support=13.1, fsm=13,
        system="ctf",
    ),
    DemoSchool(
        "tansy-hill", "Tansy Hill Primary School", "primary", "900013", "2013", WEALDSHIRE,
        cohorts("R", 52, 55, 58, 57, 60, 58, 57), forms=2, plans=3.5, support=14.2, fsm=17,
        system="arbor", brand="#5b3a8c",
    ),
    DemoSchool(
        "kestrel-rise", "Kestrel Rise Primary School", "primary", "900014", "2014", CALDERPORT,
        cohorts("R", 58, 60, 60, 59, 60, 60, 59), forms=2, plans=4.4, support=17.6, fsm=36,
        system="bromcom", brand="#8a3412",
    ),
    DemoSchool(
        "saltmarsh-quay", "Saltmarsh Quay Primary School", "primary", "900015", "2015", CALDERPORT,
        cohorts("N2", 26, 29, 30, 30, 28, 30, 30, 29), forms=1, plans=3.8, support=16.4, fsm=27,
        system="bromcom",
    ),
    DemoSchool(
        "wrenmoor", "Wrenmoor Academy", "secondary", "900016", "4016", WEALDSHIRE,
        cohorts("7", 214, 212, 210, 209, 206), forms=7, plans=3.2, support=13.4, fsm=18,
        system="arbor", brand="#1d4f91",
    ),
    DemoSchool(
        "marram-bay", "Marram Bay Academy", "secondary", "900017", "4017", CALDERPORT,
        cohorts("7", 180, 179, 178, 176, 174, 84, 70), forms=6, plans=3.6, support=15.0, fsm=29,
        system="sims", service_children=3.0,
    ),
    DemoSchool(
        "sallowfield", "Sallowfield School", "special", "900018", "7018", WEALDSHIRE,
        cohorts("R", 5, 6, 6, 7, 8, 8, 9, 11, 11, 10, 10, 9, 6, 4, 2), forms=1, plans=98.2,
        support=0.9, fsm=27, system="ctf", brand="#2f5d3a", own_autumn_half_term=True,
    ),
]  # fmt: skip
SCHOOL = {school.slug: school for school in SCHOOLS}
ORCHARD_LANE = SCHOOL["orchard-lane"]
FEEDERS = {
    WEALDSHIRE: ["9992011", "9992012", "9992013", "9992051", "9992052", "9992053"],
    CALDERPORT: ["9982014", "9982015", "9982061", "9982062", "9982063"],
}


# Terms ------------------------------------------------------------------------------------------


def monday_of(day):
    return day - timedelta(days=day.weekday())


def working_day_on_or_after(day):
    while day.weekday() > 4 or bank_holiday(day):
        day += timedelta(days=1)
    return day


def terms(authority, year):
    """The three terms of an authority, laid by the rules that authorities in England go by."""
    autumn_half = monday_of(date(year.start, 10, 29))
    spring_half = monday_of(date(year.start + 1, 2, 17))
    whitsun = monday_of(date(year.start + 1, 5, 31))
    good_friday = easter(year.start + 1) - timedelta(days=2)
    later = timedelta(days=1 if authority == CALDERPORT else 0)
    week = timedelta(days=4)
    ends = [
        monday_of(date(year.start, 12, 18)) + week,
        good_friday - timedelta(days=1),
        monday_of(date(year.start + 1, 7, 21)) + timedelta(days=2),
    ]
    starts = [
        working_day_on_or_after(date(year.start, 9, 2) + later),
        working_day_on_or_after(ends[0] + timedelta(days=17) + later),
        working_day_on_or_after(good_friday + timedelta(days=17)),
    ]
    halves = [autumn_half, spring_half, whitsun]
    names = ["autumn", "spring", "summer"]
    return [
        TermDates(year.start, name, start, half, half + week, end)
        for name, start, half, end in zip(names, starts, halves, ends, strict=True)
    ]


def own_terms(school, year):
    """The terms of a school that departs from its authority: two weeks of half-term in autumn."""
    if not school.own_autumn_half_term:
        return []
    autumn, spring, summer = terms(school.authority, year)
    week_before = autumn.half_term_starts_on - timedelta(days=7)
    return [replace(autumn, half_term_starts_on=week_before), spring, summer]


def as_answers(term_dates):
    """Terms in the form in which the page for them hands them on."""
    return {term.name: {date: getattr(term, date) for date in TERM_DATES} for term in term_dates}


TERM_DATES = ("starts_on", "half_term_starts_on", "half_term_ends_on", "ends_on")


def training_days(school, year):
    """Five days in the year on which the staff learn and the pupils stay at home."""
    autumn, spring, summer = terms(school.authority, year)
    late_in_november = monday_of(autumn.half_term_ends_on) + timedelta(days=32)
    return {
        autumn.starts_on: "Staff training: safeguarding and the year’s priorities",
        working_day_on_or_after(
            autumn.starts_on + timedelta(days=1)
        ): "Staff training: SEND and reading",
        late_in_november: "Staff training: assessment",
        spring.starts_on: "Staff training: curriculum",
        monday_of(summer.half_term_ends_on) + timedelta(days=7): "Staff training: moderation",
    }


def calendar(school, *years):
    """The school days of a school in these school years."""
    of_authority = [term for year in years for term in terms(school.authority, year)]
    of_school = [term for year in years for term in own_terms(school, year)]
    closed = [day for year in years for day in training_days(school, year)]
    return SchoolCalendar(terms_in_force(of_authority, of_school), closed)


def years_of_terms(year):
    """The school years whose dates are entered: the last, this one and the next."""
    return [year.previous, year, year.next]


def calendar_around(school, year):
    """The calendar of the years that the demo's history reaches over, and of the next."""
    return calendar(
        school, *(SchoolYear(start) for start in range(year.start - 10, year.start + 2))
    )
