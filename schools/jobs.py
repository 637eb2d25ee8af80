"""Work that takes longer than a page may: written down first, done by the worker.

The row is part of the change that asks for it. The broker is only a bell: where it is silent,
the sweeper (trust_send.celery) finds what still waits.
"""

import logging
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from audit.context import acting
from schools.across import SchoolIsShut, inside_schema, shared
from schools.models import Job

logger = logging.getLogger(__name__)
SLACK = timedelta(minutes=1)  # beyond the time after which a worker is ended
CUT_OFF = "This work was cut off. Look whether it was done, and start it again if it was not."
_kinds: dict = {}


def _nothing(job):
    """What most kinds have to say or do."""


@dataclass(frozen=True)
class Kind:
    """What jobs of a kind do, what their page is called, where their outcome is seen, and what is
    put right after one that was cut off."""

    work: Callable
    title: str
    result: Callable
    cut_off: Callable = _nothing


def job_kind(kind, *, title="Work in progress", result=_nothing, cut_off=_nothing):
    """Register `function(progress, *, by, **arguments)` as what jobs of this kind do.

    It runs inside the job's school. `progress(done, total, "Reading the file")` moves the bar and
    says what is being done. It returns the sentence to show at the end, or raises PlainFailure
    with one. `result(job)` gives (address, words of the button) of the page to go on to;
    `cut_off(job)`, inside the school, puts right what a job leaves whose worker died.
    """

    def register(function):
        _kinds[kind] = Kind(function, title, result, cut_off)
        return function

    return register


def title_of(job):
    return _kinds[job.kind].title


def result_of(job):
    """(address, words of the button) of the page where a finished job leads, or None."""
    return _kinds[job.kind].result(job) if job.state == Job.State.DONE else None


class PlainFailure(Exception):
    """The job cannot be done; the message tells a person why, in plain English."""


def ask_for(kind, *, by, school=None, **arguments):
    """Write a job down and ring for the worker once the change around it is committed."""
    with shared():
        job = Job.objects.create(
            kind=kind, school=school, arguments=arguments, asked_by_id=getattr(by, "pk", None)
        )
    transaction.on_commit(partial(ring, str(job.pk)))
    return job


def ring(job_id):
    """Tell the worker. A silent broker costs nothing but the wait for the sweeper."""
    from schools.tasks import run_job

    try:
        run_job.delay(job_id=job_id)
    except (OperationalError, RedisError, OSError):
        logger.warning("broker.silent", extra={"job": job_id})


def ring_for_waiting(older_than=timedelta(seconds=30)):
    """Ring again for every job that nobody took up. Returns how many."""
    with shared():
        waiting = Job.objects.filter(
            state=Job.State.WAITING, created_at__lt=timezone.now() - older_than
        )
        ids = [str(pk) for pk in waiting.values_list("pk", flat=True)[:200]]
    for job_id in ids:
        ring(job_id)
    return len(ids)


def end_cut_off():
    """Say of a job whose worker died that it was cut off, so that nobody waits in vain. It is not
    begun again by itself: all of it may be done but its last word. Returns how many."""
    latest = timezone.now() - timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT) - SLACK
    with shared():
        running = Job.objects.filter(state=Job.State.RUNNING, started_at__lt=latest)
        lost = list(running.select_related("school"))
    for job in lost:
        _end_cut_off(job)
    return len(lost)


def _end_cut_off(job):
    """A job of a closed school has nothing to put right: its pages are shut."""
    with transaction.atomic():
        with shared():
            running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
            running.update(state=Job.State.FAILED, message=CUT_OFF, ended_at=timezone.now())
        with suppress(SchoolIsShut), _place_of(job), acting(None):
            _kinds[job.kind].cut_off(job)


def _place_of(job):
    return inside_schema(job.school.schema_name) if job.school else shared()


def run(job_id, *, person):
    """Do one job, once: a second ring finds it taken. `person(id)` finds who asked."""
    job = _claim(job_id)
    if job is None:
        return
    try:
        message = _do(job, by=person(job.asked_by_id))
    except PlainFailure as failure:
        _end(job, Job.State.FAILED, str(failure))
    except SchoolIsShut:
        _end(job, Job.State.FAILED, "This school is closed.")
    except Exception:
        _end(job, Job.State.FAILED, "Something went wrong and nothing was changed. Try again.")
        raise
    else:
        _end(job, Job.State.DONE, message or "Finished.")


def _claim(job_id):
    with shared():
        taken = Job.objects.filter(pk=job_id, state=Job.State.WAITING).update(
            state=Job.State.RUNNING, started_at=timezone.now()
        )
        return Job.objects.select_related("school").get(pk=job_id) if taken else None


def _do(job, *, by):
    with closing(connection.copy()) as aside:
        work = partial(_kinds[job.kind].work, _progress(job, aside), by=by, **job.arguments)
        with _place_of(job), acting(by):
            return work()


def _progress(job, aside):
    """A function that writes down how far the job is. What is written inside a transaction is
    seen by nobody until it ends, so the bar moves on a connection of its own."""

    def progress(done, total, doing=""):
        with aside.cursor() as cursor:
            cursor.execute(
                "update public.schools_job set done = %s, total = %s, message = %s where id = %s",
                [done, total, doing[:300], job.pk],
            )

    return progress


def _end(job, state, message):
    with shared():
        Job.objects.filter(pk=job.pk).update(
            state=state, message=message[:300], ended_at=timezone.now()
        )
