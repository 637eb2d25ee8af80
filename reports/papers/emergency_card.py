"""The emergency card of a healthcare plan: half a page to hang beside the medicine, with the steps,
the medicine and whom to ring.
"""

from django.template.loader import render_to_string

from reports.papers.frame import frame
from safety.healthcare_page import lines


def emergency_card(look, contacts, *, school, by, on):
    """The card of the version that `look` shows. `contacts` are the family's, in the order in which
    the school turns to them; None where the person who prints may not see them."""
    answers = look.version.answers
    context = {
        "look": look,
        "pupil": look.plan.pupil,
        "steps": lines(answers.get("emergency", "")),
        "line": answers.get("line", ""),
        "allergy": answers.get("allergy", "").strip(),
        "shelves": look.of_kind.shelves,
        "contacts": contacts,
    }
    return render_to_string("reports/safety/card.html", frame(school, by=by, on=on) | context)
