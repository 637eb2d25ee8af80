"""What a plan is called and made of is data, dated."""

from dataclasses import replace
from datetime import date

import pytest

from apdr import plan_parts
from apdr.models import Intervention
from tests.factories.plans import begin, plan
from tests.factories.provision import support


def test_a_plan_of_today_is_a_support_plan():
    form = plan_parts.format_on(date(2026, 9, 1))
    assert (form.kind, form.title) == ("apdr", "Support plan")
    assert list(form.layers.values()) == ["Universal", "Targeted", "Targeted plus", "Specialist"]


def test_a_later_format_takes_its_place_from_its_day(monkeypatch):
    (now,) = plan_parts.FORMATS
    later = plan_parts.PlanFormat("isp", date(2029, 9, 1), "Individual Support Plan", {}, {}, {})
    monkeypatch.setattr(plan_parts, "FORMATS", [later, now])
    assert plan_parts.format_on(date(2029, 8, 31)) is now
    assert plan_parts.format_on(date(2029, 9, 1)) is later


def test_what_is_required_is_missed_in_words(cast):
    form = plan_parts.format_on(date(2026, 9, 1))
    assert form.missing_from(begin(cast)) == ["at least one outcome", "a review date"]


def test_a_whole_plan_misses_nothing(cast):
    form = plan_parts.format_on(date(2026, 9, 1))
    assert form.missing_from(plan(cast), review_on=date(2026, 12, 4)) == []


# A format that is not law -------------------------------------------------------------------------
@pytest.fixture
def later(monkeypatch):
    """An Individual Support Plan in force since 1 September 2026: other words, other layers, and
    a parents' part that must be there. Support plans before it stay what they were."""
    (now,) = plan_parts.FORMATS
    later = replace(
        now,
        kind="isp",
        valid_from=date(2026, 9, 1),
        title="Individual Support Plan",
        layers={"inclusion": "Inclusion base", "targeted": "Targeted offer"},
        titles={**now.titles, "strategies": "Day-to-day adjustments"},
        required={**now.required, "parents_part": "what parents do"},
    )
    monkeypatch.setattr(plan_parts, "FORMATS", [later, now])
    return later


def text_of(response):
    return response.content.decode()


def test_its_words_are_those_of_the_plans_page(later, cast, visit):
    page = text_of(visit(cast.sendco, f"/plans/{plan(cast).pk}/"))
    assert "Individual Support Plan" in page
    assert "Day-to-day adjustments" in page


def test_its_parts_are_asked_for_before_a_plan_is_agreed(later, cast):
    assert later.missing_from(begin(cast)) == [
        "at least one outcome", "a review date", "what parents do"
    ]  # fmt: skip


def test_support_is_set_up_under_its_layers(later, cast, visit):
    page = text_of(visit(cast.sendco, "/provision/new/"))
    assert "Inclusion base" in page
    assert "Targeted offer" in page
    assert "Targeted plus" not in page
    typed = {"name": "Talk", "layer": "inclusion", "area": "CI", "led_by": str(cast.assistant.pk)}
    days = {"minutes": "20", "sessions_a_week": "3", "starts_on": "7/9/2026"}
    assert visit(cast.sendco, "/provision/new/", {**typed, **days}).status_code == 302
    made = Intervention.objects.get()
    assert "Inclusion base" in text_of(visit(cast.sendco, f"/provision/{made.pk}/"))


def test_a_layer_of_an_earlier_format_is_no_choice_for_new_support(later, cast, visit):
    typed = {"name": "Talk", "layer": "specialist", "area": "CI"}
    page = text_of(visit(cast.sendco, "/provision/new/", typed))
    assert "Select a valid choice" not in page
    assert "Choose a layer" in page


def test_support_set_up_before_it_keeps_its_layer(later, cast, visit):
    old = support(cast, layer="specialist", ends_on=None)
    assert "Specialist" in text_of(visit(cast.sendco, f"/provision/{old.pk}/change/"))
    layers = visit(cast.sendco, "/provision/").context["map"].fields[0][1]
    assert [words for _, words in layers] == ["Inclusion base", "Targeted offer", "Specialist"]
