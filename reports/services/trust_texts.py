"""What the trust says in every school's report, and sending a report back. The trust writes in its
own tables; each school is brought up to date by a job of its own."""

from django.db import transaction

from audit.record import record
from register.versions import hold, refuse_if_changed
from reports.models import InformationReport, TrustText
from reports.services.information_report import remark_on
from reports.services.standing import tell_trust
from schools.across import current_school
from schools.jobs import ask_for
from schools.models import Job, School, TrustReportText
from schools.services import in_every_new_school

TELL = "report_texts.tell_schools"  # the trust's, which asks each school to …
TAKE = "report_texts.take"  # … bring its copies up to date
SEND_BACK = "report.send_back"


@transaction.atomic
def write_trust_text(item, *, by, locked, starter, seen=None):
    """What the trust says on one item. The schools follow within minutes."""
    text, is_new = TrustReportText.objects.get_or_create(item=item.id)
    if not is_new:
        refuse_if_changed(seen, hold(text))
    text.locked, text.starter = locked, starter
    text.save()
    record("trust_text.written", text, by=by, item=item.id)
    if not Job.objects.filter(kind=TELL, state=Job.State.WAITING).exists():
        ask_for(TELL, by=by)


@transaction.atomic
def ask_schools_to_take(*, by):
    """A job for each open school that does not wait for one already."""
    waiting = Job.objects.filter(kind=TAKE, state=Job.State.WAITING).values("school_id")
    schools = list(School.objects.open().exclude(pk__in=waiting))
    for school in schools:
        ask_for(TAKE, by=by, school=school)
    record("trust_text.sent", by=by, schools=len(schools))
    return len(schools)


@transaction.atomic
def take_trust_texts(*, by):
    """Bring this school's copies up to date."""
    _follow()
    record("trust_text.taken", by=by)
    tell_trust(current_school())


@in_every_new_school
def _begin_with_trust_texts(*, by):
    """A school has the trust's texts from its first day; its opening is what stands on record."""
    _follow()


def _follow():
    for text in TrustReportText.objects.all():
        TrustText.objects.update_or_create(
            item=text.item, defaults={"locked": text.locked, "starter": text.starter}
        )


@transaction.atomic
def ask_to_send_back(school, *, by, text):
    """Leave it to the worker, who enters the school: the trust's pages never do."""
    job = ask_for(SEND_BACK, by=by, school=school, text=text)
    record("information_report.sent_back_asked", school, by=by)
    return job


@transaction.atomic
def send_back_here(*, by, text):
    """In the school: the comment on the newest report, which has to be changed."""
    report = InformationReport.objects.newest()
    if report:
        remark_on(report, by=by, text=text, sends_back=True)
        record("information_report.sent_back", report, by=by)
