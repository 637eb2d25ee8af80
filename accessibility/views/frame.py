"""What the views of the accessibility plan share."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from access.checks import may
from access.policy import Permission
from accessibility.names import pupils_named_in
from accessibility.standing import standing_here
from register.views.frame import typed

__all__ = ["GET_OR_POST", "form_page", "of_the_plan", "show", "typed", "warn_of_names"]

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def of_the_plan():
    """The standing of this school's plan; without a plan there is no page about it."""
    standing = standing_here(timezone.localdate())
    if standing.plan is None:
        raise Http404
    return standing


def show(request, template, *, tab, standing, **context):
    """A page of the plan, with its tabs."""
    context |= {
        "tab": tab,
        "standing": standing,
        "plan": standing.plan,
        "may_write": may(request.user, Permission.WRITE_STATUTORY_PAPERS),
    }
    return render(request, f"accessibility/{template}", context)


def form_page(request, template, form, conflict=None, **context):
    """A form: 409 where another person saved first, 422 where answers are wrong."""
    status = 409 if conflict else 422 if form.is_bound else 200
    context |= {"form": form, "conflict": conflict}
    return render(request, f"accessibility/{template}", context, status=status)


def warn_of_names(request, answers):
    """Say so where these texts seem to name a pupil. They are saved all the same: the name may be
    an adult's too."""
    texts = [answer for answer in answers if isinstance(answer, str)]
    names = pupils_named_in(*texts)
    if names:
        who = " and ".join(f"“{name}”" for name in names)
        words = (
            f"It says {who}, the name of a pupil here. Everybody reads this plan: name no pupil."
        )
        messages.warning(request, words)
