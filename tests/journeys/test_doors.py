"""Coming in: the sign-in page, and the way to one's own school."""

import pytest


@pytest.fixture(scope="module")
def sendco(served):
    from tests.factories.cast import Cast

    with served.inside() as school:
        return Cast(school).sendco


def test_a_sendco_is_led_to_her_own_school(open_as, sendco, width):
    page = open_as(sendco, width)
    page.goto("/")
    assert page.url.endswith("/schools/alder/")


def test_a_stranger_is_asked_to_sign_in(open_as):
    page = open_as()
    page.goto("/schools/alder/")
    assert "/account/sign-in/" in page.url
