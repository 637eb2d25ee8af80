"""From an approved report to what anybody reads."""

import json
import re

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from reports.information_report import CODE, items_for
from reports.models import PublishedVersion
from reports.publishing import pdf_of, renew_by
from reports.services import information_report as reports
from reports.services.publishing import CannotPublish, ask_to_publish, publish
from tests.factories import papers

ADDRESS = f"/published/{CODE}/"


@pytest.fixture
def version(cast):
    return papers.published(cast)


def test_anybody_reads_what_is_published_without_signing_in(version, visit):
    answer = visit(None, ADDRESS)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "SEN information report 2026/27" in text
    assert "Approved by the Headteacher" in text
    assert not answer.cookies


def test_every_item_of_the_law_stands_in_the_published_page(version, cast):
    for item in items_for(cast.school):
        assert f'id="{item.id}"' in version.html, item.id


def test_the_public_page_runs_no_script_and_asks_no_other_site(version, visit):
    text = visit(None, ADDRESS).content.decode()
    assert re.findall(r"<script[^>]*>", text) == ['<script type="application/ld+json">']
    fetched = re.findall(
        r'<(?:link rel="(?:stylesheet|icon)"|img|iframe)[^>]*"(https?:[^"]*)', text
    )
    assert fetched == []


def test_machines_read_what_it_is(version, visit):
    text = visit(None, ADDRESS).content.decode()
    told = json.loads(re.search(r"ld\+json\">(.*?)</script>", text)[1])
    assert told["name"] == version.title
    assert told["publisher"]["name"] == version.school_name


def test_the_public_page_asks_the_database_for_the_school_and_the_version(version, visit, at_most):
    with at_most(3):
        visit(None, ADDRESS)


def test_the_pdf_is_the_same_to_the_byte_when_it_is_made_again(version):
    assert bytes(version.pdf).startswith(b"%PDF-")
    assert pdf_of(version) == bytes(version.pdf)


def test_the_pdf_comes_under_a_name_that_tells_what_it_is(version, visit):
    answer = visit(None, f"{ADDRESS}versions/1/paper.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "information-report-version-1.pdf" in answer["Content-Disposition"]


def test_what_is_published_never_changes(version):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PublishedVersion.objects.filter(pk=version.pk).update(title="x")


def test_publishing_the_same_words_again_is_refused(version, cast):
    with pytest.raises(CannotPublish, match="Nothing has changed since version 1"):
        publish(CODE, by=cast.sendco, change_note="again", seen="")


def test_asking_twice_leads_to_the_same_work(cast):
    from reports.publishing import PAPERS

    papers.approved(cast)
    seen = PAPERS[CODE].seen(cast.school)
    asked = [
        ask_to_publish(PAPERS[CODE], by=cast.sendco, change_note="x", seen=seen) for _ in range(2)
    ]
    assert asked[0].pk == asked[1].pk


def test_a_text_that_was_changed_after_it_was_looked_at_is_not_published(cast):
    report = papers.approved(cast)
    seen = reports.seen_of(report)
    item = items_for(cast.school)[0]
    reports.write_section(
        report, item, by=cast.head, text="Other words", shows_facts=True, is_complete=True
    )
    with pytest.raises(CannotPublish, match="Somebody changed the text"):
        publish(CODE, by=cast.sendco, change_note="x", seen=seen)


def test_what_another_has_typed_and_not_saved_stays_with_them(cast):
    report = papers.approved(cast)
    item = items_for(cast.school)[0]
    reports.keep_section_typed(report, item, by=cast.head, typed="text=half+a+sentence")
    version = publish(CODE, by=cast.sendco, change_note="x", seen="")
    assert "half a sentence" not in version.html
    assert report.typed_drafts.get().typed == "text=half+a+sentence"


def test_a_change_in_the_year_needs_its_note_and_no_new_approval(version, cast, visit):
    report = papers.started(cast)
    item = items_for(cast.school)[0]
    reports.write_section(
        report, item, by=cast.sendco, text="A new room", shows_facts=True, is_complete=True
    )
    second = publish(CODE, by=cast.sendco, change_note="We have a new room", seen="")
    assert second.number == 2
    assert "We have a new room" in visit(None, f"{ADDRESS}versions/").content.decode()
    assert "no longer in force" in visit(None, f"{ADDRESS}versions/1/").content.decode()
    assert b"We have a new room" in visit(None, f"{ADDRESS}feed.atom").content


def test_a_version_is_overdue_from_the_day_after_365_days(version):
    """Trust policy 8.2."""
    day = timezone.localtime(version.published_at).date()
    assert (renew_by(version) - day).days == 365


def test_a_website_may_hold_the_embedded_page_and_no_other(version, visit):
    embedded = visit(None, f"{ADDRESS}embed/")
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded
    assert "frame-ancestors 'none'" in visit(None, ADDRESS)["Content-Security-Policy"]


def test_what_is_not_published_is_not_found(alder, visit):
    assert visit(None, ADDRESS).status_code == 404
    assert visit(None, "/published/nothing/").status_code == 404
    assert visit(None, "/published/").status_code == 200
