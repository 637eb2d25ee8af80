"""Publishing the SEN information report: the PDF, from the press to the page, the public page."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import include, path
from django.utils import timezone

from access.checks import open_to
from access.roles import Role
from bench import register_roll
from bench.frame import Figure, benchmark, interleaved
from reports.information_report import CODE, items_for
from reports.models import InformationReport, PublishedVersion
from reports.pdf import _packed, html_to_pdf
from reports.publishing import PAPERS
from reports.report_desk import ReportDesk
from reports.services import information_report as services
from reports.services.publishing import ask_to_publish
from reports.services.publishing import publish as make_version
from schools import jobs
from schools.across import inside
from schools.models import School
from schools.school_year import SchoolYear

CHROMIUM = os.environ.get("TRUST_SEND_CHROMIUM", "/usr/bin/chromium")
CLICK_TO_PAGE = 5  # seconds
TIMES_A_BARE_VIEW = 1.5
WORDS = (
    "We meet every family twice a year and write down what we agree. You can always ask us.\n\n"
    "## In class\n- Each lesson begins with what is new\n- Pupils choose how they show it\n\n"
    "| Support | How often | Who |\n| Reading | Daily | Teacher |\n| Talk | Weekly | Aide |\n\n"
)


@open_to("anyone", reason="What the public page is measured against")
def bare(request):
    """One question to the database and a few words."""
    return HttpResponse(str(School.objects.first()))


urlpatterns = [path("bare/", bare), path("", include("trust_send.urls_school"))]


@benchmark
def report_pdf(schools):
    """The report of about 12 and of about 40 pages, against the same page printed by a headless
    Chromium. Memory is that of the largest process: Chromium's others are not counted."""
    school = _school()
    with inside(school):
        for pages, more in ((12, 3), (40, 41)):
            version = _version(school, more)
            html = render_to_string("reports/published/paper.html", {"version": version})
            taken, theirs = interleaved(lambda h=html: html_to_pdf(h), _printed(html), rounds=3)
            yield Figure(f"report_pdf_{pages}", taken, "s", "headless Chromium", theirs, goal=1)
            yield Figure(
                f"report_pdf_{pages}_memory", _memory(_ours(), _packed(html, {})), "MB",
                "headless Chromium", _memory(*_chromium(html)),
            )  # fmt: skip


@benchmark
def publish(schools):
    """From the press to the page that anybody may read: the request for it, the worker's work, the
    page. The worker's bell is left out, so that no other program is measured."""
    school = _school()
    with inside(school):
        report = _approved(school)
        sendco = report.started_by
        make_version(CODE, by=sendco, change_note="First version", seen="")
    taken = []
    for number in range(3):
        with inside(school):
            services.write_section(
                report, items_for(school)[0], by=sendco, text=f"{WORDS}Change {number}",
                shows_facts=False, is_complete=True,
            )  # fmt: skip
            began = time.perf_counter()
            seen = PAPERS[CODE].seen(school)
            job = ask_to_publish(PAPERS[CODE], by=sendco, change_note="A change", seen=seen)
        jobs.run(str(job.pk), person=lambda pk: sendco)
        answer = Client(SERVER_NAME="localhost").get(f"/schools/{school.slug}/published/{CODE}/")
        taken.append(time.perf_counter() - began)
        if f"Change {number}" not in answer.content.decode():
            raise RuntimeError("It is not the version that was published.")
    yield Figure("publish", statistics.median(taken), "s", "the limit", CLICK_TO_PAGE, goal=1)


@benchmark
def public_page(schools):
    """The public page against a bare view with one question, through the same middleware."""
    school = _school()
    with inside(school):
        _version(school, 3).save(force_insert=True)
    client = Client(SERVER_NAME="localhost")
    root = f"/schools/{school.slug}"
    with override_settings(SCHOOL_URLCONF="bench.publishing"):
        ours, theirs = (
            _reader(client, f"{root}/published/{CODE}/"),
            _reader(client, f"{root}/bare/"),
        )
        taken, bare_view = interleaved(ours, theirs, rounds=9)
    yield Figure("public_page", taken / 50, "s", "a bare view", bare_view / 50, TIMES_A_BARE_VIEW)
    yield Figure("public_page_rate", 50 / taken, "requests a second, one process")


def _reader(client, address):
    def read():
        for _ in range(50):
            if client.get(address).status_code != 200:
                raise RuntimeError(address)

    return read


# What is measured ---------------------------------------------------------------------------------
def _school():
    return register_roll.school_of("930071")


def _approved(school):
    """A report that may be published, written once."""
    found = InformationReport.objects.newest()
    if found:
        return found
    people = {role: register_roll.adult(school, role, role.label) for role in LEADERS}
    authority = school.local_authority
    authority.local_offer_url = "https://offer.example/"
    authority.advice_name = "Advice for families"
    authority.save()
    sendco = people[Role.SENDCO]
    report = services.start_report(SchoolYear.of(timezone.localdate()), by=sendco)
    for item in items_for(school):
        services.write_section(
            report, item, by=sendco, text=WORDS, shows_facts=True, is_complete=True
        )
    services.note_link(authority.local_offer_url, by=sendco, answered=True, found="answered")
    for given_as, role in (("head", Role.HEAD), ("governor", Role.GOVERNOR)):
        seen = services.seen_of(report)
        services.approve_report(report, given_as, by=people[role], seen=seen)
    return report


LEADERS = (Role.SENDCO, Role.HEAD, Role.GOVERNOR)


def _version(school, more):
    """A version with so many more paragraphs in each section; not saved."""
    report = _approved(school)
    desk = ReportDesk(report, school, on=timezone.localdate())
    edition = desk.edition
    html = edition.html.replace("</h2>", "</h2>" + "<p>We plan with families.</p>" * more)
    newest = PublishedVersion.objects.of(CODE).first()
    return PublishedVersion(
        paper=CODE,
        number=newest.number + 1 if newest else 1,
        title=edition.title,
        school_name=school.name,
        trust_name="Trust",
        brand="#0b5a60",
        html=html,
        pdf=b"%PDF-1.7",
        change_note="First version",
        published_at=timezone.now(),
        published_by=report.started_by,
    )


# The other side -----------------------------------------------------------------------------------
def _printed(html):
    command, _ = _chromium(html)
    return lambda: subprocess.run(command, capture_output=True, check=True)


def _chromium(html):
    """The command that prints this paper, with the same styles and fonts."""
    folder = Path(tempfile.mkdtemp())
    page = folder / "paper.html"
    page.write_text(html.replace('href="print.css"', f'href="{settings.ASSETS_DIR}/print.css"'))
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder}/profile", f"--print-to-pdf={folder}/paper.pdf", page.as_uri(),
    ]  # fmt: skip
    return command, b""


def _ours():
    return [sys.executable, "-m", "reports.pdf", str(settings.ASSETS_DIR)]


def _memory(command, given):
    """Megabytes of the largest process of this command."""
    quiet = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, **quiet)
    process.stdin.write(given)
    process.stdin.close()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError("It was not printed.")
    return used.ru_maxrss / 1024
