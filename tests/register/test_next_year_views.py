from datetime import date

import pytest

from register.models import Group, Pupil, RollOver

JULY = date(2027, 7, 15)


@pytest.fixture
def summer(cast, monkeypatch):
    """3A with Ann and a teacher and 4B with Ben, in July."""
    cast.ann, cast.ben, cast.teacher  # noqa: B018 - they stand in their classes
    Pupil.objects.filter(pk=cast.ben.pk).update(year_group="4", born_on=date(2017, 10, 1))
    monkeypatch.setattr("register.views.next_year.timezone.localdate", lambda: JULY)
    return cast


def answers(cast, **changes):
    boxes = {f"name_{cast.class_3a.pk}": "4A", f"name_{cast.class_4b.pk}": ""}
    return {"on": "1/9/2027", "leaving_year": "4", "adults": "go_up", **boxes, **changes}


def test_next_years_classes_are_proposed(summer, visit):
    text = visit(summer.data_officer, "/classes/next-year/").content.decode()
    assert 'value="4A"' in text
    assert 'value="5B"' not in text  # the top year leaves, so its class ends
    assert "2027/28" in text


def test_the_school_moves_up_with_its_adults(summer, visit):
    answer = visit(summer.data_officer, "/classes/next-year/", answers(summer))
    assert answer.status_code == 302
    made = Group.objects.get(name="4A")
    assert [place.user for place in made.adults.all()] == [summer.teacher]
    assert Pupil.objects.get(pk=summer.ann.pk).year_group == "4"
    assert Pupil.objects.get(pk=summer.ben.pk).left_on == date(2027, 9, 1)


def test_adults_may_stay_with_their_year(summer, visit):
    boxes = {f"name_{summer.class_3a.pk}": "4B", "adults": "stay"}
    visit(summer.data_officer, "/classes/next-year/", answers(summer, **boxes))
    assert not Group.objects.get(name="4B", closed_on=None).adults.exists()


def test_who_teaches_is_a_required_answer(summer, visit):
    answer = visit(summer.data_officer, "/classes/next-year/", answers(summer, adults=""))
    assert answer.status_code == 422
    assert "Choose who teaches the new classes" in answer.content.decode()
    assert not RollOver.objects.exists()


def test_the_school_does_not_move_up_before_the_summer(summer, visit, monkeypatch):
    november = date(2026, 11, 24)
    monkeypatch.setattr("register.views.next_year.timezone.localdate", lambda: november)
    page = visit(summer.data_officer, "/classes/next-year/").content.decode()
    assert "move up from 1 Jul 2027" in page
    visit(summer.data_officer, "/classes/next-year/", answers(summer))
    assert not RollOver.objects.exists()


def test_year_groups_of_a_roll_loaded_for_the_new_year_stay(summer, visit):
    Pupil.objects.filter(pk=summer.ann.pk).update(year_group="4", born_on=date(2018, 10, 1))
    Pupil.objects.filter(pk=summer.ben.pk).update(year_group="5", born_on=date(2017, 10, 1))
    text = visit(summer.data_officer, "/classes/next-year/").content.decode()
    assert "Year groups stay as they are" in text
    visit(summer.data_officer, "/classes/next-year/", answers(summer, leaving_year=""))
    assert Pupil.objects.get(pk=summer.ann.pk).year_group == "4"
