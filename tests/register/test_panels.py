from datetime import date

import pytest

from access.policy import Permission
from access.roles import Role
from register import panels
from register.panels import Event, Flag, Panel, PupilPage, Source, Tab


@pytest.fixture
def added():
    """added(piece, …) stands on the page until the test is over."""
    kept = list(panels._pieces)
    yield panels.add
    panels._pieces[:] = kept


def page_for(user, pupil):
    return PupilPage(user, pupil, today=date(2026, 11, 5), reached_by=Permission.VIEW_PUPIL)


def test_a_floor_above_adds_a_tab_in_its_place(cast, added, settings):
    settings.ROOT_URLCONF = settings.SCHOOL_URLCONF
    added(Tab("Health", "pupil", Permission.VIEW_PROFILE, place=29))
    labels = [label for label, _ in page_for(cast.teacher, cast.ann).tabs]
    assert labels[labels.index("Needs and status") - 1] == "Health"


def test_a_piece_is_shown_to_those_who_reach_this_pupil_with_its_permission(cast, added):
    added(Flag("peep", Permission.VIEW_PROFILE, 10, lambda page: True))
    assert "peep" in page_for(cast.sendco, cast.ann).flags
    assert "peep" not in page_for(cast.person(Role.MEDICAL), cast.ann).flags


def test_one_with_two_roles_reaches_each_pupil_with_some_permissions_only(cast, added):
    """A teacher who also looks after medicines sees every pupil, and SEND of the taught ones."""
    added(Flag("peep", Permission.VIEW_PROFILE, 10, lambda page: True))
    both = cast.teacher
    both.memberships.create(school=cast.school, role=Role.MEDICAL, starts_on=date(2026, 9, 3))
    assert "peep" in page_for(both, cast.ann).flags
    assert "peep" not in page_for(both, cast.ben).flags


def test_a_panel_with_nothing_to_show_is_not_drawn(cast, added):
    added(Panel("x.html", Permission.VIEW_PUPIL, 10, lambda page: None))
    drawn = [template for template, _ in page_for(cast.sendco, cast.ann).side_panels]
    assert "x.html" not in drawn


def test_events_of_all_sources_stand_newest_first(cast, added):
    added(Source(Permission.VIEW_PUPIL, lambda page: [Event(date(2030, 1, 1), "Later")]))
    assert page_for(cast.sendco, cast.ann).events[0].title == "Later"
