"""The frame of every page shows where one is and where this person can go, and nothing else."""

import pytest
from django.test import RequestFactory
from lxml import html

from access.models import Membership
from access.roles import Role
from schools.models import Trust
from trust_send.context_processors import Shell
from trust_send.navigation import Item

POLICY = "/who-may-do-what/"  # open to every role


@pytest.fixture
def frame(visit):
    """frame(person, path) → the page as that person sees it."""
    return lambda person, path=POLICY: html.fromstring(visit(person, path).content)


def menu_of(page):
    return [link.text_content() for link in page.xpath("//nav[@aria-label='Main']//a")]


def test_the_menu_holds_only_what_the_table_allows(cast, frame):
    assert "Register" in menu_of(frame(cast.sendco))
    assert "Register" not in menu_of(frame(cast.governor))


def test_who_is_there_to_look_finds_what_happened_in_the_first_menu(cast, frame):
    page = frame(cast.person(Role.DPO))
    assert "What happened" in menu_of(page)
    assert page.xpath("count(//header//a[.='What happened'])") == 1
    assert "What happened" not in menu_of(frame(cast.head))


def test_who_works_for_the_trust_is_told_to_ask_the_trust(cast, visit):
    answer = visit(cast.person(Role.DPO), "/register/")
    assert answer.status_code == 403
    assert "ask the trust to change your role" in answer.content.decode()
    answer = visit(cast.governor, "/register/")
    assert "ask your headteacher or SENDCo" in answer.content.decode()


def test_the_page_one_is_on_is_marked(cast, frame):
    page = frame(cast.sendco, "/classes/")
    current = page.xpath("//nav[@aria-label='Main']//a[@aria-current='page']")
    assert [link.text_content() for link in current] == ["Classes"]


@pytest.mark.parametrize(
    ("path", "depth"),
    [("/trust/staff/", 12), ("/trust/staff/1/", 12), ("/trust/", 0), ("/staff/", 0), ("/", 0)],
)
def test_a_page_belongs_to_the_item_that_it_stands_below(path, depth):
    item = Item("Staff", "staff", of_the_trust=True)
    assert item.depth(path) == depth


def test_who_sees_no_pupil_gets_no_search_for_pupils(cast, frame):
    assert frame(cast.sendco).xpath("//form[@role='search']")
    assert not frame(cast.governor).xpath("//form[@role='search']")


def test_only_the_schools_of_this_person_are_offered(cast, birch, frame):
    def schools(person):
        return frame(person).xpath("//details[contains(@class, 'menu--school')]//a/text()")

    assert schools(cast.head) == []
    Membership.objects.create(user=cast.head, school=birch, role=Role.HEAD, starts_on="2026-09-01")
    assert schools(cast.head) == ["Alder Primary", "Birch Secondary", "Whole trust"]


def test_a_former_membership_offers_no_school(cast, birch, frame):
    Membership.objects.create(
        user=cast.head, school=birch, role=Role.HEAD, starts_on="2025-09-01", ends_on="2026-07-31"
    )
    assert not frame(cast.head).xpath("//details[contains(@class, 'menu--school')]")


def test_signing_out_is_a_post(cast, frame):
    form = frame(cast.sendco).xpath("//form[@data-sign-out]")[0]
    assert (form.get("method"), form.get("action")) == ("post", "/account/sign-out/")


def test_a_page_not_found_names_neither_person_nor_school(cast, visit):
    answer = visit(cast.sendco, "/nowhere/")
    assert answer.status_code == 404
    assert b"Alder" not in answer.content
    assert cast.sendco.name.encode() not in answer.content


def test_the_colour_of_a_school_comes_as_a_style_sheet_that_can_be_kept(alder, cast, frame, client):
    assert not frame(cast.sendco).xpath("//link[contains(@href, '/brand/')]")
    alder.brand = "#7B1E3A"
    alder.save()
    assert frame(cast.sendco).xpath("//link/@href[contains(., '/brand/')]") == ["/brand/7b1e3a.css"]
    sheet = client.get("/brand/7b1e3a.css")
    assert sheet.content == b":root{--brand:#7b1e3a}"
    assert "immutable" in sheet["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["ffcc00", "red", "7b1e3a}body{display:none"])
def test_no_other_style_comes_from_the_address_of_a_colour(client, colour):
    assert client.get(f"/brand/{colour}.css").status_code == 404


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Brightwater Learning Trust", "Brightwater"),
        ("Moorside Multi-Academy Trust", "Moorside"),
        ("The Hollins Schools Federation Trust", "The Hollins"),
        ("Fernlea", "Fernlea"),
    ],
)
def test_a_trust_goes_by_its_own_name(name, short):
    shell = Shell(RequestFactory().get("/"))
    shell.trust = Trust(name=name)
    assert shell.short_name == short
