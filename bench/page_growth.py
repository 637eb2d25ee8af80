"""Do pages grow slower as the trust grows? The same pages with two schools and with a hundred.

The two trusts are two databases, the smaller one a copy of the other from the time when it had two
schools. Both are measured in turns, so that a busy moment of the machine hits both alike.
"""

import statistics
from contextlib import contextmanager

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from access.policy import Permission
from bench.frame import Figure, benchmark, seconds_of
from bench.register_page import analyse, both_sides, visitor
from bench.register_roll import fill, school_of
from register.models import GroupAdult, Pupil
from schools.across import inside
from schools.models import School

FEW, MANY = 2, 100
TURNS, ROUNDS = 8, 10
SMALL_ROLL = {"pupils": 100, "on_desk": 20}


@benchmark
def page_growth(schools):
    """Register, pupil and my class of one school, beside one other and beside all of them."""
    with databases("bench_few", "bench_many") as (few, many), both_sides():
        make_empty(many)
        pages = pages_of_one_school()
        open_until(FEW)
        copy(many, few)
        open_until(max(schools, MANY))
        taken = measured_in_turns(pages, few, many)
    for name, (with_few, with_many) in taken.items():
        against = f"the same with {FEW} schools"
        yield Figure(f"page_growth_{name}", with_many, "s", against, with_few, goal=1.1)


def pages_of_one_school():
    """{name: a function that opens the page}, signed in."""
    school = school_of("930021")
    with inside(school):
        sendco = fill(school)
        place = GroupAdult.objects.select_related("user", "group").first()
        mine = Pupil.objects.for_user(sendco, to=Permission.VIEW_PUPIL)
        pupil = mine.on_the_desk().first()
    return {
        "register": visitor(school, sendco, "/register/"),
        "pupil": visitor(school, sendco, f"/pupils/{pupil.pk}/"),
        "my_class": visitor(school, place.user, f"/my-classes/{place.group.pk}/"),
    }


def open_until(number):
    while (count := School.objects.open().count()) < number:
        school = school_of(str(940000 + count))
        with inside(school):
            fill(school, **SMALL_ROLL)
    analyse()


def measured_in_turns(pages, few, many):
    """{page: (seconds with few schools, seconds with many)}, the lower quartile of all rounds: only
    what else the machine does can make a round slower."""
    taken = {name: ([], []) for name in pages}
    for _ in range(TURNS):
        for place, database in enumerate((few, many)):
            use(database)
            for name, page in pages.items():
                assert page().status_code == 200
                taken[name][place].extend(seconds_of(page) for _ in range(ROUNDS))
    return {name: tuple(map(_lower_quartile, sides)) for name, sides in taken.items()}


def _lower_quartile(taken):
    return statistics.quantiles(taken, n=4)[0]


# Databases of our own: other benchmarks may have left schools in the one we were given -----------
@contextmanager
def databases(*names):
    """Databases with these names, gone afterwards; then the connection is where it was."""
    here = connection.settings_dict["NAME"]
    try:
        yield names
    finally:
        use(here)
        for name in names:
            _command(f"drop database if exists {name} with (force)")


def make_empty(name):
    _command(f"drop database if exists {name} with (force)", f"create database {name}")
    use(name)
    call_command("migrate_schemas", shared=True, verbosity=0)


def copy(name, into):
    connection.close()
    _command(
        f"drop database if exists {into} with (force)", f"create database {into} template {name}"
    )


def use(name):
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _command(*commands):
    told = connection.settings_dict
    server = psycopg2.connect(
        host=told["HOST"],
        port=told["PORT"],
        user=told["USER"],
        password=told["PASSWORD"],
        dbname="postgres",
    )
    server.autocommit = True
    with server.cursor() as cursor:
        for command in commands:
            cursor.execute(command)
    server.close()
