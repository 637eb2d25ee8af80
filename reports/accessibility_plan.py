"""The accessibility plan as families read it: what it says, and what it needs before it is
published (trust policy 10.4; Equality Act 2010, Schedule 10, paragraph 3).

A lead is named by their work here, as the plan outlives who does it. Photos stay inside.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.template.loader import render_to_string
from django.utils import timezone

from access.people import work_here
from accessibility.models import AccessibilityPlan
from accessibility.standing import standing_here
from accessibility.strands import STRANDS
from register.versions import version_of
from reports.publishing import Edition, Paper, publish_here

CODE, TITLE = "accessibility-plan", "Accessibility plan"
# Flags that a published plan may not raise. An overdue action is published as what it is.
STOPS = {"ended", "no_lead", "strand_empty", "not_asked"}


@dataclass
class Found:
    """The newest audit of a strand."""

    good: list = field(default_factory=list)
    barriers: list = field(default_factory=list)


class PublicPlan:
    """The newest plan of the school that the connection is in."""

    def __init__(self, school, *, on):
        self.school, self.on = school, on
        self.standing = standing_here(on)
        self.plan = self.standing.plan

    @property
    def missing(self):
        if self.plan is None:
            return ["It is not begun."]
        found = [f"{flag.words}." for flag in self.standing.flags if flag.code in STOPS]
        if not self.plan.aims:
            found.append("It does not say what the school wants to reach.")
        if self.review is None:
            found.append("No review of it is signed by the headteacher and the SEND governor.")
        return found

    @cached_property
    def review(self):
        """The newest that both have signed: of this plan, or of the one that it follows."""
        before = AccessibilityPlan.objects.whole().filter(pk=self.plan.follows_id)
        reviews = [one for plan in (self.plan, *before) for one in plan.reviews.all()]
        return next((one for one in reviews if not one.still_to_sign), None)

    @property
    def review_due_on(self):
        return self.standing.review_due_on

    @property
    def consultations(self):
        return self.plan.consultations.all()

    @cached_property
    def strands(self):
        """(strand, what the newest audit found, its actions, why there is none)."""
        actions = [one for one in self.plan.actions.all() if not one.dropped_on]
        for one in actions:
            one.plan, one.now = self.plan, one.status_on(self.on)
            one.led_by = work_here(one.lead) or "The school"
        return [
            (
                strand,
                self._found(code),
                [one for one in actions if one.strand == code],
                self.plan.quiet.get(code, ""),
            )
            for code, strand in STRANDS.items()
        ]

    def _found(self, code):
        audits = [one for one in self.plan.audits.all() if one.strand == code]
        if not audits:
            return Found()
        rows = list(audits[0].findings.all())
        for one in rows:
            one.audit = audits[0]
        return Found([one for one in rows if one.good], [one for one in rows if one.barrier])

    @property
    def edition(self):
        html = render_to_string("reports/accessibility_plan/text.html", {"paper": self})
        years = f"{self.plan.starts_on.year} to {self.plan.ends_on.year}"
        approved = [
            [one.get_who_display(), timezone.localtime(one.signed_at).date().isoformat()]
            for one in self.review.signatures.all()
        ]
        return Edition(html, f"{TITLE} {years}", approved)

    @property
    def seen(self):
        if self.plan is None:
            return ""
        plan = self.plan
        rows = (plan.actions, plan.consultations, plan.reviews, plan.audits)
        return version_of(plan, *(row for kind in rows for row in kind.all()))


publish_here(
    Paper(
        code=CODE,
        title=TITLE,
        law="Equality Act 2010, Schedule 10, paragraph 3",
        desk="accessibility_plan",
        missing=lambda school, *, on: PublicPlan(school, on=on).missing,
        edition=lambda school, *, on: PublicPlan(school, on=on).edition,
        seen=lambda school: PublicPlan(school, on=timezone.localdate()).seen,
    )
)
