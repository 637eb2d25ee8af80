from django.conf import settings
from django.db import connection
from django.urls import get_script_prefix, set_script_prefix

from schools.models import Domain

PREFIX = "/schools/"


def school_of_the_address(get_response):
    """/schools/<slug>/… is served inside that school: its schema, and its path as SCRIPT_NAME,
    so that pages resolve and reverse as if the school stood at the root.

    django-tenants' own TenantSubfolderMiddleware rebuilds the URLconf at every request
    (docs/adr/0002). Schema and prefix are put back in `finally`: threads live on.
    """

    def middleware(request):
        outer = get_script_prefix()
        connection.set_schema_to_public()
        request.tenant = None
        try:
            if request.path_info.startswith(PREFIX):
                _enter(request)
            return get_response(request)
        finally:
            connection.set_schema_to_public()
            set_script_prefix(outer)

    return middleware


def leave_school(request, outer="/"):
    """Answer from the trust's own doors from here on, as if no school had been asked for."""
    request.tenant, request.urlconf = None, settings.ROOT_URLCONF
    set_script_prefix(outer)
    connection.set_schema_to_public()


def _enter(request):
    slug, _, rest = request.path_info.removeprefix(PREFIX).partition("/")
    school = _open_school_at(slug)
    if school is None:
        return  # no address of the trust starts with /schools/: a plain 404
    root = request.META.get("SCRIPT_NAME", "").rstrip("/") + PREFIX + slug
    request.META["SCRIPT_NAME"], request.path_info = root, "/" + rest
    set_script_prefix(root + "/")
    request.tenant, request.urlconf = school, settings.SCHOOL_URLCONF
    connection.set_tenant(school)


def _open_school_at(slug):
    address = (
        Domain.objects.select_related("tenant__local_authority")
        .filter(domain=slug, tenant__opened_at__isnull=False, tenant__closed_at=None)
        .first()
    )
    return address and address.tenant
