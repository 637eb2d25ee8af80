"""Where the SEN information report stands: each section, what is missing, who approved it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

from dateutil.relativedelta import relativedelta
from django.template.loader import render_to_string
from django.utils import timezone

from register.models import Pupil
from reports import information_report as law
from reports.marks import links_of, to_html
from reports.models import Approval, InformationReport, LinkCheck, TrustText
from reports.publishing import Edition, Paper, publish_here
from reports.readability import read
from reports.report_facts import facts_for
from reports.services.information_report import mark_published, seen_of

LINK_HOLDS = timedelta(days=30)
STALE_AFTER = relativedelta(months=12)
FILLED_BY_FACTS = ("s1_4", "s1_13", "s1_11")  # complete once the facts are there and read


class State(StrEnum):
    EMPTY = "Empty"
    DRAFT = "Draft"
    STALE = "Stale"
    COMPLETE = "Complete"

    @property
    def tone(self):
        return {"Complete": "green", "Stale": "amber", "Draft": "blue"}.get(self.value, "grey")


@dataclass
class SectionOfReport:
    """One item of the report as it stands."""

    item: law.Item
    section: object
    trust: object
    facts: object
    state: State
    parts: list

    @property
    def text(self):
        return self.section.text if self.section else ""

    @property
    def shown_facts(self):
        """The facts that are printed below the text."""
        wanted = self.section.shows_facts if self.section else True
        return self.facts if self.facts and self.facts.lines and wanted else None

    @property
    def lacks_facts(self):
        return bool(self.facts) and not self.facts.lines and self.item.id in FILLED_BY_FACTS

    @property
    def has_words(self):
        """Something stands below its heading."""
        return bool(self.text or self.shown_facts or (self.trust and self.trust.locked))

    @property
    def is_printed(self):
        """It has words of its own, or a part that has."""
        return self.has_words or any(part.has_words for part in self.parts)

    @property
    def locked(self):
        return to_html(self.trust.locked, level=self._rank + 1) if self.trust else ""

    @property
    def words(self):
        """The school's own text as clean HTML, its headings below the section's own."""
        return to_html(self.text, level=self._rank + 1)

    @property
    def _rank(self):
        return 3 if self.item.parent else 2

    @property
    def readability(self):
        return read(self.text)

    @property
    def links(self):
        found = links_of(self.text) + (links_of(self.trust.locked) if self.trust else [])
        facts = [url for _, _, url in self.shown_facts.lines] if self.shown_facts else []
        return found + [url for url in facts if url.startswith("http")]


class ReportDesk:
    """All sections of one report, and what stands between it and the public."""

    def __init__(self, report, school, *, on):
        self.report, self.school, self.on = report, school, on

    # Sections -------------------------------------------------------------------------------------
    @cached_property
    def sections(self):
        """Every item that holds for the school, in the order of the law; parts stand with their
        whole and in the list too."""
        items = law.items_for(self.school)
        written = {one.item: one for one in self.report.sections.all()}
        trust = {one.item: one for one in TrustText.objects.all()}
        found = {}
        for item in reversed(items):  # parts before their wholes
            parts = [found[part.id] for part in law.parts_of(item, items)]
            facts = facts_for(item, self.school, on=self.on)
            section = written.get(item.id)
            state = self._state(section, parts)
            found[item.id] = SectionOfReport(item, section, trust.get(item.id), facts, state, parts)
        return [found[item.id] for item in items]

    @property
    def wholes(self):
        """The sections that are no part of another."""
        return [one for one in self.sections if not one.item.parent]

    def section(self, item):
        return next((one for one in self.sections if one.item.id == item), None)

    def _state(self, section, parts):
        """A whole is as far as the least of its parts."""
        if parts:
            order = list(State)
            return min((part.state for part in parts), key=order.index)
        if section is None or not (section.text or section.completed_on):
            return State.EMPTY
        if section.completed_on is None:
            return State.DRAFT
        is_stale = section.completed_on + STALE_AFTER < self.on
        return State.STALE if is_stale else State.COMPLETE

    @cached_property
    def required(self):
        return [one for one in self.sections if one.item.required]

    @property
    def done(self):
        return sum(one.state is State.COMPLETE for one in self.required)

    # What is missing ------------------------------------------------------------------------------
    @cached_property
    def gaps(self):
        """What is missing in the text itself."""
        open_items = [
            f"{one.item.title}: {one.state.lower()}."
            for one in self.required
            if one.state is not State.COMPLETE and not one.parts
        ]
        facts = [f"{one.item.title}: {one.facts.lacks}" for one in self.sections if one.lacks_facts]
        return [*open_items, *facts, *self._names_told, *self._links_broken, *self._sent_back]

    @cached_property
    def approvals(self):
        """(who, the approval of this very text or None)"""
        now = seen_of(self.report)
        given = {one.given_as: one for one in self.report.approvals.all() if one.of_text == now}
        return [(as_, given.get(as_.value)) for as_ in Approval.As]

    @property
    def missing(self):
        """All that has to come before it can be published. A change in the course of the year is
        published as soon as possible (regulation 52): its note stands for the approvals."""
        if self.report.published_at:
            return self.gaps
        waits = [
            f"The {as_.label} has not approved it." for as_, given in self.approvals if not given
        ]
        return [*self.gaps, *waits]

    @property
    def _sent_back(self):
        remarks = [one for one in self.report.remarks.all() if one.sends_back]
        return ["It was sent back: settle the comment." for one in remarks if not one.settled_at]

    @cached_property
    def _names_told(self):
        """Nothing published may name a child."""
        names = Pupil.objects.on_roll(self.on).values_list("forename", "surname")
        known = {f"{first} {last}".casefold() for first, last in names}
        return [
            f"{one.item.title}: it seems to name a pupil. Take the name out."
            for one in self.sections
            if one.text and _pairs_of_words(one.text) & known
        ]

    # Links ----------------------------------------------------------------------------------------
    @cached_property
    def links(self):
        """{address: the sections that point to it}"""
        found = {}
        for one in self.sections:
            for url in one.links:
                found.setdefault(url, []).append(one.item)
        return found

    @cached_property
    def link_checks(self):
        """(address, items, check or None, is it good enough to publish)"""
        checks = LinkCheck.objects.by_url(self.links)
        oldest = timezone.now() - LINK_HOLDS
        return [
            (url, items, checks.get(url), _holds(checks.get(url), oldest))
            for url, items in self.links.items()
        ]

    @property
    def _links_broken(self):
        return [
            f"{items[0].title}: the link {url} {_trouble(check)}."
            for url, items, check, is_good in self.link_checks
            if not is_good
        ]

    # For publishing -------------------------------------------------------------------------------
    @property
    def edition(self):
        context = {"desk": self, "report": self.report, "school": self.school}
        approved = [
            [as_.label, timezone.localtime(given.given_at).date().isoformat()]
            for as_, given in self.approvals
            if given
        ]
        html = render_to_string("reports/information_report/text.html", context)
        return Edition(html, f"{law.TITLE} {self.report.year}", approved)


def _pairs_of_words(text):
    words = re.findall(r"[^\W\d_][\w’'-]*", text.casefold())
    triples = zip(words, words[1:], [*words[2:], ""], strict=False)
    return {one for a, b, c in triples for one in (f"{a} {b}", f"{a} {b} {c}")}


def _holds(check, oldest):
    if check is None or not check.is_right:
        return False
    return max(filter(None, (check.checked_at, check.vouched_at))) > oldest


def _trouble(check):
    if check is None or check.checked_at is None:
        return "is not checked yet"
    return "has to be checked again" if check.is_right else f"does not answer ({check.found})"


# The paper that is published ----------------------------------------------------------------------
def _desk(school, on=None):
    report = InformationReport.objects.whole().newest()
    return report and ReportDesk(report, school, on=on or timezone.localdate())


def _missing(school, *, on):
    desk = _desk(school, on)
    return desk.missing if desk else ["It is not begun."]


def _seen(school):
    desk = _desk(school)
    return seen_of(desk.report) if desk else ""


publish_here(
    Paper(
        code=law.CODE,
        title=law.TITLE,
        law="Children and Families Act 2014, section 69; SI 2014/1530, Schedule 1",
        desk="information_report_now",
        missing=_missing,
        edition=lambda school, *, on: _desk(school, on).edition,
        seen=_seen,
        published=mark_published,
    )
)
