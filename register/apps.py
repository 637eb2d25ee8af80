from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "register"
    verbose_name = "The roll and the register"

    def ready(self):
        from register import (
            panels,
            pupil_page,
            tasks,  # noqa: F401 - says what jobs of each kind do
        )

        panels.add(*pupil_page.PIECES)
