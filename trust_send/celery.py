"""The worker and its timetable. The timetable is code: a change of it is a change in a diff."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")

app = Celery("trust_send")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "ring-for-waiting-jobs": {"task": "schools.ring_for_waiting", "schedule": 30.0},
}
