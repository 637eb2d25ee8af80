"""Who is on the desk? A few queries, one small tuple a pupil; no model is built for a list."""

import unicodedata
from datetime import date
from typing import NamedTuple

from django.db.models import F, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from access.policy import Permission
from register import codes
from register.desk.flags import raised_for
from register.models import Group, GroupMember, Pupil, Status

ON_DESK = (Status.EHC_PLAN, Status.SEN_SUPPORT, Status.MONITORING)


class Entry(NamedTuple):
    """A pupil as the register page needs them. The fields but the last two are those that the query
    asks for; keys come as text, as the page only writes them down."""

    key: str
    surname: str
    forename: str
    legal_surname: str
    legal_forename: str
    upn: str | None
    born_on: date
    sex: str
    year_group: str
    status: str
    status_since: date
    look_again_on: date | None
    main_need: str | None
    adult_key: str | None
    adult_name: str | None
    is_looked_after: bool
    pupil_premium: str
    fsm: str
    first_language: str
    service_child: str
    class_name: str
    raised: tuple

    @property
    def listed_name(self):
        return f"{self.surname}, {self.forename}"

    @property
    def need(self):
        """The SEN type ranked first, or None."""
        return codes.SEN_TYPES.get(self.main_need)

    @property
    def flags(self):
        """What every adult must know first, by the names of the flags."""
        return (*self.raised, "looked_after") if self.is_looked_after else self.raised

    @property
    def background(self):
        """What a SENDCo breaks the register down by."""
        return tuple(name for name, is_so in BACKGROUND.items() if is_so(self))


BACKGROUND = {
    "pupil_premium": lambda entry: entry.pupil_premium,
    "fsm": lambda entry: entry.fsm,
    "eal": lambda entry: codes.is_eal(entry.first_language),
    "service_child": lambda entry: entry.service_child == "Y",
}


def read_desk(user):
    """Everybody on the desk within this person's reach, in the order of the database."""
    pupils = (
        Pupil.objects.for_user(user, to=Permission.VIEW_REGISTER)
        .on_roll()
        .on_the_desk()
        .with_main_need()
        .annotate(
            key=Cast("pk", TextField()),
            adult_key=Cast("key_adult_id", TextField()),
            adult_name=F("key_adult__name"),
        )
    )
    rows = pupils.order_by().values_list(*Entry._fields[:-2])
    classes, raised = _classes(), raised_for(user)
    return [Entry._make((*row, classes.get(row[0], ""), raised.get(row[0], ()))) for row in rows]


def _classes():
    """{key: the registration group of today} of everybody on a desk. A query of its own: asked row
    by row inside the other it took twice as long as that one alone."""
    places = GroupMember.objects.on(timezone.localdate()).filter(
        group__kind=Group.Kind.REGISTRATION,
        pupil__status_periods__ended_on=None,
        pupil__status_periods__status__in=ON_DESK,
    )
    keyed = places.annotate(key=Cast("pupil_id", TextField())).order_by("-started_on")
    return dict(keyed.values_list("key", "group__name"))


LETTERS = str.maketrans(
    {"’": "'", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def folded(text):
    """The text as a search compares it: with the letters that are on every keyboard."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if not unicodedata.combining(c)).translate(LETTERS)
