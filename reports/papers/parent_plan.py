"""The plan as a family reads it, on paper: one pupil's page, or all of a class for an evening with
parents, with a list of contents in front.

The words are those of the page behind a family's link (`apdr.family`): no codes, no cost, and on a
pupil's page no other child.
"""

from django.template.loader import render_to_string

from apdr.family import plan_for_family
from schools.models import Trust


def parent_plan(cycle, *, school, on):
    """One plan, fetched `whole`, as HTML."""
    return render_to_string("reports/parent_plan.html", _frame(school, on) | plan_for_family(cycle))


def parent_plans(group, cycles, *, school, on):
    """The plans of a class as HTML, each on its own page."""
    plans = [plan_for_family(cycle) for cycle in cycles]
    return render_to_string(
        "reports/parent_plans.html", _frame(school, on) | {"group": group, "plans": plans}
    )


def _frame(school, on):
    return {"trust": Trust.objects.first(), "school": school, "on": on, "paper": True}
