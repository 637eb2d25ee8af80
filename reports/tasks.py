"""What the worker does for papers: publishing, asking links, taking the trust's texts."""

from django.utils import timezone

from reports import links
from reports.models import InformationReport
from reports.publishing import PAPERS
from reports.report_desk import ReportDesk
from reports.services import information_report as services
from reports.services.publishing import PUBLISH, CannotPublish, publish
from reports.services.standing import tell_trust
from reports.services.trust_texts import (
    SEND_BACK,
    TAKE,
    TELL,
    ask_schools_to_take,
    send_back_here,
    take_trust_texts,
)
from schools.across import current_school
from schools.addresses import school_url
from schools.jobs import PlainFailure, job_kind

CHECK_LINKS = "papers.check_links"


def _published_page(job):
    return school_url(_slug(job), "published", job.arguments["code"]), "See the published page"


def _desk(job):
    return school_url(_slug(job), "information_report_now"), "Go back to the report"


def _slug(job):
    return job.school.slug


@job_kind(PUBLISH, title="Publishing", result=_published_page)
def publish_paper(progress, *, by, code, change_note, seen):
    steps = iter(range(1, 4))
    try:
        version = publish(
            code,
            by=by,
            change_note=change_note,
            seen=seen,
            say=lambda line: progress(next(steps), 3, line),
        )
    except CannotPublish as refusal:
        raise PlainFailure(str(refusal)) from None
    return f"{PAPERS[code].title}: version {version.number} is published."


@job_kind(CHECK_LINKS, title="Checking the links", result=_desk)
def check_links(progress, *, by):
    """Each address once, with a pause between, so that no website feels it."""
    school, report = current_school(), InformationReport.objects.whole().newest()
    urls = list(ReportDesk(report, school, on=timezone.localdate()).links) if report else []
    wrong = 0
    for done, url in enumerate(urls):
        progress(done, len(urls), "Asking each address once")
        answered, found = links.ask(url)
        services.note_link(url, by=by, answered=answered, found=found)
        wrong += not answered
        if done + 1 < len(urls):
            links.pause()
    tell_trust(school)
    if wrong:
        return f"{wrong} of {len(urls)} links did not answer. Look at them in the report."
    return f"{len(urls)} links are checked, and all answered."


@job_kind(TELL)
def tell_schools(progress, *, by):
    count = ask_schools_to_take(by=by)
    return f"{count} schools take the trust’s texts."


@job_kind(TAKE)
def take_texts(progress, *, by):
    take_trust_texts(by=by)


@job_kind(SEND_BACK)
def send_back(progress, *, by, text):
    send_back_here(by=by, text=text)
