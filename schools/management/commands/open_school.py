from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from schools.models import LocalAuthority, Phase
from schools.services import open_school


class Command(BaseCommand):
    help = "Open a school of the trust."

    def add_arguments(self, parser):
        parser.add_argument("name")
        parser.add_argument("--slug", required=True, help="the school's part of its address")
        parser.add_argument("--phase", required=True, choices=Phase.values)
        parser.add_argument("--urn", required=True)
        parser.add_argument("--laestab", required=True, help="DfE number, seven digits")

    def handle(self, *args, **options):
        number = options["laestab"][:3]
        authority = LocalAuthority.objects.filter(number=number).first()
        if authority is None:
            raise CommandError(f"There is no local authority {number}. Add it on the trust's page.")
        try:
            open_school(
                by=None,
                local_authority=authority,
                say=self.stdout.write,
                **{key: options[key] for key in ("name", "slug", "phase", "urn", "laestab")},
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
