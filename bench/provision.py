"""The provision map of 300 places, and what came of three years of support."""

import random
from datetime import date, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import User
from access.roles import Role
from apdr.impact import effects
from apdr.models import (
    Cycle,
    Enrolment,
    HourlyRate,
    Intervention,
    Outcome,
    OutcomeProvision,
    OutcomeReview,
    Session,
    SessionRecord,
)
from bench import register_roll
from bench.frame import Figure, benchmark, interleaved
from register.models import Pupil
from schools.across import inside
from schools.models import Term
from schools.school_year import SchoolYear

YEARS = [SchoolYear(start) for start in (2024, 2025, 2026)]
TODAY = date(2026, 11, 24)
GROUPS, SIZE = 50, 6  # 300 places a year
NAMES = [f"Support {n}" for n in range(20)]
A_PAGE = 0.150  # seconds of the server (design language, performance budget)
MOST_QUERIES = 15


@benchmark
def provision_map(schools):
    """The page of 300 places: how long it takes, and how many questions it asks."""
    school, sendco = _school_with_support()
    client = Client(SERVER_NAME="localhost")
    client.force_login(sendco)
    address = f"/schools/{school.domains.get().domain}/provision/?view=all"

    def page():
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"The page answered {answer.status_code}")

    page()
    with CaptureQueriesContext(connection) as captured:
        page()
    asked = [q for q in captured if not q["sql"].startswith("SET search_path")]
    yield Figure("provision_map_queries", len(asked), "queries", "the limit", MOST_QUERIES, goal=1)
    taken, again = interleaved(page, page, rounds=7)
    yield Figure("provision_map", min(taken, again), "s", "the budget of a page", A_PAGE, goal=1)


@benchmark
def impact(schools):
    """Three years of support by intervention, against the same rows and sums in bare SQL."""
    school, sendco = _school_with_support()

    def ours():
        with inside(school):
            return effects(sendco, school=school, today=TODAY, years=YEARS)

    def bare():
        with inside(school), connection.cursor() as cursor:
            return [_all(cursor, question) for question in BARE]

    if sum(line.outcomes for line in ours()) != sum(row[-1] for row in bare()[2]):
        raise RuntimeError("The two sides do not count the same outcomes.")
    taken, by_hand = interleaved(ours, bare, rounds=9, warm_up=2)
    yield Figure("impact", taken, "s", "bare SQL", by_hand, goal=3)


# What somebody would type into the database to know the same: places by intervention, hours that
# were given, and ratings. The cost of a place on each day has no short form in SQL: the rows that
# it is made from are read.
BARE = (
    """select i.name, e.id, e.pupil_id, e.starts_on, e.ends_on, e.ended_early, i.minutes,
              i.sessions_a_week, i.paid_as, r.pence_an_hour
         from apdr_enrolment e join apdr_intervention i on i.id = e.intervention_id
         left join apdr_hourlyrate r on r.paid_as = i.paid_as
        where i.starts_on <= '2027-08-31' and coalesce(i.ends_on, '9999-12-31') >= '2024-09-01'""",
    """select i.name, sum(s.minutes * x.worth) / 60.0
         from apdr_session s join apdr_intervention i on i.id = s.intervention_id
         join (select session_id, max(case happened when 'yes' then 1.0 when 'part' then 0.5
                                      else 0 end) as worth
                 from apdr_sessionrecord group by session_id) x on x.session_id = s.id
        where s.held_on between '2024-09-01' and '2026-11-24' group by i.name""",
    """select i.name, v.rating, count(distinct p.pupil_id), count(*)
         from apdr_outcomeprovision p join apdr_outcomereview v on v.outcome_id = p.outcome_id
         join apdr_enrolment e on e.id = p.enrolment_id
         join apdr_intervention i on i.id = e.intervention_id
        where v.reviewed_on between '2024-09-01' and '2027-08-31' group by i.name, v.rating""",
)


def _all(cursor, question):
    cursor.execute(question)
    return cursor.fetchall()


# A school with three years of support -------------------------------------------------------------
def _school_with_support():
    """A school of its own, and its SENDCo."""
    school = register_roll.school_of("930051")
    with inside(school):
        if not Pupil.objects.exists():
            register_roll.fill(school, pupils=600, on_desk=200)
        if not Intervention.objects.exists():
            _fill(school)
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        sendco = User.objects.get(memberships__school=school, memberships__role="sendco")
    return school, sendco


def _fill(school):
    dice = random.Random(11)
    leader = register_roll.adult(school, Role.TEACHER, register_roll.STAFF[0])
    pupils = list(Pupil.objects.on_the_desk())
    HourlyRate.objects.create(paid_as="TA", pence_an_hour=1540, from_on=date(2024, 9, 1))
    for year in YEARS:
        _terms(school, year)
        _year_of_support(year, pupils, leader, dice)


def _terms(school, year):
    start = year.start
    for name, first, half, last in (
        ("autumn", date(start, 9, 2), date(start, 10, 26), date(start, 12, 18)),
        ("spring", date(start + 1, 1, 5), date(start + 1, 2, 16), date(start + 1, 3, 27)),
        ("summer", date(start + 1, 4, 13), date(start + 1, 5, 25), date(start + 1, 7, 21)),
    ):
        Term.objects.create(
            local_authority=school.local_authority, school=school, starting_year=start, name=name,
            starts_on=first, half_term_starts_on=half, half_term_ends_on=half + timedelta(days=4),
            ends_on=last,
        )  # fmt: skip


def _year_of_support(year, pupils, leader, dice):
    first, last = date(year.start, 9, 7), date(year.start + 1, 7, 10)
    groups = Intervention.objects.bulk_create(
        Intervention(
            name=NAMES[n % len(NAMES)], layer="targeted", area=dice.choice(["CI", "CL", "SEMH"]),
            led_by=leader, paid_as="TA", minutes=30, sessions_a_week=2, planned_group_size=SIZE,
            starts_on=first, ends_on=last,
        )
        for n in range(GROUPS)
    )  # fmt: skip
    places = Enrolment.objects.bulk_create(
        Enrolment(intervention=group, pupil=pupil, starts_on=first, ends_on=last)
        for group in groups
        for pupil in dice.sample(pupils, SIZE)
    )
    _sessions(groups, places, leader, first, min(last, TODAY), dice)
    if last < TODAY:
        _reviews(places, leader, last, dice)


def _sessions(groups, places, leader, first, last, dice):
    of_group = {group.pk: [p for p in places if p.intervention_id == group.pk] for group in groups}
    sessions = Session.objects.bulk_create(
        Session(intervention=group, held_on=first + timedelta(days=7 * week + day), minutes=30,
                logged_by=leader)
        for group in groups
        for week in range((last - first).days // 7)
        for day in (0, 2)
    )  # fmt: skip
    SessionRecord.objects.bulk_create(
        (
            SessionRecord(session=session, enrolment=place, pupil_id=place.pupil_id,
                          happened=dice.choice(["yes", "yes", "yes", "part", "no"]))
            for session in sessions
            for place in of_group[session.intervention_id]
        ),
        batch_size=5000,
    )  # fmt: skip


def _reviews(places, leader, on, dice):
    for_pupil = {}
    for place in places:
        for_pupil.setdefault(place.pupil_id, []).append(place)
    cycles = Cycle.objects.bulk_create(
        Cycle(pupil_id=key, owner=leader, title="Summer", started_on=on - timedelta(days=80))
        for key in for_pupil
    )
    outcomes = [
        (Outcome(cycle=cycle, pupil_id=cycle.pupil_id, text="Talks"), place)
        for cycle in cycles
        for place in for_pupil[cycle.pupil_id]
    ]
    Outcome.objects.bulk_create(outcome for outcome, _ in outcomes)
    OutcomeProvision.objects.bulk_create(
        OutcomeProvision(outcome=outcome, enrolment=place, pupil_id=place.pupil_id)
        for outcome, place in outcomes
    )
    OutcomeReview.objects.bulk_create(
        OutcomeReview(
            outcome=outcome, pupil_id=place.pupil_id, rating=dice.choice([2, 3, 3, 4, 5]),
            decision="continue", reviewed_on=on, reviewed_by=leader,
        )
        for outcome, place in outcomes
    )  # fmt: skip
    Cycle.objects.filter(closed_at=None).update(closed_at=f"{on} 12:00Z")
