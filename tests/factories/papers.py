"""SEN information reports in any state, made by the services."""

from django.utils import timezone

from access.roles import Role
from reports.information_report import CODE, items_for
from reports.models import InformationReport, PublishedVersion, TrustText
from reports.report_desk import ReportDesk
from reports.services import information_report as services
from reports.services.publishing import publish
from reports.services.register import record_paper
from reports.statutory import KINDS
from schools.school_year import SchoolYear

WORDS = "We meet every family twice a year. You can always write to us."


def started(cast, year=None):
    year = year or SchoolYear.of(timezone.localdate())
    return services.start_report(year, by=cast.sendco)


def complete(cast, year=None, words=WORDS):
    """Every section written and found right, the authority's links entered and checked."""
    authority = cast.school.local_authority
    authority.local_offer_url = "https://offer.example/"
    authority.advice_name, authority.advice_url = "Advice for families", "https://advice.example/"
    authority.save()
    report = started(cast, year)
    for item in items_for(cast.school):
        services.write_section(
            report, item, by=cast.sendco, text=words, shows_facts=True, is_complete=True
        )
    for url in desk(cast).links:
        services.note_link(url, by=cast.sendco, answered=True, found="answered")
    return report


def approved(cast, year=None, words=WORDS):
    report = complete(cast, year, words)
    for given_as, who in (("head", Role.HEAD), ("governor", Role.GOVERNOR)):
        services.approve_report(
            report, given_as, by=cast.person(who), seen=services.seen_of(report)
        )
    return report


def published(cast, year=None, words=WORDS, note="First version"):
    approved(cast, year, words)
    return publish(CODE, by=cast.sendco, change_note=note, seen="")


def desk(cast):
    report = InformationReport.objects.whole().newest()
    return ReportDesk(report, cast.school, on=timezone.localdate())


def every_row(cast):
    """A row of every table of papers, in a school of its own: a report that is published, with a
    remark and somebody's half sentence. The PDF is a few bytes: nobody opens it."""
    report = started(cast, SchoolYear(2026))
    item = items_for(cast.school)[0]
    services.write_section(
        report, item, by=cast.sendco, text=WORDS, shows_facts=True, is_complete=True
    )
    services.keep_section_typed(report, item, by=cast.head, typed="text=half")
    services.remark_on(report, by=cast.governor, text="Reads well")
    services.approve_report(report, "head", by=cast.head, seen=services.seen_of(report))
    services.note_link("https://offer.example/", by=cast.sendco, answered=True, found="answered")
    record_paper(KINDS["send-policy"], by=cast.sendco, url="https://alder.example/send")
    TrustText.objects.create(item="s1_9", locked="Talk to us first.")
    edition = desk(cast).edition
    return PublishedVersion.objects.create(
        paper=CODE,
        number=1,
        title=edition.title,
        school_name=cast.school.name,
        trust_name="Trust",
        brand="#0b5a60",
        html=edition.html,
        pdf=b"%PDF-1.7",
        change_note="First version",
        published_at=timezone.now(),
        published_by=cast.sendco,
    )
