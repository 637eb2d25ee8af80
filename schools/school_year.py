"""When is school on? Terms, half-terms, closure days and bank holidays, as pure functions of dates.

Dates are given and returned as `datetime.date`, so no clock change can move a day.
A calendar holds as many school years as it is given terms for, since the clocks of SEND run on
through the summer. Where it is asked about days beyond its terms it raises `TermDatesMissing`
and does not guess: a guessed day would be a wrong legal deadline.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, total_ordering

from schools.bank_holidays import bank_holiday

ONE_DAY = timedelta(days=1)
HOLIDAYS_AFTER = {"autumn": "Christmas", "spring": "Easter", "summer": "Summer"}


class TermDatesMissing(LookupError):
    """The calendar holds no term that reaches this far; somebody has to enter the dates."""


@total_ordering
@dataclass(frozen=True)
class SchoolYear:
    """1 September to 31 August, named by the calendar year in which it starts."""

    start: int

    @classmethod
    def of(cls, day):
        return cls(day.year if day.month >= 9 else day.year - 1)

    @property
    def starts_on(self):
        return date(self.start, 9, 1)

    @property
    def ends_on(self):
        return date(self.start + 1, 8, 31)

    @property
    def next(self):
        return SchoolYear(self.start + 1)

    @property
    def previous(self):
        return SchoolYear(self.start - 1)

    def __str__(self):
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    def __lt__(self, other):
        return self.start < other.start

    def __contains__(self, day):
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class TermDates:
    """One term: first and last day for pupils, and first and last day of its half-term.

    The same fields as a row of `schools.models.Term`, which a calendar takes as well.
    """

    starting_year: int
    name: str
    starts_on: date
    half_term_starts_on: date
    half_term_ends_on: date
    ends_on: date


def terms_in_force(of_authority, of_school):
    """A school's own term takes the place of its authority's term of that name and school year."""
    terms = {(term.starting_year, term.name): term for term in of_authority}
    terms |= {(term.starting_year, term.name): term for term in of_school}
    return list(terms.values())


class SchoolCalendar:
    """The school days of one school.

    `terms`: anything with the dates of `TermDates`, of one school year or several.
    `closure_days`: days within term when pupils stay at home (training days, a polling day).
    """

    def __init__(self, terms, closure_days=()):
        self.terms = sorted(terms, key=lambda term: term.starts_on)
        self.closure_days = frozenset(closure_days)

    # One day ---------------------------------------------------------------------------------

    def current_term(self, day):
        """The term that holds this day, its half-term included; None in the holidays."""
        return next((term for term in self.terms if term.starts_on <= day <= term.ends_on), None)

    def is_half_term(self, day):
        term = self.current_term(day)
        return bool(term) and term.half_term_starts_on <= day <= term.half_term_ends_on

    def is_school_day(self, day):
        """Whether pupils are in school; an unknown day is an error, never a no."""
        self._must_reach(day)
        return day in self._school_days

    def term_label(self, day):
        """Where in the school year a day falls, in words: "Autumn half-term 2026"."""
        term = self.current_term(day)
        if term:
            part = "half-term" if self.is_half_term(day) else "term"
            return f"{term.name.capitalize()} {part} {day.year}"
        past = next((term for term in reversed(self.terms) if term.ends_on < day), None)
        return f"{HOLIDAYS_AFTER[past.name] if past else 'Summer'} holidays"

    # From one day to another ------------------------------------------------------------------

    def next_school_day(self, day):
        """The first school day after this one."""
        return self.add_school_days(day, 1)

    def previous_school_day(self, day):
        """The last school day before this one."""
        earlier = day - ONE_DAY
        while not self.is_school_day(earlier):
            earlier -= ONE_DAY
        return earlier

    def school_day_on_or_after(self, day):
        return day if self.is_school_day(day) else self.next_school_day(day)

    def add_school_days(self, day, count):
        """The last day of a clock of `count` school days; the day that starts it is not counted."""
        for _ in range(count):
            day += ONE_DAY
            while not self.is_school_day(day):
                day += ONE_DAY
        return day

    def school_days_between(self, first, last):
        """How many school days from the first to the last, both counted."""
        return len(self._days(first, last))

    def weeks_of_term_left(self, day):
        """Weeks, Monday to Sunday, in which pupils still come to school before this term ends.

        The week of `day` counts while a school day of it is still to come. 0 in the holidays.
        """
        term = self.current_term(day)
        if term is None:
            return 0
        return len({left.isocalendar()[:2] for left in self._days(day, term.ends_on)})

    # Behind it --------------------------------------------------------------------------------

    @cached_property
    def _school_days(self):
        return {
            day
            for term in self.terms
            for day in each_day(term.starts_on, term.ends_on)
            if day.weekday() < 5
            and not term.half_term_starts_on <= day <= term.half_term_ends_on
            and day not in self.closure_days
            and not bank_holiday(day)
        }

    def _days(self, first, last):
        self._must_reach(first)
        self._must_reach(last)
        return [day for day in each_day(first, last) if day in self._school_days]

    def _must_reach(self, day):
        year = SchoolYear.of(day)
        if self._names_of_terms.get(year.start) != set(HOLIDAYS_AFTER):
            raise TermDatesMissing(f"The term dates of {year} are not entered.")

    @cached_property
    def _names_of_terms(self):
        names = defaultdict(set)
        for term in self.terms:
            names[term.starting_year].add(term.name)
        return names


def each_day(first, last):
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY
