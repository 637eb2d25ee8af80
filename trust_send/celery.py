"""The worker and its timetable. The timetable is code: a change of it is a change in a diff."""

import logging.config
import os

from celery import Celery
from celery.signals import beat_init, setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")

app = Celery("trust_send")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "ring-for-waiting-jobs": {"task": "schools.ring_for_waiting", "schedule": 30.0},
}


@worker_init.connect
@beat_init.connect
def start_only_when_safe(**kwargs):
    """As the web server does; Celery swallows every exception of a signal but this one."""
    from django.core.exceptions import ImproperlyConfigured

    from trust_send.checks import refuse_to_start

    try:
        refuse_to_start()
    except ImproperlyConfigured as reason:
        raise SystemExit(str(reason)) from None


@setup_logging.connect
def keep_the_products_log(**kwargs):
    """Celery's own formatter would write what a failed job was working on."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)
