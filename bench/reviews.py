"""A teacher's front page, and saving one review: against a view that does one bare update."""

import statistics
from datetime import date
from itertools import count

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from access.checks import requires
from access.models import User
from access.policy import Permission
from apdr.models import OutcomeReview
from apdr.services import cycles
from bench import register_roll
from bench.frame import Figure, benchmark, interleaved, seconds_of
from bench.schools import MANY, _open_until
from register.models import Pupil
from schools.across import inside
from schools.models import School

BEGAN, DUE = date(2026, 9, 7), date(2026, 10, 16)
PUPILS = 40
ROUNDS = 30
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
    """The front page of a teacher with forty reviews due, within the budget of a page."""
    school, teacher, _ = _school_with_reviews()
    front = f"/schools/{_slug(school)}/"
    client = _signed_in(teacher)
    with CaptureQueriesContext(connection) as asked:
        client.get(front)
    searched = [q for q in asked if not q["sql"].startswith(("SET search_path", "SAVEPOINT"))]
    yield Figure("teacher_home_queries", len(searched), "queries")
    taken = statistics.median(seconds_of(lambda: _get(client, front)) for _ in range(ROUNDS))
    yield Figure("teacher_home", taken, "s", "the budget of a page", PAGE, goal=1)


@benchmark
def review_save(schools):
    """One review saved from its card, against the bare update; then with a hundred schools."""
    school, teacher, outcomes = _school_with_reviews()
    client, slug = _signed_in(teacher), _slug(school)
    with override_settings(SCHOOL_URLCONF="bench.reviews"):
        save = _saver(client, slug, outcomes)
        few, bare_update = interleaved(save, lambda: _update(client, slug), rounds=ROUNDS)
        yield Figure("review_save", few, "s", "one bare update", bare_update, goal=4)
        _open_until(max(schools, MANY))
        many, _ = interleaved(save, lambda: _update(client, slug), rounds=ROUNDS)
    yield Figure("review_save_growth", many, "s", "with few schools", few, goal=1.1)


def _school_with_reviews():
    """A school of its own, a teacher in it, and the keys of the outcomes that wait."""
    _open_until(2)
    school = School.objects.open().order_by("pk").first()
    with inside(school):
        if not Pupil.objects.exists():
            register_roll.fill(school, pupils=600, on_desk=200)
        teacher = User.objects.get(name=register_roll.STAFF[0])
        pupils = Pupil.objects.taught_by(teacher).filter(cycles=None).distinct()[:PUPILS]
        outcomes = [key for pupil in pupils for key in _plan(pupil, teacher)]
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


def _saver(client, slug, outcomes):
    """Each call saves the next outcome's first review."""
    number = count()

    def save():
        outcome = outcomes[next(number)]
        prefix = f"o{outcome.hex[:12]}"
        answer = client.post(
            f"/schools/{slug}/reviews/{outcome}/",
            {f"{prefix}-rating": "4", f"{prefix}-decision": "continue", f"{prefix}-note": "Well"},
            headers={"HX-Request": "true"},
        )
        _check(answer)

    return save


def _update(client, slug):
    _check(client.post(f"/schools/{slug}/bench/bare/"))


def _get(client, address):
    _check(client.get(address))


def _check(answer):
    if answer.status_code != 200:
        raise RuntimeError(f"answered {answer.status_code}")


def _signed_in(user):
    client = Client()
    connection.set_schema_to_public()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _slug(school):
    return school.domains.get(is_primary=True).domain
