"""When are reviews and parent meetings due? Dates in, dates out; the caller says what day it is."""

from datetime import timedelta

from schools.school_year import TermDatesMissing

REVIEW_EVERY = timedelta(weeks=12)  # a review a term (Code of Practice 6.53 and 6.65)
LONGEST = timedelta(weeks=26)  # beyond this a plan is flagged (domain/graduated-approach.md)
MEETINGS_A_YEAR = 3  # Code of Practice 6.65: schools should meet parents three times a year


def proposed_review(started_on, calendar, terms):
    """The school day on which to review a plan that starts today: twelve weeks on, or the last
    school day of the term that ends before then. None where the terms are not entered so far.

    A review in the last days of a term still finds the pupil, the parents and the teacher.
    """
    try:
        return _proposed(started_on, calendar, terms)
    except TermDatesMissing:
        return None


def review_days(started_on, calendar, terms):
    """Near days for a review, as (words, school day), in order: a term's ends among them."""
    weeks = [(f"In {n} weeks", started_on + timedelta(weeks=n)) for n in (6, 12)]
    ends = [
        (f"End of the {term.name} term", term.ends_on)
        for term in terms
        if timedelta(weeks=3) <= term.ends_on - started_on <= LONGEST
    ]
    try:
        found = [(words, calendar.school_day_on_or_after(day)) for words, day in weeks]
    except TermDatesMissing:
        found = []
    by_day = {day: words for words, day in [*found, *ends[:2]]}
    return [(words, day) for day, words in sorted(by_day.items())]


def _proposed(started_on, calendar, terms):
    aim = started_on + REVIEW_EVERY
    ends = [t.ends_on for t in terms if started_on + timedelta(weeks=6) <= t.ends_on <= aim]
    latest = max(ends, default=aim)
    return calendar.school_day_on_or_after(latest) if latest == aim else latest


def is_review_too_far(started_on, review_on):
    """True where a plan would stand longer than half a year without a review."""
    return review_on - started_on > LONGEST


def parent_meetings_expected(day, terms):
    """How many of the year's three meetings should have been held by this day: one a term whose
    end has come."""
    return min(MEETINGS_A_YEAR, sum(term.ends_on <= day for term in terms))


def days_overdue(due_on, on):
    """Whole days since the due day; 0 on it and before it."""
    return max(0, (on - due_on).days)
