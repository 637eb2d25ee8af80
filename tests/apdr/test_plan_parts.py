"""What a plan is called and made of is data, dated."""

from datetime import date

from apdr import plan_parts
from apdr.models import Layer
from tests.factories.plans import begin, plan


def test_a_plan_of_today_is_a_support_plan():
    form = plan_parts.format_on(date(2026, 9, 1))
    assert (form.kind, form.title) == ("apdr", "Support plan")
    assert set(form.layers) == set(Layer.values)


def test_a_later_format_takes_its_place_from_its_day(monkeypatch):
    (now,) = plan_parts.FORMATS
    later = plan_parts.PlanFormat("isp", date(2029, 9, 1), "Individual Support Plan", (), {}, {})
    monkeypatch.setattr(plan_parts, "FORMATS", [later, now])
    assert plan_parts.format_on(date(2029, 8, 31)) is now
    assert plan_parts.format_on(date(2029, 9, 1)) is later


def test_what_is_required_is_missed_in_words(cast):
    form = plan_parts.format_on(date(2026, 9, 1))
    assert form.missing_from(begin(cast)) == ["at least one outcome", "a review date"]


def test_a_whole_plan_misses_nothing(cast):
    form = plan_parts.format_on(date(2026, 9, 1))
    assert form.missing_from(plan(cast), review_on=date(2026, 12, 4)) == []
