"""Rows are filled in, not drawn by a template: nothing that somebody typed may become markup."""

from datetime import date

import pytest
from django.urls import set_script_prefix

from register.desk.columns import COLUMNS
from register.desk.entries import folded
from register.desk.filters import Sieve

HOSTILE = ["<script>alert(1)</script>", "{0}{1}{}", "{pk.__class__}", '"><b>', "O’Hara & Sons"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_shown_as_it_was_typed_and_never_as_markup(cast, visit, name):
    cast.status(cast.pupil("Al", name), "K")
    text = visit(cast.sendco, "/register/").content.decode()
    escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"{escaped.replace(chr(34), '&quot;')}, Al</a>" in text
    assert "<script>alert" not in text


@pytest.mark.parametrize("role", ["sendco", "head", "teacher"])
def test_a_row_has_a_cell_for_each_heading(cast, visit, role):
    cast.ann  # noqa: B018 - is on the register
    text = visit(getattr(cast, role), "/register/").content.decode()
    table = text[text.index("<thead>") : text.index("</tbody>")]
    head, row = table.split("<tbody>")
    assert head.count("<th ") == row.count("<td") + row.count("<th ")


def test_who_may_not_change_a_key_adult_sees_no_pencil(cast, visit):
    cast.ann  # noqa: B018 - is on the register
    assert "change key adult" in visit(cast.sendco, "/register/").content.decode()
    assert "change key adult" not in visit(cast.head, "/register/").content.decode()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("zoe", "Zoë"), ("o'hara", "O’Hara"), ("MULLER", "Müller"), ("lukasz", "Łukasz")],
)
def test_a_search_takes_letters_as_a_keyboard_has_them(typed, name):
    assert folded(typed) == folded(name)


def test_every_column_sorts_pupils_without_a_value_last(cast, alder):
    from register.desk.entries import read_desk

    cast.ann, cast.ben, cast.dot  # noqa: B018 - are on the register
    entries = read_desk(cast.sendco)
    for column in COLUMNS:
        for descending in (False, True):
            values = [column.value(one) for one in column.sorted(entries, descending)]
            empty = [value in (None, "") for value in values]
            assert empty == sorted(empty), column.key


def test_a_sieve_without_filters_keeps_everybody():
    assert Sieve("", {}, date(2026, 11, 24), True).sift([1, 2]) == [1, 2]


@pytest.fixture(autouse=True)
def school_prefix():
    yield
    set_script_prefix("/")
