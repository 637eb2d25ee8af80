"""A teacher's front page, and saving one review: against a view that does one bare update."""

import statistics
from contextlib import contextmanager
from datetime import date
from itertools import count

from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from access.checks import requires
from access.policy import Permission
from access.roles import Role
from apdr.models import OutcomeReview
from apdr.services import cycles
from bench import register_roll
from bench.frame import Figure, benchmark, interleaved, seconds_of
from bench.page_growth import FEW, MANY, copy, databases, make_empty, open_until, use
from bench.register_page import PLAIN_FILES, analyse, questions_of, visitor
from bench.register_roll import fill, school_of
from register.models import Pupil
from schools.across import inside

BEGAN, DUE = date(2026, 9, 7), date(2026, 10, 16)
PUPILS = 60  # two outcomes each, and each is saved once
ROUNDS = 20
PAGE = 0.150  # seconds of the server for a page (design language, performance budget)
OUTCOME = {
    "text": "Asks an adult for help with a card in 4 of 5 lessons",
    "need": "SLCN",
    "baseline": "2 of 5 lessons",
    "baseline_on": BEGAN,
    "measure": "A tally in English and maths",
    "target": "4 of 5 lessons",
    "by_on": DUE,
}


@requires(Permission.WRITE_PLANS)
def bare(request):
    """What saving costs at least: the sign-in, the permission, one update."""
    OutcomeReview.objects.filter(note="bench").update(note="bench")
    return HttpResponse("Saved")


urlpatterns = [path("bench/bare/", bare), path("", include("trust_send.urls_school"))]


@benchmark
def teacher_home(schools):
    """The front page of a teacher with sixty pupils to review, within the budget of a page."""
    school, teacher, _ = _school_with_reviews("930041")
    with _our_address():
        home = visitor(school, teacher, "/")
        _check(home())
        yield Figure("teacher_home_queries", questions_of(home), "queries")
        taken = statistics.median(seconds_of(home) for _ in range(ROUNDS))
        yield Figure("teacher_home", taken, "s", "the budget of a page", PAGE, goal=1)


@benchmark
def review_save(schools):
    """One review saved from its card, against the bare update; with two schools and a hundred."""
    with databases("bench_few", "bench_many") as (few, many), _our_address():
        make_empty(many)
        school, teacher, outcomes = _school_with_reviews("930042")
        save, bare_update = _saver(school, teacher, outcomes), _bare(school, teacher)
        open_until(FEW)
        copy(many, few)
        open_until(max(schools, MANY))
        taken = {few: [], many: []}
        use(few)
        ours, theirs = interleaved(save, bare_update, rounds=ROUNDS, warm_up=5)
        for _ in range(4):
            for database in (few, many):
                use(database)
                save()
                taken[database] += [seconds_of(save) for _ in range(10)]
    yield Figure("review_save", ours, "s", "one bare update", theirs, goal=4)
    with_few, with_many = (statistics.median(taken[database]) for database in (few, many))
    yield Figure("review_save_growth", with_many, "s", "with two schools", with_few, goal=1.1)


@contextmanager
def _our_address():
    """The bare update beside the product's own pages; names of files need no collecting."""
    with override_settings(SCHOOL_URLCONF="bench.reviews", STORAGES=PLAIN_FILES):
        yield


def _school_with_reviews(number):
    """A school, a teacher in it, and the keys of the outcomes that wait for her."""
    school = school_of(number)
    with inside(school):
        fill(school)
        teacher = register_roll.adult(school, Role.TEACHER, register_roll.STAFF[0])
        pupils = Pupil.objects.taught_by(teacher).distinct()[:PUPILS]
        outcomes = [key for pupil in pupils for key in _plan(pupil, teacher)]
    analyse()
    return school, teacher, outcomes


def _plan(pupil, teacher):
    cycle = cycles.start_cycle(pupil, by=teacher, owner=teacher, title="Autumn 2026", on=BEGAN)
    for kind in ("pupil", "parents"):
        cycles.add_evidence(cycle, by=teacher, kind=kind, text="Said so", observed_on=BEGAN)
    cycles.save_plan(cycle, by=teacher, outcomes=[OUTCOME, OUTCOME])
    cycles.agree_plan(
        cycle,
        by=teacher,
        parents_told_on=BEGAN,
        parents_told_how="meeting",
        staff_told_on=BEGAN,
        review_on=DUE,
    )
    return list(cycle.outcomes.values_list("pk", flat=True))


def _saver(school, teacher, outcomes):
    """Each call saves the next outcome's first review, as the card does."""
    client, number = _signed_in(teacher), count()

    def save():
        outcome = outcomes[next(number)]
        prefix = f"o{outcome.hex[:12]}"
        answers = {"rating": "4", "decision": "continue", "note": "She asks by herself."}
        _check(
            client.post(
                f"/schools/{school.slug}/reviews/{outcome}/",
                {f"{prefix}-{name}": value for name, value in answers.items()},
                headers={"HX-Request": "true"},
            )
        )

    return save


def _bare(school, teacher):
    client = _signed_in(teacher)
    return lambda: _check(client.post(f"/schools/{school.slug}/bench/bare/"))


def _signed_in(person):
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


def _check(answer):
    if answer.status_code != 200:
        raise RuntimeError(f"answered {answer.status_code}")
