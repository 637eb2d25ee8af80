"""SEN information reports in any state, made by the services."""

from django.utils import timezone

from access.roles import Role
from reports.information_report import CODE, items_for
from reports.models import InformationReport
from reports.report_desk import ReportDesk
from reports.services import information_report as services
from reports.services.publishing import publish
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
