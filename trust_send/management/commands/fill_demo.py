from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from trust_send.demo.fill import fill


class Command(BaseCommand):
    help = "Fill the demo with its made-up trust: what is there already stays as it is."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError(
                "This copy is not a demo, so no made-up people are put into it. A demo is started "
                "with bin/demo."
            )
        fill(on=timezone.localdate(), say=self.say)

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
