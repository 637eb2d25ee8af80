"""What was planned, and what happened: sessions ticked against the plan.

A session counts by what its pupils had of it: whole where one had all of it, half where nobody had
more than a part.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from django.db.models import Case, Exists, F, OuterRef, Sum, Value, When

from apdr.costs import Span, weeks_of_school
from apdr.models import Session, SessionRecord

Happened = SessionRecord.Happened


def with_worth(sessions):
    """Adds `worth`, in halves of a session."""
    records = SessionRecord.objects.filter(session=OuterRef("pk"))
    return sessions.annotate(
        worth=Case(
            When(Exists(records.filter(happened=Happened.YES)), then=Value(2)),
            When(Exists(records.filter(happened=Happened.PART)), then=Value(1)),
            default=Value(0),
        )
    )


def delivered_hours(interventions, span):
    """{key of an intervention: hours that an adult gave in a span}"""
    sessions = Session.objects.filter(
        intervention__in=[one.pk for one in interventions],
        held_on__range=(span.first, span.last),
    )
    found = with_worth(sessions).values("intervention").order_by()
    halves = found.annotate(minutes_given=Sum(F("minutes") * F("worth")))
    return {
        key: Fraction(given, 120)
        for key, given in halves.values_list("intervention", "minutes_given")
    }


@dataclass(frozen=True)
class Tally:
    """Sessions of an intervention: how many were planned by now, and how many happened."""

    planned: int
    happened: float
    ticked: int

    @property
    def percent(self):
        return round(100 * self.happened / self.planned) if self.planned else None

    @property
    def width(self):
        """Of its bar, in per cent."""
        return min(100, self.percent or 0)


def tallies(interventions, *, on, school_days, this_week=False):
    """{key of an intervention: Tally} up to a day, that day counted; or of its week alone. None
    are planned where the term dates are missing."""
    monday = on - timedelta(days=on.weekday())
    friday = monday + timedelta(days=4)
    earliest = monday if this_week else min((one.starts_on for one in interventions), default=on)
    sessions = Session.objects.filter(
        intervention__in=[one.pk for one in interventions], held_on__range=(earliest, on)
    )
    halves, ticked = Counter(), Counter()
    for key, worth in with_worth(sessions).values_list("intervention", "worth"):
        halves[key] += worth
        ticked[key] += 1
    return {
        one.pk: Tally(
            _planned(one, Span(earliest, friday if this_week else on), school_days),
            halves[one.pk] / 2,
            ticked[one.pk],
        )
        for one in interventions
    }


def _planned(intervention, span, school_days):
    own = Span(intervention.starts_on, intervention.ends_on or span.last)
    weeks = weeks_of_school(span.within(own), school_days or [])
    return round(Fraction(intervention.sessions_a_week) * weeks)
