import uuid

from django.core.exceptions import BadRequest
from django.shortcuts import render

from audit.context import request_id


def numbered(get_response):
    """Give every request an id: the audit record, the log and the error page carry it."""

    def middleware(request):
        request.id = uuid.uuid4().hex[:12]
        token = request_id.set(request.id)
        try:
            response = get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Request-ID"] = request.id
        return response

    return middleware


def without_nul(get_response):
    """No page is asked for with a NUL: nobody types one, and PostgreSQL takes none."""

    def middleware(request):
        if "%00" in request.META["QUERY_STRING"]:
            raise BadRequest
        return get_response(request)

    return middleware


def private_pages(get_response):
    """No page that needs a sign-in may stay in a browser's or a proxy's store."""

    def middleware(request):
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response

    return middleware


def no_blank_pages(get_response):
    """Somebody who signs in again after sending a form is led to where it was sent; Django answers
    there with nothing at all, and a browser shows that as an error."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware
