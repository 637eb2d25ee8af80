from celery import shared_task
from django.contrib.auth import get_user_model

from schools import jobs
from schools.across import shared


@shared_task(name="schools.run_job")
def run_job(*, job_id):
    """Do the job that this id names. Ringing twice does no harm."""
    jobs.run(job_id, person=_person)


@shared_task(name="schools.ring_for_waiting")
def ring_for_waiting():
    """Every half minute: find the jobs that no bell rang for, and those whose worker died."""
    jobs.ring_for_waiting()
    jobs.end_cut_off()


def _person(user_id):
    with shared():
        return get_user_model().objects.filter(pk=user_id).first()
