"""From a school's page to the trust's and to another school's."""

import pytest
from django.urls import set_script_prefix

from schools.addresses import school_url, trust_url


@pytest.fixture(params=["/", "/schools/alder/"], ids=["from the trust", "from a school"])
def here(request):
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix("/")


@pytest.mark.usefixtures("here")
def test_a_page_of_the_trust_has_one_address_from_everywhere():
    assert trust_url("brand_css", "7b1e3a") == "/brand/7b1e3a.css"


@pytest.mark.usefixtures("here")
def test_a_page_of_a_school_has_one_address_from_everywhere():
    assert school_url("birch", "home") == "/schools/birch/"


def test_a_copy_below_a_path_of_its_own_stays_below_it():
    set_script_prefix("/send/schools/alder/")
    try:
        assert trust_url("brand_css", "7b1e3a") == "/send/brand/7b1e3a.css"
        assert school_url("birch", "home") == "/send/schools/birch/"
    finally:
        set_script_prefix("/")
