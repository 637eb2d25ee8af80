"""What a school tells the trust of its papers: where each stands, and nothing about a child."""

from django.utils import timezone

from reports.models import InformationReport, PublishedVersion, StatutoryPaper
from reports.publishing import PAPERS, renew_by
from reports.statutory import KINDS
from schools.across import shared
from schools.addresses import school_url
from schools.models import PaperStanding

NOTHING, WRITING, PUBLISHED, RECORDED = "nothing", "writing", "published", "recorded"


def tell_trust(school):
    """Bring the trust's rows of this school up to date. Called after every change of a paper,
    inside the school and within that change."""
    rows = standings(school)
    with shared():
        for code, row in rows.items():
            PaperStanding.objects.update_or_create(school=school, paper=code, defaults=row)


def standings(school):
    """{paper: its row} as the school's own tables have it now."""
    versions = {one.paper: one for one in PublishedVersion.objects.without_files().newest()}
    kept = {one.kind: one for one in StatutoryPaper.objects.all()}
    return {
        code: _made_here(school, code, versions.get(code))
        if kind.made_here
        else _kept_elsewhere(kind, kept.get(code))
        for code, kind in KINDS.items()
    }


def _made_here(school, code, version):
    paper, today = PAPERS.get(code), timezone.localdate()
    missing = paper.missing(school, on=today) if paper else ["It cannot be written here yet."]
    row = {"missing": missing, "state": WRITING if _is_begun(code) else NOTHING, "version": ""}
    row |= {"published_on": None, "next_on": None, "url": ""}
    if version:
        row |= {
            "state": PUBLISHED,
            "version": str(version.number),
            "published_on": timezone.localtime(version.published_at).date(),
            "next_on": renew_by(version),
            "url": school_url(school, "published", code),
        }
    return row


def _is_begun(code):
    return code == "information-report" and InformationReport.objects.exists()


def _kept_elsewhere(kind, paper):
    if paper is None:
        return {
            "state": NOTHING, "missing": ["Nothing is recorded"], "version": "",
            "published_on": None, "next_on": kind.due_on, "url": "",
        }  # fmt: skip
    return {
        "state": RECORDED,
        "missing": gaps_of(paper),
        "version": paper.version,
        "published_on": paper.approved_on,
        "next_on": paper.next_review_on,
        "url": paper.url,
    }


def gaps_of(paper):
    """What a paper that is kept elsewhere lacks."""
    asked = {
        "No public address": paper.url,
        "No owner": paper.owner_id,
        "Not approved": paper.approved_on,
        "No day for the next review": paper.next_review_on,
    }
    return [words for words, value in asked.items() if not value]
