"""The small pieces that templates write in one word."""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from trust_send.templatetags import look

TODAY = date(2026, 11, 24)


def written(source, **context):
    context.setdefault("request", RequestFactory().get("/register/?year=4&page=3&sort=name"))
    return engines["django"].from_string(source).render(context).strip()


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 1), "23 days overdue"),
        (date(2026, 11, 23), "1 day overdue"),
        (TODAY, "Due today"),
        (date(2026, 11, 25), "Due in 1 day"),
        (date(2026, 12, 8), "Due in 14 days"),
    ],
)
def test_a_due_date_is_said_in_words(due_on, words):
    assert words in look.due(due_on, TODAY)


@pytest.mark.parametrize("due_on", [date(2026, 12, 9), None])
def test_what_is_not_due_soon_is_not_coloured(due_on):
    assert look.due(due_on, TODAY) == ""


def test_a_status_carries_the_letter_of_the_census_and_words():
    assert written('{% status_tag "K" %}') == '<span class="tag tag--k"><b>K</b>SEN support</span>'
    assert written('{% status_tag "M" %}') == '<span class="tag tag--m">Monitoring</span>'
    assert written("{% status_tag None %}") == ""


def test_days_and_instants_are_shown_as_they_are_here():
    before_midnight_utc = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert look.day(date(2027, 1, 8)) == "8 Jan 2027"
    assert look.day(before_midnight_utc) == "1 Jul 2026"
    assert look.moment(before_midnight_utc) == "1 Jul 2026, 00:30"
    assert look.long_day(date(2027, 1, 18)) == "Monday 18 January 2027"
    assert look.day(None) == look.moment(None) == ""


def test_counts_agree_with_their_noun():
    assert look.counted(1205, "pupil") == "1,205 pupils"
    assert look.counted(1, "pupil") == "1 pupil"
    assert look.counted(0, "child,children") == "0 children"


def test_a_changed_query_keeps_the_rest_and_goes_to_the_first_page():
    assert written('{% qs view="K" %}') == "?year=4&amp;sort=name&amp;view=K"
    assert written('{% qs year="" %}') == "?sort=name"
    assert written("{% qs page=2 %}") == "?year=4&amp;page=2&amp;sort=name"


def test_a_column_sorts_up_then_down_and_says_so():
    assert 'aria-sort="ascending"' in written('{% sort_heading "Pupil" "name" "name" %}')
    assert "sort=-name" in written('{% sort_heading "Pupil" "name" "name" %}')
    assert 'aria-sort="none"' in written('{% sort_heading "Class" "class" "name" %}')


def test_a_tag_escapes_what_people_typed():
    assert "&lt;b&gt;" in written("{% tag words %}", words="<b>")
    assert "&lt;b&gt;" in written('{% tick "1" words %}', words="<b>")


@pytest.mark.parametrize(("rows", "shown"), [(300, True), (401, False)])
def test_all_rows_are_offered_up_to_four_hundred(rows, shown):
    page = Paginator(range(rows), 50).page(1)
    assert ("Show all" in written("{% pagination page %}", page=page)) is shown


def test_one_page_needs_no_pages():
    assert written("{% pagination page %}", page=Paginator(range(50), 50).page(1)) == ""


def test_every_flag_has_its_words_and_picture():
    for kind, (words, _, _) in look.FLAGS.items():
        assert words in look.flag(kind)
        assert 'aria-hidden="true"' in look.flag(kind)
