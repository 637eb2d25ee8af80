from django.apps import AppConfig


class ApdrConfig(AppConfig):
    name = "apdr"
    verbose_name = "Assess, plan, do, review"

    def ready(self):
        from apdr import (
            family,
            home,
            plan_pages,
            provision_pages,
            tasks,  # noqa: F401 - says what jobs of each kind do, and what a new school begins with
        )

        plan_pages.add_to_pupil_page()
        provision_pages.add_to_pupil_page()
        provision_pages.end_with_the_roll()
        home.add_to_home()
        family.offer_link()
