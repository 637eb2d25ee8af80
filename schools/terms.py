from django.db.models import Q

from schools.models import Term
from schools.school_year import terms_in_force


def terms_of(school):
    """The terms that are entered for a school: its own where it has them, else its authority's."""
    known = Term.objects.filter(
        Q(school=None) | Q(school=school), local_authority=school.local_authority_id
    )
    return terms_in_force(
        [term for term in known if term.school_id is None], [t for t in known if t.school_id]
    )
