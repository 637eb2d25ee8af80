from django.apps import AppConfig


class TrustSendConfig(AppConfig):
    name = "trust_send"
    verbose_name = "Trust SEND"
