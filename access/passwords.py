"""Which passwords are too easy to guess here?"""

import re

from django.core.exceptions import ValidationError

from access.models import Membership
from schools.models import Trust

LEAST_BESIDE = 6


class NotOurOwnWords:
    """Refuses a password made of the words that everybody here knows: the names of the trust, of
    the person's schools, and of the person (OWASP ASVS 5.0, 6.2.11)."""

    def validate(self, password, user=None):
        left = letters = re.sub(r"[\W_]", "", password.lower())
        for word in sorted(_known_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEAST_BESIDE and left != letters:
            raise ValidationError(
                "This is made of your name or your school’s. Use other words.", code="our_own_words"
            )

    def get_help_text(self):
        return "Your password must not be made of your own name or your school’s."


def _known_words(user):
    names = ["password", "trust", "send", *Trust.objects.values_list("name", flat=True)]
    if user:
        schools = Membership.objects.of(user).values_list("school__name", flat=True)
        names += [user.name, user.email, *filter(None, schools)]
    return {word for name in names for word in re.findall(r"[^\W_]{3,}", name.lower())}
