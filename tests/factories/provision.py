"""Support and rates for tests, made by the services that the pages use. The autumn of 2026/27 has
70 school days of terms that are made here."""

from datetime import date
from decimal import Decimal

from apdr.services import costs, provision
from schools.models import Term

AUTUMN = (date(2026, 9, 1), date(2026, 12, 18))
FIRST, LAST = date(2026, 9, 7), date(2026, 12, 11)  # 13 weeks of school: half-term is out
TALK = {
    "name": "Talk group",
    "layer": "targeted",
    "area": "CI",
    "minutes": 30,
    "sessions_a_week": Decimal("2"),
    "planned_group_size": 4,
    "paid_as": "Teaching assistant",
    "starts_on": FIRST,
    "ends_on": LAST,
}


def terms(school):
    """The three terms of 2026/27, so that costs can be worked out."""
    days = {
        "autumn": (*AUTUMN, date(2026, 10, 26), date(2026, 10, 30)),
        "spring": (date(2027, 1, 4), date(2027, 3, 25), date(2027, 2, 15), date(2027, 2, 19)),
        "summer": (date(2027, 4, 12), date(2027, 7, 21), date(2027, 5, 31), date(2027, 6, 4)),
    }
    for name, (first, last, half_first, half_last) in days.items():
        Term.objects.update_or_create(
            school=school,
            local_authority=school.local_authority,
            starting_year=2026,
            name=name,
            defaults={
                "starts_on": first,
                "ends_on": last,
                "half_term_starts_on": half_first,
                "half_term_ends_on": half_last,
            },
        )


def rate(cast, pence=1500, from_on=date(2026, 9, 1), kind="Teaching assistant"):
    return costs.set_rate(by=cast.sendco, paid_as=kind, pence_an_hour=pence, from_on=from_on)


def support(cast, *pupils, **fields):
    """An intervention led by the assistant."""
    answers = {"led_by": cast.assistant, **TALK, **fields}
    return provision.make_intervention(by=cast.sendco, pupils=pupils, **answers)
