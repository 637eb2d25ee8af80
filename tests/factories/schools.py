"""Two schools of one trust, as every test finds them."""

from datetime import date

from schools.models import LocalAuthority, Phase, School, Term, Trust
from schools.services import open_school

TERMS_2026 = [
    ("autumn", date(2026, 9, 3), date(2026, 10, 26), date(2026, 10, 30), date(2026, 12, 18)),
    ("spring", date(2027, 1, 4), date(2027, 2, 15), date(2027, 2, 19), date(2027, 3, 25)),
    ("summer", date(2027, 4, 12), date(2027, 5, 31), date(2027, 6, 4), date(2027, 7, 21)),
]


def build_two_schools():
    """Alder Primary in one authority and Birch Secondary in another."""
    Trust.objects.create(name="Brightwater Learning Trust", initials="BL")
    make_school("Alder Primary", "alder", Phase.PRIMARY, "900001", "9992001", "Ashshire")
    make_school("Birch Secondary", "birch", Phase.SECONDARY, "900002", "9984002", "Birchshire")


def make_school(name, slug, phase, urn, laestab, authority):
    """A school with the terms of 2026/27."""
    la, made = LocalAuthority.objects.get_or_create(
        number=laestab[:3], defaults={"name": authority}
    )
    if made:
        for term, starts, half, half_ends, ends in TERMS_2026:
            Term.objects.create(
                local_authority=la,
                starting_year=2026,
                name=term,
                starts_on=starts,
                half_term_starts_on=half,
                half_term_ends_on=half_ends,
                ends_on=ends,
            )
    open_school(
        by=None, name=name, slug=slug, phase=phase, urn=urn, laestab=laestab, local_authority=la
    )
    return School.objects.get(urn=urn)
