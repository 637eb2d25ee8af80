"""The SEN information report: begun, written by several people, approved, its links checked."""

from django.db import transaction
from django.utils import timezone

from audit.record import record
from register.versions import SavedMeanwhile, hold, refuse_if_changed, version_of
from reports.information_report import ITEMS
from reports.marks import tidy
from reports.models import (
    Approval,
    InformationReport,
    LinkCheck,
    Remark,
    Section,
    SectionDraft,
    TrustText,
)
from reports.services.standing import tell_trust
from schools.across import current_school

LONGEST = 20_000  # characters of a section: some 3,000 words
_TEXT = ("item", "text", "shows_facts", "locked")  # what is approved


@transaction.atomic
def start_report(year, *, by):
    """The report of a school year, with last year's texts in it as drafts where there are any. What
    is begun already is the answer."""
    report, is_new = InformationReport.objects.get_or_create(
        starting_year=year.start, defaults={"started_by": by}
    )
    if is_new:
        before = InformationReport.objects.of_year(year.previous).first()
        _take_over(before, report, by)
        record("information_report.started", report, by=by, year=year.start)
        tell_trust(current_school())
    return report


def _take_over(before, report, by):
    sections = before.sections.exclude(text="") if before else []
    Section.objects.bulk_create(
        Section(
            report=report,
            item=one.item,
            text=one.text,
            shows_facts=one.shows_facts,
            written_by=by,
        )
        for one in sections
    )


def seen_of(report):
    """A mark of the whole text as it is saved, the trust's part in it."""
    return version_of(*report.sections.order_by("item"), *TrustText.objects.all(), fields=_TEXT)


@transaction.atomic
def write_section(report, item, *, by, text, shows_facts, is_complete, seen=None):
    """Save one section. Pasted text is cleaned; what was saved since the page was opened is never
    overwritten (`register.versions.SavedMeanwhile`)."""
    hold(report)
    section = report.sections.filter(item=item.id).first()
    refuse_if_changed(seen, section)
    section = section or Section(report=report, item=item.id)
    section.text, section.shows_facts = tidy(text), shows_facts
    section.completed_on = timezone.localdate() if is_complete else None
    section.written_by, section.written_at = by, timezone.now()
    section.save()
    SectionDraft.objects.filter(report=report, item=item.id, user=by).delete()
    record("information_report.written", report, by=by, item=item.id)
    tell_trust(current_school())
    return section


@transaction.atomic
def keep_section_typed(report, item, *, by, typed):
    """Keep what a person has typed so far. Not an event: nothing is decided yet."""
    return SectionDraft.objects.update_or_create(
        report=report, item=item.id, user=by, defaults={"typed": typed}
    )[0]


@transaction.atomic
def throw_section_typed_away(report, item, *, by):
    """Nothing of it was a record."""
    SectionDraft.objects.filter(report=report, item=item.id, user=by).delete()


def others_typing(report, user):
    """(person, item) of what others have typed and not saved."""
    drafts = report.typed_drafts.exclude(user=user).select_related("user")
    return [(draft.user, ITEMS[draft.item]) for draft in drafts]


# Read by others -----------------------------------------------------------------------------------
@transaction.atomic
def remark_on(report, *, by, text, item="", sends_back=False):
    """A comment for the writers. One that sends the report back ends what was approved."""
    remark = Remark.objects.create(
        report=report, item=item, text=text, by=by, sends_back=sends_back
    )
    if sends_back:
        report.approvals.all().delete()
    record("information_report.remarked", report, by=by, item=item, sends_back=sends_back)
    tell_trust(current_school())
    return remark


@transaction.atomic
def settle_remark(remark, *, by):
    """It is dealt with."""
    remark.settled_at = timezone.now()
    remark.save(update_fields=["settled_at"])
    record("information_report.remark_settled", remark.report, by=by)
    tell_trust(current_school())


@transaction.atomic
def approve_report(report, given_as, *, by, seen):
    """Approve the text as it stood on the page that was read."""
    if seen != seen_of(hold(report)):
        raise SavedMeanwhile
    approval = Approval.objects.create(report=report, given_as=given_as, user=by, of_text=seen)
    record("information_report.approved", report, by=by, given_as=given_as)
    tell_trust(current_school())
    return approval


@transaction.atomic
def mark_published(version):
    """The newest report has its first version. Part of publishing, whose event it shares."""
    report = InformationReport.objects.newest()
    if report.published_at is None:
        report.published_at = version.published_at
        report.save(update_fields=["published_at"])


# Links --------------------------------------------------------------------------------------------
@transaction.atomic
def note_link(url, *, by, answered, found):
    """What came of asking an address."""
    check, _ = LinkCheck.objects.update_or_create(
        url=url,
        defaults={"checked_at": timezone.now(), "answered": answered, "found": found},
    )
    record("link.checked", check, by=by, answered=answered)
    return check


@transaction.atomic
def vouch_for_link(url, *, by, reason):
    """Somebody has looked themselves and says that the address is right."""
    check, _ = LinkCheck.objects.update_or_create(
        url=url, defaults={"vouched_by": by, "vouched_at": timezone.now(), "reason": reason}
    )
    record("link.vouched", check, by=by)
    tell_trust(current_school())
    return check
