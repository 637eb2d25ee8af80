"""When is school on in this school? The dates entered, counted by `schools.school_year`.

Terms stand in the shared schema: a school's own take the place of its authority's.
"""

from schools.models import ClosureDay, Term
from schools.school_year import SchoolCalendar, terms_in_force


def calendar_of(school):
    """The school days of this school, over every school year whose dates are entered."""
    return _calendar(school, terms_of(school))


def school_year_of(school, starting_year):
    """The same for one school year alone: 2026 for 2026/27."""
    return _calendar(school, terms_of(school, starting_year))


def terms_of(school, starting_year=None):
    """The terms in force, in order: of one school year, or of all whose dates are entered."""
    of_authority = Term.objects.of_authority(school.local_authority_id)
    of_school = Term.objects.of_school(school)
    terms = sorted(terms_in_force(of_authority, of_school), key=lambda term: term.starts_on)
    return [term for term in terms if starting_year in (None, term.starting_year)]


def closures_of(school):
    """The days without pupils: the authority's and the school's own, in order."""
    return ClosureDay.objects.holding_in(school)


def _calendar(school, terms):
    return SchoolCalendar(terms, closure_days=[closure.day for closure in closures_of(school)])
