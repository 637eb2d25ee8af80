from access.checks import may
from access.policy import Permission


class Rights:
    """`{{ may.change_status }}` in a template: does this person's role let them, here?"""

    def __init__(self, user):
        self.user = user

    def __getitem__(self, name):
        return may(self.user, Permission(name))


def rights(request):
    user = getattr(request, "user", None)
    return {"may": Rights(user)} if user is not None else {}
