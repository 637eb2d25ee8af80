"""The register of the papers that a school must have: made here or kept elsewhere."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from reports.models import PublishedVersion, StatutoryPaper
from reports.publishing import PAPERS, renew_by
from reports.services.standing import gaps_of
from reports.statutory import KINDS, Kind


@dataclass(frozen=True)
class Line:
    """One paper of the register. `desk` is where it is written or recorded."""

    kind: Kind
    version: object
    kept: object
    next_on: object
    gaps: list
    desk: str
    public: str

    @property
    def is_known(self):
        return bool(self.version or self.kept)


class PaperRegister:
    def __init__(self, school, *, on):
        self.school, self.on = school, on

    @cached_property
    def lines(self):
        versions = {one.paper: one for one in PublishedVersion.objects.without_files().newest()}
        kept = {one.kind: one for one in StatutoryPaper.objects.select_related("owner")}
        return [
            self._made_here(kind, versions.get(code))
            if kind.made_here
            else self._elsewhere(kind, kept.get(code))
            for code, kind in KINDS.items()
        ]

    def _made_here(self, kind, version):
        paper = PAPERS.get(kind.code)
        next_on = renew_by(version) if version else None
        gaps = [] if version else ["Not published yet"]
        desk = reverse(paper.desk) if paper else ""
        public = reverse("published", args=[kind.code]) if version else ""
        return Line(kind, version, None, next_on, gaps, desk, public)

    def _elsewhere(self, kind, kept):
        gaps = gaps_of(kept) if kept else ["Nothing is recorded"]
        next_on = kept.next_review_on if kept and kept.next_review_on else kind.due_on
        desk = reverse("record_statutory_paper", args=[kind.code])
        return Line(kind, None, kept, next_on, gaps, desk, kept.url if kept else "")

    @property
    def with_gaps(self):
        return sum(bool(line.gaps) for line in self.lines)


def kept_of(kind):
    """What is recorded of a paper that is kept elsewhere, or None."""
    return StatutoryPaper.objects.filter(kind=kind.code).first()
