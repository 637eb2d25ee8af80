from django.apps import AppConfig

from access.policy import Permission


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Papers and figures"

    def ready(self):
        from register import home
        from reports.home import figures_of_the_school

        template, permission = "reports/_home.html", Permission.VIEW_SCHOOL_FIGURES
        home.add(home.Piece(template, permission, 15, figures_of_the_school))
