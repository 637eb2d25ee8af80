from trust_send.celery import app as celery_app

__all__ = ["celery_app"]
