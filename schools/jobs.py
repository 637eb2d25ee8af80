"""Work that takes longer than a page may: written down first, done by the worker.

The row is part of the change that asks for it. The broker is only a bell: where it is silent,
the sweeper (trust_send.celery) finds what still waits.
"""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from audit.context import acting
from schools.across import SchoolIsShut, inside_schema, shared
from schools.models import Job

logger = logging.getLogger(__name__)
_work: dict = {}


def job_kind(kind):
    """Register `function(progress, *, by, **arguments)` as what jobs of this kind do.

    It runs inside the job's school. `progress(done, total)` moves the bar. It returns the
    sentence to show at the end, or raises PlainFailure with one.
    """

    def register(function):
        _work[kind] = function
        return function

    return register


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
    def progress(done, total):
        with shared():
            Job.objects.filter(pk=job.pk).update(done=done, total=total)

    work = partial(_work[job.kind], progress, by=by, **job.arguments)
    if job.school is None:
        with shared(), acting(by):
            return work()
    with inside_schema(job.school.schema_name), acting(by):
        return work()


def _end(job, state, message):
    with shared():
        Job.objects.filter(pk=job.pk).update(
            state=state, message=message[:300], ended_at=timezone.now()
        )
