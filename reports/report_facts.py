"""What the product knows that belongs into the SEN information report, by item.

The report is public: small numbers are hidden for everybody, and nothing here names a pupil.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from access.people import sendcos_here, staff_here
from apdr.models import Intervention
from reports.measures import NOT_RECORDED, SchoolFigures
from reports.models import PublishedVersion
from reports.suppression import HIDDEN
from safety.models import Training
from safety.subjects import SUBJECTS
from schools.addresses import school_url

SMALLEST_GROUP = 3
GROUP_NUMBER = re.compile(r",? group \d+$", re.IGNORECASE)


@dataclass(frozen=True)
class Facts:
    """Lines of (label, words, address) under a heading; `lacks` says what to do where there are
    none."""

    title: str
    lines: list = field(default_factory=list)
    lacks: str = ""


def facts_for(item, school, *, on):
    """The facts that belong to this item, or None."""
    find = BY_ITEM.get(item.id)
    return find(school, on) if find else None


def _needs(school, on):
    """Counts by main area of need. A count that is hidden may be hidden for another's sake, so
    nothing is said of how small it is."""
    figures = SchoolFigures(on=on, exact=False)
    rows = [row for row in figures.by_area if row.key != f"area {NOT_RECORDED}"]
    lines = [(row.label, "not shown" if row.count is HIDDEN else row.words, "") for row in rows]
    title = f"Pupils with SEN by main need, {on.day} {on:%B %Y}"
    return Facts(title, lines, "No pupil has a need recorded yet.")


def _sendco(school, on):
    lines = [(user.name, user.email, f"mailto:{user.email}") for user in sendcos_here(on)]
    return Facts("SENDCo", lines, "Nobody is SENDCo on the staff page. Give the role there first.")


def _interventions(school, on):
    """Groups of some size only: what one or two pupils get might be known by its name. Several
    groups of one intervention are one line."""
    running = Intervention.objects.running(on).filter(planned_group_size__gte=SMALLEST_GROUP)
    names = sorted({GROUP_NUMBER.sub("", name) for name in running.values_list("name", flat=True)})
    lacks = "No intervention for a group runs today."
    return Facts("Groups and interventions on offer", [(name, "", "") for name in names], lacks)


def _training(school, on):
    in_date = Q(expires_on=None) | Q(expires_on__gte=on)
    held = Training.objects.latest().values_list("pk", flat=True)
    rows = Training.objects.filter(in_date, pk__in=list(held), user__in=staff_here(on))
    counts = Counter(rows.values_list("subject", flat=True))
    lines = [
        (SUBJECTS[code].label, f"{count} member{'' if count == 1 else 's'} of staff", "")
        for code, count in sorted(counts.items(), key=lambda pair: SUBJECTS[pair[0]].label)
    ]
    return Facts("Staff with training in date", lines, "No training is recorded yet.")


def _local_offer(school, on):
    authority = school.local_authority
    url = authority.local_offer_url
    lines = [(f"Local offer of {authority.name}", _shown(url), url)] if url else []
    lacks = (
        f"The address of the local offer of {authority.name} is not entered: the trust does that."
    )
    return Facts("Local offer", lines, lacks)


def _advice(school, on):
    authority = school.local_authority
    name = authority.advice_name
    lines = [(name, authority.advice_contact, "")] if name else []
    if name and authority.advice_url:
        lines.append(("Website", _shown(authority.advice_url), authority.advice_url))
    lacks = f"The advice service of {authority.name} is not entered: the trust does that."
    return Facts("Independent information and advice (SENDIASS)", lines, lacks)


def _accessibility_plan(school, on):
    version = PublishedVersion.objects.of("accessibility-plan").without_files().first()
    lines = []
    if version:
        url = school_url(school, "published", "accessibility-plan")
        when = timezone.localtime(version.published_at)
        words = f"version {version.number}, published on {when.day} {when:%B %Y}"
        lines = [("Accessibility plan", words, url)]
    return Facts("Accessibility plan", lines, "The accessibility plan is not published here yet.")


def _shown(url):
    return url.partition("//")[2].rstrip("/")


BY_ITEM = {
    "s1_1": _needs,
    "s1_3e": _interventions,
    "s1_4": _sendco,
    "s1_5": _training,
    "s1_11": _advice,
    "s1_13": _local_offer,
    "s69_iv": _accessibility_plan,
    "cop_local_offer_contribution": _local_offer,
}
