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
        "parts": parts_of(parts_known(look.kind), look.version, but=FIRST),
        "rows": f"reports/safety/_{look.kind.code}.html",
    }
    return render_to_string("reports/safety/plan.html", frame(school, by=by, on=on) | context)


def parts_of(known, version, *, but):
    """(title, text) of all that this version says, in the order of the parts that its kind has
    (`safety.parts.parts_known`); `but` stands elsewhere on the paper. Words of a part that is not
    known come last."""
    said = {name: text for name, text in version.answers.items() if name not in but}
    texts = [(part.title, said.pop(part.name, "")) for part in known]
    return [(title, text) for title, text in [*texts, *said.items()] if text.strip()]
