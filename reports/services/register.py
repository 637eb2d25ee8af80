"""The register of statutory papers that are kept elsewhere."""

from django.db import transaction

from audit.record import record
from register.versions import refuse_if_changed
from reports.models import StatutoryPaper
from reports.services.standing import tell_trust
from schools.across import current_school


@transaction.atomic
def record_paper(kind, *, by, seen=None, **fields):
    """Where a paper is, whose it is, until when it holds."""
    paper = StatutoryPaper.objects.select_for_update().filter(kind=kind.code).first()
    refuse_if_changed(seen, paper)
    paper = paper or StatutoryPaper(kind=kind.code)
    for name, value in fields.items():
        setattr(paper, name, value)
    paper.full_clean()
    paper.save()
    record("statutory_paper.recorded", paper, by=by, kind=kind.code)
    tell_trust(current_school())
    return paper
