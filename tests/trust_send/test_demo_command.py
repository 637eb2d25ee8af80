from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from access.models import Membership, User
from safety.models import FloorPlan, SafetyPlan, Training
from schools.across import inside
from schools.models import LocalAuthority, School, Term, Trust
from trust_send.demo.cast import CAST
from trust_send.demo.trust import SCHOOL


@pytest.fixture
def nothing_there(db, settings, monkeypatch):
    """A demo before its first start, with one small school to fill."""
    Trust.objects.all().delete()
    for number in ("999", "998"):
        LocalAuthority.objects.filter(number=number).update(number=f"7{number[1:]}")
    monkeypatch.setattr("trust_send.demo.fill.SCHOOLS", [SCHOOL["millrace"]])
    settings.DEMO = True


def fill():
    out = StringIO()
    call_command("fill_demo", stdout=out)
    return out.getvalue()


def test_only_a_demo_is_filled(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demo"):
        call_command("fill_demo")


def test_the_first_start_fills_and_the_second_finds_nothing_to_do(nothing_there):
    assert fill() == "1 of 1: Millrace Primary School, 203 pupils\n"
    counts = [model.objects.count() for model in (School, User, Membership, Term)]
    assert fill() == ""
    assert [model.objects.count() for model in (School, User, Membership, Term)] == counts


def test_the_second_start_adds_no_safety_plan(nothing_there):
    fill()
    with inside(School.objects.get(urn=SCHOOL["millrace"].urn)):
        before = (SafetyPlan.objects.count(), FloorPlan.objects.count(), Training.objects.count())
        assert all(before)
        fill()
        assert before == (
            SafetyPlan.objects.count(),
            FloorPlan.objects.count(),
            Training.objects.count(),
        )


def test_both_authorities_have_the_terms_of_three_years(nothing_there):
    fill()
    for authority in LocalAuthority.objects.filter(number__in=["999", "998"]):
        assert Term.objects.filter(local_authority=authority, school=None).count() == 9


def test_a_role_that_a_visitor_ended_is_not_given_again(nothing_there):
    fill()
    trustee = next(star.email for star in CAST if star.role == "trust_board")
    Membership.objects.filter(user__email=trustee).delete()
    fill()
    assert not Membership.objects.filter(user__email=trustee).exists()


def test_a_fill_that_breaks_off_leaves_no_half_filled_school(nothing_there, monkeypatch):
    def breaks_off(self):
        raise KeyboardInterrupt

    monkeypatch.setattr("trust_send.demo.fill_school.Filling.enter_history", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        fill()
    monkeypatch.undo()
    assert not School.objects.filter(urn=SCHOOL["millrace"].urn).exists()
