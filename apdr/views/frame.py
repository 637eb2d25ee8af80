"""What the views of plans share: the plan within reach, its pupil's page, the look on record."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from access.checks import may
from access.policy import Permission
from apdr.models import Cycle
from audit.record import record
from register.views.frame import page_of
from schools.across import current_school
from schools.calendars import calendar_of


def plan_within_reach(request, pk, *, to):
    """(the pupil's page, the cycle). Out of reach is as if there were none."""
    cycle = Cycle.objects.for_user(request.user, to=to).whole().filter(pk=pk).first()
    if cycle is None:
        raise Http404
    page = page_of(request, cycle.pupil_id, to=to)
    cycle.pupil = page.pupil
    return page, cycle


def closed_already(request, cycle):
    """Back to a plan that changes no more."""
    may_amend = may(request.user, Permission.CLOSE_CYCLES)
    instead = "Write an amendment" if may_amend else "Ask the SENDCo for an amendment"
    messages.warning(request, f"This cycle is closed. {instead} instead.")
    return redirect(cycle)


def turned_back(request, page, cycle):
    """Back to a plan on which nobody works any more. None for one that is open; and for what was
    typed: the service refuses it in words, and nothing of it is lost."""
    if request.method == "POST":
        return None
    if cycle.closed_at:
        return closed_already(request, cycle)
    return left_already(request, page, cycle) if page.has_left else None


def left_already(request, page, cycle):
    """Back to the plan of a pupil who is not here any more."""
    words = f"{page.pupil.name} has left the school, so this plan is not worked on any more."
    messages.warning(request, words)
    return redirect(cycle)


def waiting_outcomes(cycle):
    """How many outcomes are not reviewed yet, or asked back."""
    reviews = [getattr(outcome, "review", None) for outcome in cycle.outcomes.all()]
    return sum(review is None or bool(review.asked_back) for review in reviews)


def review_days(page, cycle=None):
    """What a form needs to ask when the review will be (`forms.review_day`)."""
    return {
        "school": current_school(),
        "since": page.today,
        "earliest": cycle.started_on if cycle else page.today,
        "review_on": cycle.review_on if cycle else None,
    }


def proposed_title(day):
    """Autumn 2026: the term in which most of a cycle falls that begins on this day."""
    ahead = day + timedelta(weeks=6)
    terms = calendar_of(current_school()).terms
    term = next((term for term in terms if term.ends_on >= ahead), None)
    return f"{term.name.capitalize()} {term.starts_on.year}" if term else f"{day:%B %Y}"


def show(request, page, template, *, part, tab="Plan and reviews", **context):
    """The page, after one event that says who looked at which part of whose record. 409 where
    another person saved first, 422 where answers are wrong."""
    record("pupil.viewed", page.pupil, by=request.user, part=part)
    context = {"page": page, "tab": tab, **context}
    return render(request, f"apdr/{template}", context, status=_status(**context))


def _status(form=None, rows=None, conflict=None, **others):
    if conflict:
        return 409
    wrong = any(one is not None and one.is_bound for one in (form, rows))
    return 422 if wrong else 200
