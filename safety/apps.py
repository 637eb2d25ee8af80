from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "safety"
    verbose_name = "Safety plans"

    def ready(self):
        from safety import class_lines, family, home, pupil_pieces

        pupil_pieces.add_to_pupil_page()
        home.add_to_home()
        family.offer_links()
        class_lines.add_to_classes()
