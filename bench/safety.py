"""Where every safety plan of 300 pupils stands, and the fire folder of 40 PEEPs."""

from datetime import timedelta

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.roles import Role
from bench import register_roll
from bench.frame import Figure, benchmark, interleaved
from bench.register_page import analyse
from register.models import Pupil
from reports.papers import fire_folder as folder
from reports.pdf import html_to_pdf
from safety.kinds import KINDS
from safety.models import Building, Duty, EvacuationPlace, SafetyPlan, Training, Version
from safety.standing import standings
from schools.across import inside

PUPILS = 300
MOST_QUERIES = 6
A_PAGE = 0.150  # seconds of the server (design language, performance budget)


@benchmark
def plan_states(schools):
    """The state of every plan of 300 pupils, four each: questions asked, and how long it takes
    against the answer for 30 of them."""
    school = _school_with_plans()
    today = timezone.localdate()
    with inside(school):
        plans = list(SafetyPlan.objects.select_related("pupil", "building"))
        few = plans[: len(plans) // 10]
        with CaptureQueriesContext(connection) as captured:
            found = standings(plans, on=today)
        if len(found) != len(plans) or len(plans) < PUPILS * len(KINDS):
            raise RuntimeError("Not every plan is there.")
        asked = len(captured)
        with CaptureQueriesContext(connection) as captured_of_few:
            standings(few, on=today)
        if len(captured_of_few) != asked:
            raise RuntimeError("The number of questions grows with the number of plans.")
        taken, taken_few = interleaved(
            lambda: standings(plans, on=today), lambda: standings(few, on=today), rounds=7
        )
    yield Figure("plan_states_queries", asked, "queries", "the limit", MOST_QUERIES, goal=1)
    yield Figure("plan_states", taken, "s", "a tenth of the plans", taken_few, goal=10)


@benchmark
def fire_folder(schools):
    """The fire folder of 40 PEEPs in one PDF, from the database to the file, against one of 10."""
    school = _school_with_plans()
    with inside(school):
        pages = {many: _folder_of(school, many) for many in (10, 40)}
        taken, taken_ten = interleaved(pages[40], pages[10], rounds=3)
    yield Figure("fire_folder", taken, "s", "a folder of 10", taken_ten, goal=4)


def _folder_of(school, many):
    """A maker of the folder of so many PEEPs: the others have ended."""

    def made():
        with transaction.atomic():
            peeps = SafetyPlan.objects.filter(kind="peep")
            rest = peeps.exclude(pk__in=peeps.order_by("pk").values("pk")[:many])
            rest.update(ended_on=timezone.localdate(), ended_why="Not in this folder")
            html, pictures, pupils = folder.fire_folder(
                school=school, by=register_roll.STAFF[0], on=timezone.localdate()
            )
            transaction.set_rollback(True)
        if len(pupils) != many:
            raise RuntimeError(f"The folder holds {len(pupils)} PEEPs")
        return html_to_pdf(html, pictures)

    return made


def _school_with_plans():
    school = register_roll.school_of("930061")
    with inside(school):
        if not Pupil.objects.exists():
            register_roll.fill(school, pupils=600, on_desk=PUPILS)
        if not SafetyPlan.objects.exists():
            _fill(school)
    analyse()
    return school


def _fill(school):
    """A plan of each kind in force for each pupil, with two named adults."""
    now, today = timezone.now(), timezone.localdate()
    adults = [register_roll.adult(school, Role.TEACHER, name) for name in register_roll.STAFF[:2]]
    building = Building.objects.create(name="Main building", meets_at="Playground")
    pupils = list(Pupil.objects.all()[:PUPILS])
    plans = SafetyPlan.objects.bulk_create(
        SafetyPlan(pupil=pupil, kind=kind, **_matter(kind, building))
        for pupil in pupils
        for kind in KINDS
    )
    versions = Version.objects.bulk_create(
        Version(
            plan=plan,
            pupil=plan.pupil,
            number=1,
            written_by=adults[0],
            answers={part.name: "Words" for part in plan.of_kind.parts},
            next_review_on=today + timedelta(days=number % 300),
            sent_at=now,
        )
        for number, plan in enumerate(plans)
    )
    Duty.objects.bulk_create(
        Duty(version=version, pupil_id=version.pupil_id, user=adult, training="first_aid")
        for version in versions
        for adult in adults
    )
    EvacuationPlace.objects.bulk_create(
        EvacuationPlace(
            version=version, pupil_id=version.pupil_id, day=day, where="Class", route="Corridor"
        )
        for version in versions
        if version.plan.kind == "peep"
        for day in (0, 3)
    )
    Training.objects.create(user=adults[0], subject="first_aid", trained_on=today)
    Version.objects.update(signed_at=now)


def _matter(kind, building):
    return {"building": building} if kind == "peep" else {"about": "Known risk"}
