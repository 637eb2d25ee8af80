"""How a pupil came to where they stand on the register: up to three years of dated steps.

The graduated approach gives the shape (Code of Practice 6.44 onwards, trust policy 2.2 and 7.4):
a concern is watched, support begins, for some a plan follows; and when support has done its work
the pupil leaves the register and is watched for two terms.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from register.codes import EHC_PLAN, MONITORING, NONE, SEN_SUPPORT, YEAR_GROUPS
from trust_send.demo.chance import dice

TWO_TERMS = 240
PLAN_TAKES = (150, 420)  # days from SEN support to a final plan, seldom the lawful twenty weeks

# How often the status of today began so many school years ago.
BEGAN = {
    SEN_SUPPORT: {0: 9, 1: 31, 2: 29, 3: 18, 4: 13},
    EHC_PLAN: {0: 6, 1: 26, 2: 28, 3: 22, 4: 18},
    MONITORING: {0: 55, 1: 45},
}

REASONS = {
    MONITORING: [
        "Class teacher raised a concern at the pupil progress meeting. Adjustments in class first.",
        "Reading age 14 months behind. Extra phonics in class; look again after a term.",
        "Parents worried about friendships and sleep. Watch through two half-terms.",
        "Attendance has hidden how much was missed. Catch up first, then judge.",
        "New to the school; settling in. Last school’s notes mention extra help with language.",
        "Slow to start and to write. Pencil grip, sloped desk and task board tried first.",
    ],
    SEN_SUPPORT: [
        "Progress stayed slow in spite of two terms of extra help in class.",
        "Gap to the rest of the year is widening in reading and writing.",
        "Speech and language screening shows need for regular sessions.",
        "Needs adult help to stay calm and take part in most lessons.",
        "Agreed with parents after the assessment of the specialist teacher.",
        "Came from the last school with SEN support; needs are the same here.",
        "Needs daily help beyond what is given to all; parents and teacher agree.",
    ],
    EHC_PLAN: [
        "Final plan issued by the local authority.",
        "Final plan issued after the parents’ appeal was settled.",
        "Final plan issued; the school named in section I.",
    ],
    "left": [
        "Outcomes met over two cycles. Universal offer is enough; watch for two terms.",
        "Reading is now within the range of the year. Support ends; monitoring begins.",
        "Discharged by speech and language therapy; manages well in class.",
    ],
    NONE: [
        "Two terms of monitoring without concern.",
        "On track in all subjects; parents and teacher agree to end the monitoring.",
    ],
}
WAYS_OF_TELLING = {"meeting": 6, "phone": 3, "letter": 2, "email": 2}


@dataclass(frozen=True)
class Step:
    """From this day the pupil had this status; `told` is how and when the parents heard of it."""

    status: str
    starts_on: date
    needs: tuple[str, ...]
    reason: str
    told_how: str
    told_on: date


def story(pupil, status, needs, *, days, year):
    """The steps up to today's status, oldest first; nothing before the first day at any school."""
    throw = dice("story", pupil.school.slug, pupil.key)
    begin = first_possible_day(pupil, year)
    moments = MOMENTS[status](throw, pupil, begin, year)
    steps: list[Step] = []
    for state, day, reason in moments:
        day = days.school_day_on_or_after(day)
        if steps and day <= steps[-1].starts_on:
            continue
        steps.append(step(throw, state, day, reason, needs if state in "KE" else (), days))
    return simpler_at_first(throw, steps)


def step(throw, state, day, reason, needs, days):
    how = throw.choices(list(WAYS_OF_TELLING), list(WAYS_OF_TELLING.values()))[0]
    told = days.previous_school_day(day) if how in ("meeting", "phone") else day
    return Step(state, day, needs, throw.choice(REASONS[reason]), how, told)


def simpler_at_first(throw, steps):
    """Early on there is often one need on record where later there are two."""
    if len(steps) > 1 and len(steps[-1].needs) > 1 and throw.random() < 0.6:
        steps = [
            Step(s.status, s.starts_on, s.needs[:1], s.reason, s.told_how, s.told_on)
            if s.status == SEN_SUPPORT and s is not steps[-1] else s
            for s in steps
        ]  # fmt: skip
    return steps


def first_possible_day(pupil, year):
    """The pupil's first October at school; a concern takes some weeks to be seen."""
    years_at_school = YEAR_GROUPS[pupil.year_group].order - YEAR_GROUPS["R"].order
    return date(year.start - max(years_at_school, 0), 10, 1)


def began(throw, status, begin, year):
    """A day in the school year in which today's status began.

    This year it lies in September or October, so that it is past for most of the year.
    """
    ages = BEGAN[status]
    ago = throw.choices(list(ages), list(ages.values()))[0]
    if ago == 0:
        return max(begin, date(year.start, 9, 14) + timedelta(days=throw.randrange(36)))
    return max(begin, date(year.start - ago, 9, 20) + timedelta(days=throw.randrange(290)))


def on_support(throw, pupil, begin, year):
    since = began(throw, SEN_SUPPORT, begin, year)
    watched = since - timedelta(days=throw.randrange(60, 200))
    moments = [(SEN_SUPPORT, since, SEN_SUPPORT)]
    if watched > begin and throw.random() < 0.7:
        moments.insert(0, (MONITORING, watched, MONITORING))
    return moments


def with_a_plan(throw, pupil, begin, year):
    since = began(throw, EHC_PLAN, begin, year)
    supported = since - timedelta(days=throw.randrange(*PLAN_TAKES))
    moments = [(EHC_PLAN, since, EHC_PLAN)]
    if supported > begin and throw.random() < 0.9:
        moments.insert(0, (SEN_SUPPORT, supported, SEN_SUPPORT))
        watched = supported - timedelta(days=throw.randrange(60, 160))
        if watched > begin and throw.random() < 0.5:
            moments.insert(0, (MONITORING, watched, MONITORING))
    return moments


def monitored(throw, pupil, begin, year):
    since = began(throw, MONITORING, begin, year)
    supported = since - timedelta(days=throw.randrange(300, 700))
    if supported > begin and throw.random() < 0.35:
        return [(SEN_SUPPORT, supported, SEN_SUPPORT), (MONITORING, since, "left")]
    return [(MONITORING, since, MONITORING)]


def nothing_now(throw, pupil, begin, year):
    """Most pupils have no story; a few were watched, or left the register, within three years."""
    kind = throw.random()
    over = date(year.start - throw.choice([0, 1, 1, 2]), 9, 10) + timedelta(
        days=throw.randrange(40)
    )
    watched = over - timedelta(days=TWO_TERMS)
    if kind > 0.11 or watched < begin:
        return []
    supported = watched - timedelta(days=throw.randrange(280, 600))
    if kind < 0.05 and supported > begin:
        return [
            (SEN_SUPPORT, supported, SEN_SUPPORT),
            (MONITORING, watched, "left"),
            (NONE, over, NONE),
        ]
    return [(MONITORING, watched, MONITORING), (NONE, over, NONE)]


MOMENTS = {
    SEN_SUPPORT: on_support,
    EHC_PLAN: with_a_plan,
    MONITORING: monitored,
    NONE: nothing_now,
}
