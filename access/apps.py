from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "access"
    verbose_name = "Who may do what"

    def ready(self):
        from access import tasks  # noqa: F401 - the kinds of job are known from the start
