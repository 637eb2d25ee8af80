"""Which doses of a plan were given or not, on which day, and is one about to be logged twice?"""

from datetime import timedelta

from safety.models import Dose

SOON_AGAIN = timedelta(minutes=30)


def doses_of(plan):
    """Every entry, the newest first, with who wrote it and what puts it right."""
    people = ("given_by", "witness", "written_by", "corrects", "corrected_by")
    return Dose.objects.filter(plan=plan).select_related(*people)


def doses_of_day(plan, on):
    """The entries of a day that hold."""
    return list(doses_of(plan).that_hold().filter(given_at__date=on))


def logged_near(plan, medicine, at, *, but=None):
    """A dose of this medicine that was logged within the plan's usual gap of this moment, or within
    half an hour where the plan names no gap; None where there is none. `but`: the entry that is
    being put right."""
    gap = timedelta(hours=medicine.hours_between) if medicine.hours_between else SOON_AGAIN
    given = doses_of(plan).that_hold().filter(medicine=medicine.name, not_given_why="")
    near = given.filter(given_at__gt=at - gap, given_at__lt=at + gap)
    return near.exclude(pk=but.pk if but else None).first()
