"""The world of the policy tests is built once a module, in a transaction that is rolled back."""

import pytest
from django.db import connection, transaction


@pytest.fixture(scope="module")
def _world(django_db_setup, django_db_blocker):
    from tests.policy.world import World

    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        connection.set_schema_to_public()
        transaction.set_rollback(True)


@pytest.fixture
def world(_world, db):
    """Both schools with their twins (tests.policy.world); the connection stands in the trust."""
    return _world
