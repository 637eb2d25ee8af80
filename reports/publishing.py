"""What a school publishes, and how: the papers, what each needs first, how its page is made.

A paper is registered here with functions that read its draft inside the school. Publishing it
(`services.publishing`) makes a `PublishedVersion`: the page and the PDF, together, for good.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.template.loader import render_to_string
from django.utils import timezone

from reports.pdf import html_to_pdf

DUE_AFTER = timedelta(days=365)  # trust policy 8.2: overdue from the day after


@dataclass(frozen=True)
class Edition:
    """A paper as it would be published now: what stands below its title, as clean HTML, and who
    approved it: [(as, day)]."""

    html: str
    title: str
    approved: list = field(default_factory=list)


def _nothing(version):
    """Most papers have nothing to do once they are published."""


@dataclass(frozen=True)
class Paper:
    """`missing(school, on=…)` says in plain words what has to be put right before it can be
    published; `edition(school, on=…)` makes it; `seen(school)` is a mark of its text as it is saved
    (`register.versions`); `published(version)` is called within the same change. `desk` is the URL
    name of the page where it is written."""

    code: str
    title: str
    law: str
    desk: str
    missing: Callable
    edition: Callable
    seen: Callable
    published: Callable = _nothing


PAPERS: dict = {}


def publish_here(paper):
    """Let schools publish this paper."""
    PAPERS[paper.code] = paper


def renew_by(version):
    """The last day before a version is overdue."""
    return timezone.localtime(version.published_at).date() + DUE_AFTER


def pdf_of(version):
    """The paper as PDF, from what the version holds and nothing else: the same bytes each time."""
    return html_to_pdf(render_to_string("reports/published/paper.html", {"version": version}))
