"""A made-up roll for the benches of the register: the same every time, a bulk insert a table."""

import random
from datetime import date, timedelta

from access.models import Membership, User
from access.roles import Role
from register.models import (
    Group,
    GroupAdult,
    GroupMember,
    Need,
    Origin,
    Pupil,
    Status,
    StatusPeriod,
)
from schools.models import LocalAuthority, School
from schools.services import open_school

FORENAMES = [
    "Amara", "Bethan", "Callum", "Demi", "Ethan", "Fatima", "Grace", "Harun", "Isla", "Jasmine",
    "Kezia", "Leon", "Maya", "Noah", "Olivia", "Priya", "Quinn", "Rosa", "Samir", "Tilly", "Umar",
    "Violet", "Wren", "Xanthe", "Yusuf", "Zofia", "Daniyal", "Freddie",
]  # fmt: skip
SURNAMES = [
    "Adeyemi", "Bailey", "Chowdhury", "Dawson", "Evans", "Fofana", "Gray", "Hussain", "Iqbal",
    "Jones", "Kowalski", "Lewis", "Mensah", "Novak", "Okafor", "Patel", "Quigley", "Roberts",
    "Singh", "Taylor", "Udall", "Varga", "Whitlock", "Xu", "Yilmaz", "Zaman", "Brennan", "Clarke",
    "Dhillon", "Ellis", "Ferreira", "Goddard", "Hartley", "Ivanova", "Jarvis",
]  # fmt: skip
NEEDS = ["SLCN"] * 6 + ["SEMH"] * 5 + ["ASD"] * 4 + ["MLD"] * 3 + ["SPLD"] * 4 + ["HI", "PD", "NSA"]
STAFF = ["Mr P. Evans", "Mrs S. Dhillon", "Mr T. Bello", "Miss R. Clarke", "Mrs J. Adams"]
STARTED = date(2026, 9, 3)


def school_of(number):
    """A school of this URN, opened where it is not yet there."""
    authority, _ = LocalAuthority.objects.get_or_create(number="999", defaults={"name": "Ashshire"})
    found = School.objects.open().filter(urn=number).first()
    return found or open_school(
        by=None,
        name=f"School {number}",
        slug=f"school-{number}",
        phase="secondary",
        urn=number,
        laestab=f"9{number}",
        local_authority=authority,
    )


def adult(school, role, name):
    """A member of staff, made once for the trust."""
    where = school.slug if not Role(role).is_of_the_trust else "trust"
    email = f"{name.lower().replace(' ', '.').replace('..', '.')}.{where}@bench.example"
    user, _ = User.objects.get_or_create(email=email, defaults={"name": name})
    Membership.objects.get_or_create(
        user=user, school=school, role=role, defaults={"starts_on": date(2026, 9, 1)}
    )
    return user


def fill(school, *, pupils=1500, on_desk=400, seed=7):
    """Fill the school that the connection is in. Returns its SENDCo."""
    dice = random.Random(seed)
    sendco = adult(school, Role.SENDCO, "Mrs J. O’Connor")
    staff = [adult(school, Role.TEACHER, name) for name in STAFF]
    groups = Group.objects.bulk_create(
        Group(
            name=f"{year}{form}", kind=Group.Kind.REGISTRATION, year_group=year, starting_year=2026
        )
        for year in ("7", "8", "9", "10", "11")
        for form in "ABCDEFGHIJ"
    )
    GroupAdult.objects.bulk_create(
        GroupAdult(group=group, user=staff[i % len(staff)], started_on=STARTED)
        for i, group in enumerate(groups)
    )
    roll = [_pupil(dice, i, groups, staff) for i in range(pupils)]
    Pupil.objects.bulk_create(pupil for pupil, _ in roll)
    GroupMember.objects.bulk_create(
        GroupMember(pupil=pupil, group=group, started_on=STARTED) for pupil, group in roll
    )
    desk = dice.sample([pupil for pupil, _ in roll], on_desk)
    StatusPeriod.objects.bulk_create(_status(dice, pupil) for pupil in desk)
    Need.objects.bulk_create(need for pupil in desk for need in _needs(dice, pupil))
    return sendco


def _pupil(dice, number, groups, staff):
    group = groups[number % len(groups)]
    pupil = Pupil(
        legal_forename=dice.choice(FORENAMES),
        legal_surname=dice.choice(SURNAMES),
        upn=f"A{number:012}",
        born_on=date(2012, 1, 1) + timedelta(days=dice.randrange(1800)),
        sex=dice.choice("FM"),
        year_group=group.year_group,
        is_looked_after=dice.random() < 0.03,
        pupil_premium="DPP" if dice.random() < 0.3 else "",
        fsm="TFSM" if dice.random() < 0.25 else "",
        first_language="POL" if dice.random() < 0.15 else "ENG",
        key_adult=dice.choice([*staff, None]),
    )
    return pupil, group


def _status(dice, pupil):
    status = dice.choices([Status.SEN_SUPPORT, Status.EHC_PLAN, Status.MONITORING], [65, 12, 23])[0]
    watched = status == Status.MONITORING
    return StatusPeriod(
        pupil=pupil,
        status=status,
        started_on=STARTED - timedelta(days=dice.randrange(400)),
        look_again_on=date(2026, 11, 1) + timedelta(days=dice.randrange(90)) if watched else None,
        origin=Origin.IMPORTED,
    )


def _needs(dice, pupil):
    for rank, code in enumerate(dict.fromkeys(dice.choices(NEEDS, k=dice.choice([1, 1, 2]))), 1):
        yield Need(pupil=pupil, sen_type=code, rank=rank, started_on=STARTED)
