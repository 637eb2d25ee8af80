"""How far a job is, for the person who asked for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schools.jobs import ask_for, job_kind
from schools.models import Job


@job_kind("tests.count", title="Counting", result=lambda job: ("/counted/", "See the sum"))
def count(progress, *, by, up_to):
    progress(1, up_to, "Counting")
    return f"Counted to {up_to}."


@pytest.fixture
def job(cast):
    return ask_for("tests.count", by=cast.head, school=cast.school, up_to=3)


def test_the_page_of_a_job_waits_and_asks_again(cast, visit, job):
    page = visit(cast.head, f"/jobs/{job.pk}/").content.decode()
    assert "Waiting to start" in page
    assert f'hx-get="/schools/alder/jobs/{job.pk}/"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_a_job_that_nobody_takes_up_says_that_it_starts_by_itself(cast, visit, job):
    late = timezone.now() - timedelta(seconds=61)
    Job.objects.filter(pk=job.pk).update(created_at=late)
    page = visit(cast.head, f"/jobs/{job.pk}/").content.decode()
    assert "This is taking longer than usual. It will start by itself" in page


def test_the_page_of_a_finished_job_leads_to_what_came_of_it(cast, visit, job):
    Job.objects.filter(pk=job.pk).update(state="done", message="Counted to 3.")
    page = visit(cast.head, f"/jobs/{job.pk}/").content.decode()
    assert "Counted to 3." in page
    assert '<a class="govuk-button" href="/counted/">See the sum</a>' in page
    assert "hx-get" not in page.partition('id="progress"')[2].partition("</div>")[0]


def test_a_failed_job_says_why_and_leads_nowhere(cast, visit, job):
    Job.objects.filter(pk=job.pk).update(state="failed", message="There is nothing to count.")
    page = visit(cast.head, f"/jobs/{job.pk}/").content.decode()
    assert "There is nothing to count." in page
    assert "/counted/" not in page


def test_htmx_gets_the_very_card_that_the_page_holds(cast, visit, job):
    page = visit(cast.head, f"/jobs/{job.pk}/").content.decode()
    card = visit(cast.head, f"/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert card.content.decode().strip() in page
    assert "HX-Request" in card.headers["Vary"]


def test_nobody_else_sees_a_job(cast, visit, job):
    assert visit(cast.sendco, f"/jobs/{job.pk}/").status_code == 404
    assert visit(cast.operator, f"/trust/jobs/{job.pk}/", school=None).status_code == 404


def test_a_job_is_found_only_where_it_was_asked_for(cast, birch, visit, job):
    cast.head.memberships.create(school=birch, role="headteacher", starts_on="2026-09-01")
    assert visit(cast.head, f"/jobs/{job.pk}/", school="birch").status_code == 404
