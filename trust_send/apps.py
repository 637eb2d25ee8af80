from django.apps import AppConfig


class TrustSendConfig(AppConfig):
    name = "trust_send"
    verbose_name = "Trust SEND"

    def ready(self):
        from trust_send import checks  # noqa: F401 - registers what a start is refused for
