from django.apps import AppConfig


class ApdrConfig(AppConfig):
    name = "apdr"
    verbose_name = "Assess, plan, do, review"
