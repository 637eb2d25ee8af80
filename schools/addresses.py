"""Addresses across the wall: from a school's page to the trust's, and to another school's.

Inside a school its path is the script prefix, so `reverse` stays in the school. These leave it.
"""

from django.conf import settings
from django.urls import get_script_prefix, reverse

from schools.middleware import PREFIX


def trust_url(name, *args, **kwargs):
    """The address of a page of the trust's own, such as signing out."""
    return _trust_root() + _path(name, settings.ROOT_URLCONF, args, kwargs)


def school_url(school, name, *args, **kwargs):
    """The address of a page of this school (or of the school with this slug)."""
    slug = getattr(school, "slug", school)
    path = _path(name, settings.SCHOOL_URLCONF, args, kwargs)
    return f"{_trust_root()}{PREFIX.strip('/')}/{slug}/{path}"


def _trust_root():
    return get_script_prefix().partition(PREFIX)[0].rstrip("/") + "/"


def _path(name, urlconf, args, kwargs):
    address = reverse(name, urlconf=urlconf, args=args, kwargs=kwargs)
    return address.removeprefix(get_script_prefix())
