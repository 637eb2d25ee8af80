"""The letter that tells parents of a decision about SEN status.

When a school makes special educational provision for a child it must inform the parents (Children
and Families Act 2014, s.68; policy 7.5). It says what was decided, why, and what happens next, in
plain English, and goes to the parents together: no address of one is shown to another.
"""

from django.db.models import Q
from django.template.loader import render_to_string

from register.models import Need, Status, StatusPeriod, Told
from schools.models import Trust

TOLD = {
    "meeting": "We talked about this when we met on",
    "phone": "We talked about this by telephone on",
    "letter": "We wrote to you about this on",
    "email": "We sent you an email about this on",
}


def status_letter(period, *, school, by, on):
    """The letter about this status period as HTML, signed by the person who makes it."""
    before = _before(period)
    return render_to_string(
        "reports/status_letter.html",
        {
            "trust": Trust.objects.first(),
            "school": school,
            "pupil": period.pupil,
            "period": period,
            "needs": _needs_of(period),
            "was_on_register": before is not None and Status(before.status).is_on_register,
            "told": _told(period, on),
            "signed_by": by,
            "on": on,
        },
    )


def _told(period, on):
    """How the parents were told before, in words. The letter of that very day is this one, and
    does not speak of itself."""
    day = period.parents_told_on
    if period.parents_told_how == Told.LETTER and day == on:
        return ""
    return f"{TOLD[period.parents_told_how]} {day.day} {day:%B %Y}."


def _before(period):
    earlier = StatusPeriod.objects.filter(pupil=period.pupil, ended_on=period.started_on)
    return next((one for one in earlier.exclude(pk=period.pk) if one.lasted), None)


def _needs_of(period):
    """The needs of today or, for a period that is over, of its last day."""
    needs = Need.objects.filter(pupil=period.pupil)
    if period.ended_on is None:
        return needs.current()
    lasted = Q(ended_on=None) | Q(ended_on__gte=period.ended_on)
    return needs.filter(lasted, started_on__lt=period.ended_on)
