import re
from io import StringIO

from django.core.management import call_command

from access.models import Membership
from access.roles import Role


def test_the_first_operator_of_a_new_copy_gets_a_link_that_works(db, client):
    said = StringIO()
    call_command(
        "invite_operator", "jo@trust.example", "Jo", site="https://send.example/", stdout=said
    )
    path = re.search(r"https://send\.example(/account/welcome/\S+)", said.getvalue())[1]
    assert client.get(path).status_code == 200
    assert Membership.objects.get(role=Role.OPERATOR).user.email == "jo@trust.example"
