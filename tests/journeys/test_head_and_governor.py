"""A headteacher reads and changes nothing; a governor meets figures and no pupil."""

import re

import pytest
from playwright.sync_api import expect

NOTHING_TO_CHANGE = re.compile("Change status|Change needs|Edit details|Write what helps|Choose")


@pytest.fixture
def pupils(cast):
    return cast.ann, cast.ben


def test_a_head_reads_the_register_and_a_pupil_and_changes_nothing(hands_of, cast, pupils):
    head = hands_of(cast.head)
    head.goto("/")
    head.follow("Register")
    head.follow("Archer, Ann")
    head.is_at("Ann Archer")
    head.follow("Needs and status")
    head.sees("Speech, language and communication needs")
    head.follow("History")
    head.sees("Looked at needs and status")
    expect(head.page.get_by_role("link", name=NOTHING_TO_CHANGE)).to_have_count(0)
    for address in ("status/", "needs/change/", "edit/", "people/", "profile/"):
        assert head.goto(f"/pupils/{cast.ann.pk}/{address}").status == 403
    head.goto("/register/")
    expect(head.page.get_by_role("link", name="change key adult")).to_have_count(0)
    expect(head.page.get_by_role("button", name="Change key adult")).to_have_count(0)
    assert head.goto("/imports/").status == 403


@pytest.fixture
def figures(cast, pupils):
    """Six more pupils on SEN support: a count that may be shown. The plan is Ben's alone."""
    for number in range(6):
        cast.status(cast.pupil("Fay", f"Frost {number}", cast.class_3a), "K")


def test_a_governor_reads_figures_and_no_name(hands_of, cast, figures):
    governor = hands_of(cast.governor)
    governor.goto("/")
    governor.follow("Reports")
    governor.is_at("The school in figures")
    governor.sees("Counts from 1 to 4 are hidden")
    plans = governor.page.get_by_role("row").filter(has_text="EHC plan")
    expect(plans.get_by_role("cell").first).to_have_text("hidden")
    for name in ("Archer", "Barker", "Frost"):
        governor.does_not_see(name)


def test_a_governor_is_refused_by_name_and_by_guessed_address(hands_of, cast, pupils):
    governor = hands_of(cast.governor)
    governor.goto("/")
    expect(governor.page.get_by_role("search")).to_have_count(0)
    expect(governor.page.get_by_role("link", name="Register")).to_have_count(0)
    guesses = [
        "/register/?q=Archer",
        "/register/export.csv",
        "/pupils/?q=Archer",
        f"/pupils/{cast.ann.pk}/",
        f"/pupils/{cast.ann.pk}/needs/",
        f"/pupils/{cast.ann.pk}/history/",
        f"/classes/{cast.class_3a.pk}/",
        "/my-classes/",
        "/imports/",
    ]
    for address in guesses:
        assert governor.goto(address).status == 403, address
        governor.is_at("Your role does not open this page")
        governor.does_not_see("Archer")
