"""What stands around every paper about a safety plan: the school, the day, who printed it."""

from schools.models import Trust


def frame(school, *, by, on):
    return {"trust": Trust.objects.first(), "school": school, "printed_by": by, "on": on}
