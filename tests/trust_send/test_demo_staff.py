from collections import Counter

import pytest

from access.roles import SCHOOL_ROLES, Role
from register.codes import SEN_TYPES
from schools.school_year import SchoolYear
from trust_send.demo.home import contacts
from trust_send.demo.roll import roll
from trust_send.demo.staff import groups, staff
from trust_send.demo.trust import ORCHARD_LANE, SCHOOL, SCHOOLS
from trust_send.demo.words import AVOID, HELPS, profile

YEAR = SchoolYear(2026)


@pytest.fixture(scope="module")
def orchard_lane():
    return roll(ORCHARD_LANE, YEAR)


@pytest.fixture(scope="module")
def wrenmoor():
    return roll(SCHOOL["wrenmoor"], YEAR)


def roles(adults):
    return {post.role for adult in adults for post in adult.posts}


@pytest.mark.parametrize("school", SCHOOLS, ids=lambda school: school.slug)
def test_each_school_has_somebody_in_every_role_of_a_school(school):
    assert roles(staff(roll(school, YEAR), YEAR)) == set(SCHOOL_ROLES)


def test_every_class_has_a_teacher_and_tom_barlow_has_4b(orchard_lane):
    adults = staff(orchard_lane, YEAR)
    taught = Counter(group for adult in adults for group in adult.groups)
    assert taught == Counter(dict.fromkeys(orchard_lane.forms, 1))
    tom = next(adult for adult in adults if adult.name == "Tom Barlow")
    assert tom.groups == ["4B"]


def test_each_pupil_of_a_secondary_school_has_a_set_in_every_core_subject(wrenmoor):
    sets = [group for group in groups(wrenmoor) if group.kind == "teaching"]
    seats = Counter(key for group in sets for key in group.members)
    assert {seats[pupil.key] for pupil in wrenmoor} == {3}
    assert all(25 <= len(group.members) <= 32 for group in sets)


def test_an_english_teacher_teaches_english_alone(wrenmoor):
    elin = next(adult for adult in staff(wrenmoor, YEAR) if adult.name == "Elin Prys-Davies")
    assert elin.groups[0] == "8C"
    assert all("/En" in group for group in elin.groups[1:])
    assert len(elin.groups) > 2


def test_the_known_assistant_is_named_for_four_pupils_of_the_known_class(orchard_lane):
    adults = staff(orchard_lane, YEAR)
    shanice = next(adult for adult in adults if adult.name == "Shanice Morgan")
    forms = {pupil.form for pupil in orchard_lane if pupil.key in shanice.named_for}
    assert (len(shanice.named_for), forms) == (4, {"4B"})


def test_one_person_serves_two_schools_in_different_roles(orchard_lane):
    of_millrace = staff(roll(SCHOOL["millrace"], YEAR), YEAR)
    posts = [
        (post.place, post.role)
        for adult in [*staff(orchard_lane, YEAR), *of_millrace]
        if adult.email == "data@orchardlane.example"
        for post in adult.posts
    ]
    assert posts == [("orchard-lane", Role.DATA), ("millrace", Role.FINANCE)]


def test_a_teacher_left_before_the_school_year_began(orchard_lane):
    left = [a for a in staff(orchard_lane, YEAR) if any(post.until for post in a.posts)]
    assert [post.until < YEAR.starts_on for adult in left for post in adult.posts] == [True]
    assert left[0].groups == []


def test_addresses_are_each_persons_own_and_plain(wrenmoor):
    emails = [adult.email for adult in staff(wrenmoor, YEAR)]
    assert len(set(emails)) == len(emails)
    assert all(email.isascii() and "'" not in email and " " not in email for email in emails)


def test_there_is_something_to_say_for_every_need():
    assert set(HELPS) == set(AVOID) == set(SEN_TYPES)


def test_a_profile_speaks_of_this_pupil_and_leaves_no_gap(orchard_lane):
    for pupil in orchard_lane:
        text = profile(pupil, ("SLCN", "SEMH"))
        assert not any(mark in "".join(text.values()) for mark in "{}")
        assert len(text["what_helps"].splitlines()) >= 6
        assert text["what_to_avoid"]


def test_a_looked_after_pupil_has_a_carer_and_a_social_worker(orchard_lane):
    looked_after = [pupil for pupil in orchard_lane if pupil.in_care]
    assert looked_after
    assert [c.relationship for c in contacts(looked_after[0])] == ["Foster carer", "Social worker"]


def test_telephone_numbers_are_of_films(orchard_lane):
    """Ofcom keeps 07700 900000 to 900999 and 01632 960000 to 960999 for drama."""
    for pupil in orchard_lane:
        for contact in contacts(pupil):
            assert contact.telephone.startswith(("07700 900", "01632 960"))
