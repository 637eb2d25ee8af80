"""What holds for every template, looked for in its text."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*.html"))
NAMES = [str(path.relative_to(FOLDER)) for path in TEMPLATES]
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=\"|\son[a-z]+=\"|hx-on|hx-vals=\"js")
POST_FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>.*?</form>", re.DOTALL)


@pytest.fixture(params=TEMPLATES, ids=NAMES)
def template(request):
    return request.param


@pytest.fixture
def text(template):
    return template.read_text()


def test_it_is_a_template(template):
    get_template(str(template.relative_to(FOLDER)))


def test_nothing_stands_inline_that_the_policy_of_the_page_forbids(text):
    """A paper is no page: WeasyPrint reads it, so it may wear the school's colour inline. A script
    of data runs nothing."""
    is_paper = "base_print.html" in text or 'class="letterhead"' in text
    runs_nothing = text.replace('<script type="application/ld+json">', "")
    assert is_paper or not INLINE.search(runs_nothing)


def test_nothing_is_fetched_from_another_host(text):
    assert not re.search(r"<(?:link|script|img|form|iframe)[^>]*=\"(?:https?:)?//", text)


def test_a_form_that_writes_carries_its_token(text):
    for form in POST_FORM.findall(text):
        assert "{% csrf_token %}" in form


def test_a_form_with_fields_leaves_the_words_to_us(text):
    for form in POST_FORM.findall(text):
        has_fields = re.search(r"\{\{ form|\{% field |<input (?![^>]*hidden)", form)
        assert not has_fields or "novalidate" in form.partition(">")[0]


def test_a_link_leads_somewhere(template, text):
    assert not re.search(r"href=\"(?:#|javascript:[^\"]*)?\"", text)


def test_a_page_has_a_title_without_a_childs_name(text):
    for title in re.findall(r"\{% block title %\}(.*?)\{% endblock %\}", text):
        assert not re.search(r"pupil\.(?!pk)|\bchild\.", title)
