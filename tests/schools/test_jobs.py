"""Work for the worker: written down, done once, and its end said in plain words."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from schools import jobs
from schools.across import current_school
from schools.models import Job
from schools.tasks import ring_for_waiting

seen = []


@jobs.job_kind("tests.note", title="Noting", result=lambda job: ("/noted/", "See it"))
def note(progress, *, by, fail=""):
    progress(1, 2, "Noting")
    seen.append((current_school(), by))
    if fail == "plain":
        raise jobs.PlainFailure("The note is empty.")
    if fail:
        raise ValueError(fail)
    return "Noted."


@pytest.fixture
def done(cast):
    """done(**arguments) → the job, after the worker has had it."""
    seen.clear()

    def run(rings=1, **arguments):
        job = jobs.ask_for("tests.note", by=cast.head, school=cast.school, **arguments)
        for _ in range(rings):
            jobs.run(str(job.pk), person=lambda pk: get_user_model().objects.get(pk=pk))
        job.refresh_from_db()
        return job

    return run


def test_a_job_works_inside_its_school_for_the_person_who_asked(done, cast):
    job = done()
    assert seen == [(cast.school, cast.head)]
    assert (job.state, job.message) == (Job.State.DONE, "Noted.")


def test_a_second_ring_does_nothing(done):
    done(rings=2)
    assert len(seen) == 1


def test_a_plain_failure_tells_why(done):
    job = done(fail="plain")
    assert (job.state, job.message) == (Job.State.FAILED, "The note is empty.")
    assert jobs.result_of(job) is None


def test_a_failure_of_ours_tells_nothing_of_its_inside(cast):
    job = jobs.ask_for("tests.note", by=cast.head, school=cast.school, fail="secret")
    with pytest.raises(ValueError, match="secret"):
        jobs.run(str(job.pk), person=lambda pk: None)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "secret" not in job.message


def test_a_closed_school_has_no_work_done(done, cast):
    type(cast.school).objects.filter(pk=cast.school.pk).update(closed_at="2026-11-01T00:00Z")
    assert done().message == "This school is closed."
    assert seen == []


def test_a_finished_job_leads_to_its_result(done):
    assert jobs.result_of(done()) == ("/noted/", "See it")
    assert jobs.title_of(done()) == "Noting"


def test_jobs_are_told_apart_by_place_and_by_person(done, cast, birch):
    job = done()
    assert list(Job.objects.asked_by(cast.head).at(cast.school)) == [job]
    assert not Job.objects.asked_by(cast.sendco).exists()
    assert not Job.objects.at(birch).exists()
    assert not Job.objects.at(None).exists()


@pytest.mark.parametrize(("minutes", "state"), [(10, "running"), (30, "failed")])
def test_a_job_whose_worker_died_is_said_to_be_cut_off(cast, minutes, state):
    """Longer than a worker may take, so nobody works on it; before that somebody may."""
    job = jobs.ask_for("tests.note", by=cast.head, school=cast.school)
    started_at = timezone.now() - timedelta(minutes=minutes)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING, started_at=started_at)
    ring_for_waiting()
    job.refresh_from_db()
    assert job.state == state
    assert ("cut off" in job.message) == job.is_over
