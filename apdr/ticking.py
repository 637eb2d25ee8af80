"""What a person has to tick on a day: the sessions of groups they lead, and those of pupils whom
they teach or are named for."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef

from access.policy import Permission
from apdr.delivery import Tally, tallies
from apdr.models import Enrolment, Intervention, Session, SessionRecord

Happened = SessionRecord.Happened
TONES = {Happened.YES: "green", Happened.PART: "amber", Happened.NO: "red"}
LEAST_FIRST = [Happened.NO, Happened.PART, Happened.YES]


@dataclass(frozen=True)
class Card:
    """One intervention of the day: who is in it, what was ticked, planned against delivered."""

    intervention: Intervention
    places: list
    is_mine: bool
    sessions: list
    week: Tally
    so_far: Tally

    @property
    def next_number(self):
        return len(self.sessions) + 1

    @property
    def names(self):
        return ", ".join(place.pupil.name for place in self.places)


@dataclass(frozen=True)
class Ticked:
    """A session as it was ticked, in one word."""

    session: Session
    words: str
    tone: str
    exceptions: list


def cards(user, *, on, school_days):
    """The cards of a day, those that this person leads first."""
    mine = Enrolment.objects.to_tick(user, to=Permission.LOG_SESSIONS).on(on)
    places = mine.filter(intervention__in=Intervention.objects.running(on))
    rows = places.select_related("intervention__led_by", "pupil")
    groups = {}
    for place in rows.order_by("intervention__name", "pupil__surname", "pupil__forename"):
        groups.setdefault(place.intervention, []).append(place)
    found = _cards(user, groups, on, school_days)
    return sorted(found, key=lambda card: not card.is_mine)


def groups_led(user, *, on):
    """[whether a session was ticked on this day], of each group that this person leads then."""
    there = Enrolment.objects.on(on).filter(intervention=OuterRef("pk"))
    held = Session.objects.filter(intervention=OuterRef("pk"), held_on=on)
    led = Intervention.objects.running(on).filter(Exists(there), led_by=user)
    return list(led.order_by().values_list(Exists(held), flat=True))


def card_of(user, intervention, *, on, school_days):
    """The card of one intervention; None where this person has nothing to tick in it then."""
    found = cards(user, on=on, school_days=school_days)
    return next((card for card in found if card.intervention.pk == intervention), None)


def _cards(user, groups, on, school_days):
    week = tallies(groups, on=on, school_days=school_days, this_week=True)
    so_far = tallies(groups, on=on, school_days=school_days)
    ticked = _ticked(groups, on)
    return [
        Card(
            intervention=one,
            places=places,
            is_mine=one.led_by_id == user.pk,
            sessions=ticked.get(one.pk, []),
            week=week[one.pk],
            so_far=so_far[one.pk],
        )
        for one, places in groups.items()
    ]


def _ticked(groups, on: date):
    """{key of an intervention: what was ticked on the day, in order}"""
    places = [place for several in groups.values() for place in several]
    found = {}
    for one in reversed(ticked(groups, places, on=on)):
        found.setdefault(one.session.intervention_id, []).append(one)
    return found


def ticked(interventions, places, *, on=None, latest=None):
    """The sessions that were ticked for these places, newest first: on a day, or the latest."""
    seen = {place.pk: place for place in places}
    sessions = Session.objects.filter(
        intervention__in=[one.pk for one in interventions], records__enrolment__in=seen
    )
    if on:
        sessions = sessions.filter(held_on=on)
    sessions = sessions.distinct().select_related("logged_by").prefetch_related("records")
    return [_in_words(session, seen) for session in sessions[:latest]]


def answers_of(places):
    """{key of a place: Counter of what happened}"""
    counts = defaultdict(Counter)
    records = SessionRecord.objects.filter(enrolment__in=[place.pk for place in places])
    counted = records.values("enrolment", "happened").order_by().annotate(number=Count("pk"))
    for place, happened, number in counted.values_list("enrolment", "happened", "number"):
        counts[place][str(happened)] = number
    return counts


def _in_words(session, seen):
    """What most pupils had, and by name those for whom it was otherwise. Where as many had none of
    it as had it, it happened."""
    records = [record for record in session.records.all() if record.enrolment_id in seen]
    answers = [(record.happened, record.reason) for record in records]
    common = max(answers, key=lambda answer: (answers.count(answer), LEAST_FIRST.index(answer[0])))
    return Ticked(
        session,
        _words(*common),
        TONES[common[0]],
        [
            (seen[record.enrolment_id].pupil.name, _words(record.happened, record.reason))
            for record in records
            if (record.happened, record.reason) != common
        ],
    )


def _words(happened, reason):
    label = Happened(happened).label
    return f"{label}: {SessionRecord.Reason(reason).label.lower()}" if reason else label
