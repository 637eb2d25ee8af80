from django.apps import AppConfig

from access.policy import Permission


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Papers and figures"

    def ready(self):
        from register import home
        from reports import (
            accessibility_plan,  # noqa: F401 - says that the accessibility plan is published here
            report_desk,  # noqa: F401 - says that the information report is published here
            tasks,  # noqa: F401 - says what jobs of each kind do, and what a new school begins with
        )
        from reports.home import figures_of_the_school

        template, permission = "reports/_home.html", Permission.VIEW_SCHOOL_FIGURES
        home.add(home.Piece(template, permission, 15, figures_of_the_school))
