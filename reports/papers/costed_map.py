"""A pupil's costed provision map on paper, for the local authority.

It is the usual evidence for a request for an assessment or for top-up: lines, hours, ratio, cost,
outcomes and what came of them (domain/staffing-and-funding.md). It shows costs and no hourly rate.
"""

from django.template.loader import render_to_string

from schools.models import Trust


def costed_map_paper(costed, pupil, *, school, by, on):
    """The map as HTML."""
    return render_to_string(
        "reports/costed_map.html",
        {
            "trust": Trust.objects.first(),
            "school": school,
            "pupil": pupil,
            "costed": costed,
            "split": costed.split,
            "made_by": by,
            "on": on,
        },
    )
