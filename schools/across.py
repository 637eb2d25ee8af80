"""Moving between schools: the only module that changes which school the connection is in.

A queryset is evaluated inside its school; no other code path looks into more than one.
"""

from contextlib import contextmanager

from django.db import connection
from django_tenants.utils import get_public_schema_name, schema_context, tenant_context

from schools.models import School


class SchoolIsShut(Exception):
    """The school is unknown, not open yet, or closed."""


@contextmanager
def inside(school):
    """Work in this school's schema; afterwards the connection is where it was."""
    if not school.is_open:
        raise SchoolIsShut(school.schema_name)
    with tenant_context(school):
        yield school


@contextmanager
def inside_schema(schema_name):
    """The same, from the name that a job carries. Raises SchoolIsShut, never works in public."""
    with shared():
        school = School.objects.open().filter(schema_name=schema_name).first()
    if school is None:
        raise SchoolIsShut(schema_name)
    with inside(school):
        yield school


def shared():
    """Work in the schema that the whole trust shares."""
    return schema_context(get_public_schema_name())


def current_school():
    """The school that the connection is in, or None in the trust's own schema."""
    tenant = connection.tenant
    return tenant if isinstance(tenant, School) else None
