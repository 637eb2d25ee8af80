"""Publishing a paper: asked for on a page, done by the worker."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.record import record
from reports.models import PublishedVersion
from reports.publishing import PAPERS, pdf_of
from reports.services.standing import tell_trust
from schools.across import current_school, shared
from schools.jobs import ask_for
from schools.models import Job, Trust

PUBLISH = "papers.publish"


class CannotPublish(Exception):
    """It cannot be published; the message says why, and what to do, in plain English."""


@transaction.atomic
def ask_to_publish(paper, *, by, change_note, seen):
    """Leave it to the worker. Where the same is asked for already, that job is the answer."""
    school = current_school()
    refuse(paper, school, seen)
    with shared():
        under_way = Job.objects.at(school).filter(
            kind=PUBLISH,
            arguments__code=paper.code,
            state__in=(Job.State.WAITING, Job.State.RUNNING),
        )
        job = under_way.first()
    if job is None:
        job = ask_for(
            PUBLISH, by=by, school=school, code=paper.code, change_note=change_note, seen=seen
        )
        record("paper.publishing_asked", by=by, paper=paper.code)
    return job


def refuse(paper, school, seen):
    """Raise CannotPublish where something is missing, or the text is another than was looked at."""
    if seen and seen != paper.seen(school):
        raise CannotPublish(
            "Somebody changed the text while you were looking. Read it again, then publish it."
        )
    missing = paper.missing(school, on=timezone.localdate())
    if missing:
        raise CannotPublish(f"It cannot be published yet. {missing[0]}")


def publish(code, *, by, change_note, seen, say=None):
    """Make the next version: the page and its PDF. Called by the worker, inside the school.

    `seen` is the text that whoever asked had looked at. The PDF is laid out before the change is
    made, so that nothing is held meanwhile; the version is made only if the text is still the same.
    """
    say = say or (lambda line: None)
    paper, school, now = PAPERS[code], current_school(), timezone.now()
    refuse(paper, school, seen)
    edition = paper.edition(school, on=timezone.localdate())
    newest = PublishedVersion.objects.of(code).first()
    if newest and (newest.html, newest.title) == (edition.html, edition.title):
        raise CannotPublish(f"Nothing has changed since version {newest.number} was published.")
    version = _version(paper, school, edition, newest, now, by, change_note)
    say("Laying out the PDF")
    version.pdf = pdf_of(version)
    say("Publishing")
    with transaction.atomic():
        refuse(paper, school, seen)
        _save(version)
        paper.published(version)
        record("paper.published", version, by=by, paper=code, number=version.number)
        tell_trust(school)
    return version


def _version(paper, school, edition, newest, now, by, change_note):
    with shared():
        trust = Trust.objects.first() or Trust()
    return PublishedVersion(
        paper=paper.code,
        number=newest.number + 1 if newest else 1,
        title=edition.title,
        school_name=school.name,
        trust_name=trust.name,
        brand=school.brand or trust.brand,
        html=edition.html,
        change_note=change_note,
        approved=edition.approved,
        published_at=now,
        published_by=by,
    )


def _save(version):
    """Of two that are made at once, the second finds its number taken."""
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError:
        raise CannotPublish("Somebody else published it just now. Nothing is lost.") from None
