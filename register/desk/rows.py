"""The long parts of the register page as HTML: its rows, and the choices of its filters.

A list of 400 pupils has some 3,000 cells; a template that draws each of them takes longer than
everything else on the page together. So the template of a row (`register/_row.html`) is drawn once,
with a slot where each value goes, and filled in for every pupil. Each value is escaped, unless it
was drawn here: tags and dates are, by their template, once for each different value. That is what
`format_html` does; it asks of each value whether it is a lazy translation, and takes twice as long.
"""

from functools import lru_cache
from html import escape
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

NOBODY = UUID(int=0)


def draw_rows(desk):
    """The rows of the desk's page, in one safe string."""
    ticks, edits = bool(desk.bulk_acts), desk.may_change_key_adult
    row = row_with_slots(desk.columns, links=True, ticks=ticks, edits=edits)
    return _filled(row, desk, desk.page)


def draw_printed_rows(desk, entries):
    """The same rows with nothing to click."""
    return _filled(row_with_slots(desk.columns), desk, entries)


def _filled(row, desk, entries):
    fill = row.format
    return SafeString("".join(fill(*map(_safe, _values(desk, entry))) for entry in entries))


def _safe(value):
    return value if isinstance(value, SafeString) else escape(value)


def row_with_slots(columns, *, links=False, ticks=False, edits=False):
    """A format for one row: {0} is the key, {1} the name, then a slot for each column.

    The key and the name stand three times in a row, each time as the same run of text, so that
    400 rows go out compressed in 25 KB: `{0}/">{1}`. Hence the slash at the end of a tick.
    """
    return render_to_string(
        "register/_row.html",
        {
            "cells": [(column, f"{{{place}}}") for place, column in enumerate(columns, start=2)],
            "links": links,
            "ticks": ticks,
            "edits": edits,
            "pupil_url": _with_slot("pupil"),
            "key_adult_url": _with_slot("key_adult"),
        },
    ).replace("\n", "")


def _with_slot(name):
    return reverse(name, args=[NOBODY]).replace(str(NOBODY), "{0}")


def _values(desk, entry):
    yield entry.key
    yield entry.listed_name
    for column in desk.columns:
        if column.drawn is None:
            yield column.value(entry)
        else:
            value = column.drawn(entry)
            yield _drawn(column.key, value, desk.today) if value else ""


@lru_cache(maxsize=2000)
def _drawn(kind, value, today):
    """A tag, flags or a date; nothing here tells whose."""
    context = {"kind": kind, "value": value, "today": today}
    return SafeString(render_to_string("register/_cell.html", context).strip())


def draw_choices(groups, chosen):
    """The options of a filter: [(group of the list or "", [(value, words)…])…]."""
    drawn = (_group(label, choices, chosen) for label, choices in groups)
    return format_html_join("", "{}", ((group,) for group in drawn))


def _group(label, choices, chosen):
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if value == chosen else "", words) for value, words in choices),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', label, options) if label else options


SELECTED = SafeString(" selected")
