"""Whatever a file says: it is saved, the same file then changes nothing, and taking it back leaves
the roll as it was."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register import codes
from register.services import imports
from register.upn import upn_check_letter

from .conftest import TODAY, Roll
from .files import csv_of, ctf_of
from .test_save import everything

HEADINGS = (
    "UPN", "Former UPN", "Surname", "Forename", "Preferred Forename", "DOB", "Year", "Reg",
    "Admission Date", "Leaving Date", "SEN Status", "SEN Start Date", "SEN End Date", "SEN Need 1",
    "SEN Need 2", "FSM", "EAL",
)  # fmt: skip


def upn(number):
    digits = f"9994001{number:05}"
    return upn_check_letter("A" + digits) + digits


def maybe(values):
    return st.one_of(st.just(""), values)


def rarely(usual, *others):
    return st.sampled_from([usual] * 8 + [*others])


@st.composite
def rows(draw):
    """A pupil of six, mostly as they are and now and then with a slip."""
    number = draw(st.integers(0, 5))
    return (
        draw(rarely(upn(number), "", upn(number + 1))),
        draw(rarely("", upn(number + 1))),
        draw(rarely(f"S{'abcdef'[number]}", "", "Newname")),
        draw(rarely("Alba", "Ravi", "")),
        draw(rarely("", "Kim")),
        draw(rarely(f"0{1 + number}/10/2017", "", "05/10/2017", "31/02/2017")),
        draw(maybe(st.sampled_from(["4", "R", "Year 3"]))),
        draw(maybe(st.sampled_from(["4B", "3A", "4b"]))),
        draw(maybe(days)),
        draw(rarely("", "01/09/2020", "20/11/2026", "01/09/2027")),
        draw(maybe(statuses)),
        draw(maybe(days)),
        draw(rarely("", "01/09/2025", "01/09/2027")),
        draw(maybe(needs)),
        draw(maybe(needs)),
        draw(maybe(st.sampled_from("YN"))),
        draw(maybe(st.sampled_from("YN"))),
    )


days = st.dates(min_value=TODAY.replace(year=2019), max_value=TODAY.replace(year=2027)).map(
    lambda day: f"{day:%d/%m/%Y}"
)
needs = st.sampled_from([*codes.SEN_TYPES, "SLCN, SEMH", "BESD", "ASD/ASD"])
statuses = st.sampled_from(["K", "E", "N", "M", "S", "P", "EHCP", "SEN support"])
names = st.sampled_from(["Alba", "Ravi", "Kim"])
tables = st.lists(rows(), min_size=1, max_size=6).map(lambda found: csv_of(HEADINGS, *found))
iso = st.dates(min_value=TODAY.replace(year=2019), max_value=TODAY.replace(year=2027)).map(str)
histories = st.lists(st.tuples(iso, st.sampled_from("KENSA")), max_size=4)


@st.composite
def transfer_files(draw):
    pupils = ""
    for number in draw(st.sets(st.integers(0, 5), min_size=1)):
        steps = "".join(
            f"<SEN><StartDate>{day}</StartDate><SENprovision>{code}</SENprovision></SEN>"
            for day, code in draw(histories)
        )
        types = "".join(
            f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{code}</SENtype></SENneed>"
            for rank, code in enumerate(draw(st.lists(needs.filter(str.isalpha), max_size=3)), 1)
        )
        pupils += (
            f"<Pupil><UPN>{upn(number)}</UPN><Surname>S{draw(names)}</Surname>"
            f"<Forename>{draw(names)}</Forename><DOB>2017-10-0{1 + number}</DOB><SENhistory>"
            f"{steps}<SENneeds>{types}</SENneeds></SENhistory></Pupil>"
        )
    return ctf_of(pupils)


@pytest.mark.parametrize("files", [tables, transfer_files()], ids=["csv", "ctf"])
def test_any_two_files_are_saved_change_nothing_twice_and_can_be_taken_back(cast, files):
    roll = Roll(cast)

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(files, files)
    @transaction.atomic
    def whatever(first, second):
        roll.load(content=first)
        before = everything()
        batch = roll.load(content=second)
        again = roll.check(content=second)
        assert not {"new", "changed"} & again.counts.keys(), again.counts
        imports.take_back(batch, by=roll.by)
        assert everything() == before
        transaction.set_rollback(True)

    whatever()
