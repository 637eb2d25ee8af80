"""A risk assessment, healthcare plan or intimate care plan on paper: one version, whole, with who
wrote it, who agreed and who must know it. Before it is signed, with lines to sign on.

A PEEP has a paper of its own (`reports.papers.peep`): one page to hang up and to run with.
"""

from django.template.loader import render_to_string

from reports.papers.frame import frame
from safety.parts import parts_known

# Shown before everything else.
FIRST = ("line", "emergency")


def safety_plan(look, *, school, by, on):
    """The version that `look` (safety.plan_page) shows, as HTML."""
    context = {
        "look": look,
        "pupil": look.plan.pupil,
        "parts": parts_of(look.kind, look.version, but=FIRST),
        "rows": f"reports/safety/_{look.kind.code}.html",
    }
    return render_to_string("reports/safety/plan.html", frame(school, by=by, on=on) | context)


def parts_of(kind, version, *, but):
    """(title, text) of all that this version says, in the order of the kind; `but` stands elsewhere
    on the paper. Words of a part that the kind has no more come last."""
    said = {name: text for name, text in version.answers.items() if name not in but}
    known = [(part.title, said.pop(part.name, "")) for part in parts_known(kind)]
    return [(title, text) for title, text in [*known, *said.items()] if text.strip()]
