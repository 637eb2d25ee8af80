from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    name = "accessibility"
    verbose_name = "Accessibility plan"

    def ready(self):
        from accessibility import home

        home.add_to_home()
