"""Risk assessments: the score while it is chosen, and what has been put in place."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from access.checks import requires
from access.policy import Permission
from safety.kinds import KINDS
from safety.matrix import todays_matrix
from safety.models import Control, SafetyPlan
from safety.services import risk as services
from safety.services.plans import PlainRefusal
from safety.views.frame import plan_within_reach

RISK = KINDS["risk"]


@require_safe
@requires(Permission.WRITE_RISK)
def score(request):
    """The score of a likelihood and a severity, the first of each that is asked for. The page does
    without: it shows the scores whenever it comes back from the server."""
    chosen = {
        part: next((said for name, said in request.GET.items() if part in name), "")
        for part in ("likelihood", "severity")
    }
    steps = [int(said) if said.isdecimal() else None for said in chosen.values()]
    return render(request, "safety/risk/_score.html", {"score": todays_matrix().score(*steps)})


@require_POST
@requires(Permission.VIEW_RISK)
def control_done(request, pk, control):
    """Its owner, or one who keeps the pupil's plans, says that a control is in place."""
    page, plan = plan_within_reach(request, RISK, pk, to=RISK.view)
    mine = Control.objects.to_tick(request.user, keeps=_keeps(request.user, plan))
    found = mine.filter(pk=control, version__plan=plan).first()
    if found is None:
        raise Http404
    try:
        services.control_is_done(found, by=request.user, on=page.today)
    except PlainRefusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"Saved: “{found.text}” is in place.")
    return redirect(plan)


def _keeps(user, plan):
    """True for one who keeps the plans of this pupil."""
    return SafetyPlan.objects.kept_by(user, to=RISK.write).contains(plan)
