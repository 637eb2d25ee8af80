from django.core.management.base import BaseCommand

from schools.migrating import migrate_schools


class Command(BaseCommand):
    help = "Bring every school's schema up to date, one school a transaction."

    def handle(self, *args, **options):
        changed = migrate_schools(say=self.stdout.write)
        self.stdout.write(
            f"{changed} schemas changed." if changed else "Every school is up to date."
        )
