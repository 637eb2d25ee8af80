"""Pages that belong to no floor: the trust's colour, and a form that came too late."""

import re

from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from access.checks import open_to, requires, works_for_the_trust
from access.policy import Permission
from schools.colours import readable_on_white
from schools.migrating import lacks_migrations
from trust_send.gallery import pieces

A_YEAR = 365 * 24 * 3600


@require_safe
@open_to("anyone", reason="A colour; the sign-in page wears it too.")
@cache_control(public=True, immutable=True, max_age=A_YEAR)
def brand_css(request, colour):
    """A stylesheet of one line. The colour is in its address, so it may be kept for good."""
    if not re.fullmatch("[0-9a-f]{6}", colour) or not readable_on_white(f"#{colour}"):
        raise Http404
    return HttpResponse(f":root{{--brand:#{colour}}}", content_type="text/css")


def csrf_failed(request, reason=""):
    """A form whose token is gone: the page was open too long, or another person signed in."""
    return render(request, "csrf_failed.html", status=403)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    """Whom to ask: the school gives its own roles, the trust gives those of the trust."""
    context = {"is_of_the_trust": works_for_the_trust(request.user)}
    return render(request, "403.html", context, status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)


@require_safe
@open_to("anyone", reason="Tells a balancer that the process answers; nothing else.")
def live(request):
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@open_to("anyone", reason="Tells a balancer that database and migrations are in order.")
def ready(request):
    answer = "ok" if _is_ready() else "not ready"
    return HttpResponse(answer, content_type="text/plain", status=200 if answer == "ok" else 503)


def _is_ready():
    try:
        return not lacks_migrations()
    except DatabaseError:
        return False


@require_safe
@open_to("anyone", reason="Help must be there before a sign-in works.")
def help_page(request):
    return render(request, "help.html")


@require_safe
@open_to("anyone", reason="What we keep about people, for everybody to read.")
def privacy(request):
    return render(request, "privacy.html")


@require_safe
@open_to("anyone", reason="The statement that the accessibility regulations of 2018 ask for.")
def accessibility_statement(request):
    return render(request, "accessibility_statement.html")


@require_safe
@requires(Permission.MANAGE_SCHOOLS)
def gallery(request):
    """Every component of the pages, for those who build them."""
    answers = {} if "errors" in request.GET else None
    return render(request, "gallery.html", pieces(answers))
