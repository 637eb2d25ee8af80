"""What a family reads of a plan: what we work on, what we do, what they can do, when we meet.

Plain words, no codes, no names of other children; the same content serves the page behind a link
(register.links) and the paper (reports).
"""

from django.urls import reverse
from django.utils import timezone

from apdr.models import Cycle
from apdr.plan_pages import in_words, lines
from apdr.plan_parts import format_on
from register import links


def plan_for_family(cycle):
    """The context of the parents' page of a plan that was fetched `whole`."""
    return {
        "cycle": cycle,
        "format": format_on(cycle.started_on),
        "pupil": cycle.pupil,
        "lines": lines(cycle),
        "support": _support(cycle),
        "lessons": cycle.in_every_lesson,
        "is_review_past": bool(cycle.review_on and cycle.review_on < timezone.localdate()),
    }


def agreed_plan(pk):
    """The plan that a link shows: only one that parents were told of, or a closed one."""
    plan = Cycle.objects.filter(pk=pk).select_related("pupil").whole().first()
    return plan if plan and (plan.is_agreed or plan.closed_at) else None


def offer_link():
    links.add(
        links.Purpose(
            name="plan",
            words="the support plan",
            template="apdr/family_plan.html",
            subject=agreed_plan,
            context=plan_for_family,
            back=lambda cycle: reverse("plan", args=[cycle.pk]),
        )
    )


def _support(cycle):
    """Each intervention of the plan once, in words."""
    found = {}
    for outcome in cycle.outcomes.all():
        for line in outcome.provision.all():
            found.setdefault(line.enrolment.intervention_id, line.enrolment.intervention)
    return [in_words(one) for one in found.values()]
