"""What of plans stands on the front page of a school (register.home)."""

from django.utils import timezone

from access.checks import may
from access.policy import Permission
from apdr import reviewing, ticking
from register.home import Piece, add

NAMED_AT_MOST = 5


def reviews_due(home):
    """How many reviews wait, whose the oldest are, and how many cycles may be closed."""
    due = reviewing.waiting(home.user, on=timezone.localdate())
    rows = due.values_list("pk", "cycle__review_on", "pupil", "pupil__forename", "pupil__surname")
    rows = list(rows)
    pupils = {}
    for key, on, pupil, forename, surname in rows:
        pupils.setdefault(pupil, {"key": key, "on": on, "name": f"{forename} {surname}"})
    first = list(pupils.items())[:NAMED_AT_MOST]
    home.shown.update(key for key, _ in first)
    ready = 0
    if may(home.user, Permission.CLOSE_CYCLES):
        ready = reviewing.ready_to_close(home.user)
    return {
        "count": len(rows),
        "first": [pupil for _, pupil in first],
        "more": len(pupils) - len(first),
        "ready": ready,
        "today": home.today,
    }


def sessions_of_today(home):
    """The groups that this person leads, and how many of them are ticked; no card for others."""
    led = ticking.groups_led(home.user, on=home.today)
    return {"groups": len(led), "ticked": sum(led)} if led else None


def add_to_home():
    add(
        Piece("apdr/home/_reviews.html", Permission.WRITE_PLANS, 5, reviews_due),
        Piece("apdr/home/_sessions.html", Permission.LOG_SESSIONS, 6, sessions_of_today),
    )
