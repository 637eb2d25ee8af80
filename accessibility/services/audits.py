"""Audits of a strand with what was found, and the photos of a barrier."""

from django.db import transaction

from accessibility.models import Audit, Finding, Photo
from accessibility.services.plans import open_plan
from audit.record import record
from register.refusals import PlainRefusal
from register.versions import SavedMeanwhile, hold, version_of

MOST_PHOTOS = 4


def version_of_audit(audit):
    """A mark of the audit and all that it found."""
    return version_of(audit, *audit.findings.all())


@transaction.atomic
def add_audit(plan, *, by, strand, audited_on, who, findings):
    """`findings` are (code of the item, answers), of the items that something is said about."""
    plan = open_plan(plan)
    audit = Audit.objects.create(plan=plan, strand=strand, audited_on=audited_on, who=who)
    _write(audit, findings)
    record("accessibility_audit.added", audit, by=by, findings=len(findings))
    return audit


@transaction.atomic
def change_audit(audit, *, by, audited_on, who, findings, seen=None):
    """A line that says nothing any more goes, unless there is a photo of it."""
    now = hold(audit)
    open_plan(now.plan)
    if seen is not None and seen != version_of_audit(now):
        raise SavedMeanwhile
    now.audited_on, now.who = audited_on, who
    now.save(update_fields=["audited_on", "who"])
    _write(now, findings)
    record("accessibility_audit.changed", now, by=by, findings=len(findings))
    return now


def _write(audit, findings):
    places = {item.code: place for place, item in enumerate(audit.of_strand.items, start=1)}
    said = dict(findings)
    gone = audit.findings.exclude(item__in=said)
    kept = gone.filter(photos__isnull=False).first()
    if kept:
        raise PlainRefusal(f"{kept.title}: there is a photo of this. Take the photo out first")
    gone.delete()
    for code, answers in said.items():
        Finding.objects.update_or_create(
            audit=audit, item=code, defaults={"position": places[code], **answers}
        )


@transaction.atomic
def add_photo(finding, *, by, shows, picture, width, height):
    """`picture` are the bytes of a picture that was drawn anew (`schools.pictures`)."""
    now = hold(finding)
    open_plan(now.audit.plan)
    if now.photos.count() >= MOST_PHOTOS:
        raise PlainRefusal(f"There are {MOST_PHOTOS} photos of this already. Take one out first")
    photo = Photo.objects.create(
        finding=now, shows=shows, picture=picture, width=width, height=height
    )
    record("accessibility_photo.added", photo, by=by, bytes=len(picture))
    return photo


@transaction.atomic
def remove_photo(photo, *, by):
    open_plan(photo.finding.audit.plan)
    record("accessibility_photo.removed", photo, by=by)
    photo.delete()
