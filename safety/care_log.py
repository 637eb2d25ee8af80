"""The care that was given with a plan."""

from safety.models import CareEvent


def care_of(plan):
    """Every entry, the newest first, with who gave it and what puts it right."""
    people = ("given_by", "second_adult", "written_by", "corrects", "corrected_by")
    return CareEvent.objects.filter(plan=plan).select_related(*people)
