"""What the views of safety plans share: a door for each kind, the plan within reach, its pupil's
page, the look on record."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.checks import requires
from audit.record import record
from register.models import Pupil
from register.panels import PupilPage
from register.views.frame import typed
from safety.kinds import KINDS
from safety.models import SafetyPlan

__all__ = ["GET_OR_POST", "door_of_each_kind", "page_of_plan", "plan_within_reach", "show", "typed"]
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def door_of_each_kind(right):
    """Make of one view a door for each kind of plan, locked by that kind's own permission: `right`
    is "view", "write" or "log". The view is called with the kind, and the result is
    {code of the kind: view}."""

    def make(view):
        return {
            kind.code: _door(view, kind, getattr(kind, right))
            for kind in KINDS.values()
            if getattr(kind, right)
        }

    return make


def _door(view, kind, permission):
    @wraps(view)
    def door(request, *args, **kwargs):
        return view(request, kind, *args, **kwargs)

    return requires(permission)(door)


def plan_within_reach(request, kind, pk, *, to, kept=False):
    """(the pupil's page, the plan with its versions). Out of reach is as if there were none.
    `kept`: only for those who keep the pupil's plans, not for one whom a plan names."""
    plans = SafetyPlan.objects
    mine = plans.kept_by(request.user, to=to) if kept else plans.for_user(request.user, to=to)
    plan = mine.whole().filter(pk=pk, kind=kind.code).first()
    if plan is None:
        raise Http404
    page = page_of_plan(request.user, plan)
    plan.pupil = page.pupil
    return page, plan


def page_of_plan(user, plan):
    """The page of the pupil of a plan within reach. One whom the plan names may see no more of the
    pupil than the plan."""
    pupils = Pupil.objects.with_status().with_class().select_related("profile", "key_adult")
    pupil = pupils.get(pk=plan.pupil_id)
    return PupilPage(user, pupil, today=timezone.localdate(), reached_by=None)


def show(request, page, template, *, part, tab="Safety plans", status=200, **context):
    """The page, after one event that says who looked at which part of whose record."""
    record("pupil.viewed", page.pupil, by=request.user, part=part)
    context = {"page": page, "tab": tab, **context}
    return render(request, f"safety/{template}", context, status=_status(status, **context))


def _status(status, form=None, conflict=None, **others):
    if conflict:
        return 409
    return 422 if form is not None and form.is_bound else status
