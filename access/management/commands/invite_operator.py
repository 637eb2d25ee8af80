from django.core.management.base import BaseCommand
from django.core.validators import validate_email

from access.roles import Role
from access.services import invite, welcome_link


class Command(BaseCommand):
    help = "Invite a technical administrator of the trust, such as the first one of a new copy."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--site", required=True, help="its address, like https://send.example")

    def handle(self, *args, **options):
        validate_email(options["email"])
        membership = invite(
            by=None, email=options["email"], name=options["name"], role=Role.OPERATOR
        )
        link = welcome_link(membership.user, options["site"].rstrip("/"))
        self.stdout.write(
            f"{membership.user} chooses a password here, once, in seven days:\n{link}"
        )
