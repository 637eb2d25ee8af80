"""What of the accessibility plan stands on the front page of a school (register.home)."""

from django.urls import reverse

from access.checks import may
from access.policy import Permission
from accessibility.models import Review
from accessibility.signers import signer_of
from accessibility.standing import standing_here
from register.home import Piece, add
from register.wording import day


def waiting(home):
    """The flags, for those who write the plan; the reviews that this person is still to sign. None
    where nothing waits."""
    lines = []
    if may(home.user, Permission.WRITE_STATUTORY_PAPERS):
        standing = standing_here(home.today)
        lines = [(one.words, one.url) for one in standing.flags_in_short]
    signer = signer_of(home.user)
    if signer:
        lines += [
            (f"A review to sign, of {day(one.reviewed_on)}", one.get_absolute_url())
            for one in Review.objects.to_sign_by(signer)
        ]
    return {"lines": lines, "url": reverse("accessibility_plan")} if lines else None


def add_to_home():
    add(
        Piece("accessibility/home/_waiting.html", Permission.VIEW_STATUTORY_PAPERS, 9, waiting),
    )
