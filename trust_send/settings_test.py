"""The product's settings with a quick hasher, eager jobs and mail kept in memory; nothing else."""

import os

os.environ.setdefault("TRUST_SEND_SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
os.environ["TRUST_SEND_HTTPS"] = "no"
os.environ["TRUST_SEND_DEMO"] = "no"

from trust_send.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
