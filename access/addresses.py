"""Where this copy answers, and where a request came from."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_ipv46_address


def site_of(request):
    """The address of this copy, such as https://send.example."""
    return f"{request.scheme}://{request.get_host()}"


def address_of(request):
    """The address that a request came from: as our own TLS front wrote it down, where there is
    one (its entry is the last), for anybody can write the others."""
    written = request.headers.get("X-Forwarded-For", "") if settings.HTTPS_ONLY else ""
    last = written.rpartition(",")[2].strip()
    try:
        validate_ipv46_address(last)
    except ValidationError:
        return request.META["REMOTE_ADDR"]
    return last
