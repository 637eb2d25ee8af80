"""The log holds ids and codes on one line each, and nothing that a person typed."""

import json
import logging
import uuid

import pytest

from audit.context import request_id
from trust_send.logs import formatter


def entry(message, *values, logger="django.request", exc_info=None, **more):
    """What is written for one record, read back."""
    record = logging.LogRecord(
        logger, logging.WARNING, "views.py", 1, message, values, exc_info=exc_info
    )
    vars(record).update(more)
    line = formatter().format(record)
    assert "\n" not in line
    return json.loads(line)


def error_of(function):
    try:
        function()
    except Exception as error:
        return type(error), error, error.__traceback__
    raise AssertionError("nothing was raised")


def test_a_code_and_ids_are_written():
    job = uuid.UUID(int=7)
    written = entry("broker.silent", job=job, school="s_900001")
    assert written["event"] == "broker.silent"
    assert (written["job"], written["school"]) == (str(job), "s_900001")
    assert (written["level"], written["logger"]) == ("warning", "django.request")


def test_a_key_that_is_not_known_is_dropped():
    assert "Smith" not in str(entry("pupil.saved", surname="Smith", note="reads well"))


def test_the_request_of_now_is_named():
    token = request_id.set("0a1b2c3d4e5f")
    try:
        assert entry("page.slow")["request"] == "0a1b2c3d4e5f"
    finally:
        request_id.reset(token)


@pytest.mark.parametrize(
    ("message", "values", "expected"),
    [
        ("%s: %s", ("NotFound", "/schools/alder/?q=Sam+Smith"), "NotFound: /schools/alder/"),
        ("took %.2f s for %d rows", (1.5, 20), "took 1.5 s for 20 rows"),
        ("%s", ("/schools/alder/family/Uh_PqZ-1/",), "/schools/alder/family/…/"),
        ("%s", ("/schools/alder/cover/kjrd62zjyp/",), "/schools/alder/cover/…/"),
        ("Not Found: /account/welcome/MQ/c1-2f/", (), "Not Found: /account/welcome/…"),
        ("typed %r", ("Sam Smith",), "typed …"),
        ("mail to %s", ("sam@example.org",), "mail to …"),
        (
            "Task %(name)s[%(id)s]",
            ({"name": "schools.run", "id": "8f-1"},),
            "Task schools.run[8f-1]",
        ),
        ("returned %(value)s", ({"value": "Sam Smith was born"},), "returned …"),
        ("GET /x?upn=A123456789012 200", (), "GET /x… 200"),
        ("no room for A123456789012", (), "no room for …"),
    ],
)
def test_only_values_that_are_nobodys_words_are_kept(message, values, expected):
    assert entry(message, *values)["event"] == expected


def test_the_token_of_a_link_is_in_no_field():
    written = entry("page.slow", path="/schools/alder/family/Uh_PqZ-1/")
    assert written["path"] == "/schools/alder/family/_/"


def test_a_newline_stays_inside_its_line():
    assert entry("one\nFAKE two")["event"] == "one\nFAKE two"


def test_an_exception_leaves_its_class_and_place_and_not_its_message():
    written = entry("job.failed", exc_info=error_of(lambda: int("Sam Smith")))
    assert written["error"] == "ValueError"
    assert written["at"][-1].startswith("tests/trust_send/test_logs.py:")
    assert "Sam" not in str(written)
