"""Where the plan of this school stands today: which plan counts, and what is wrong with it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from access.people import staff_here
from accessibility import deadlines
from accessibility.models import AccessibilityPlan

MANY = {
    "overdue": ("action is overdue", "actions are overdue"),
    "no_lead": ("action has no lead who works here", "actions have no lead who works here"),
    "no_cost": ("action has no cost yet", "actions have no cost yet"),
}
PAGES = {
    "start": "accessibility_start",
    "forward": "accessibility_forward",
    "reviews": "accessibility_reviews",
    "change": "accessibility_change",
    "consultations": "accessibility_consultations",
}


@dataclass(frozen=True)
class Line:
    """A flag, or several of one kind, and the page that settles it. `is_here`: that page shows it
    to everybody who may read the plan."""

    words: str
    url: str
    is_here: bool = False


def standing_here(on):
    """Of the school that the connection is in."""
    return Standing(AccessibilityPlan.objects.whole().newest(), on)


class Standing:
    """One plan on one day; `plan` is None where the school has none."""

    def __init__(self, plan, on):
        self.plan, self.on = plan, on
        self.staff = set(staff_here(on).values_list("pk", flat=True))

    @cached_property
    def flags(self):
        return deadlines.flags(self.plan, on=self.on, staff=self.staff)

    @property
    def flags_in_short(self):
        """One line a kind of flag: three overdue actions are one line with their number."""
        counted = Counter(flag.code for flag in self.flags)
        seen, lines = set(), []
        for flag in self.flags:
            if flag.code in MANY:
                if flag.code in seen:
                    continue
                seen.add(flag.code)
                lines.append(_of_many(flag.code, counted[flag.code]))
            else:
                lines.append(Line(flag.words, reverse(PAGES[flag.part])))
        return lines

    @property
    def review_due_on(self):
        return self.plan and deadlines.review_due(self.plan.starts_on, self.plan.reviewed_last())

    @property
    def review_is_late(self):
        return bool(self.plan) and self.review_due_on < self.on


def _of_many(code, number):
    one, many = MANY[code]
    address = f"{reverse('accessibility_plan')}?flag={code}"
    return Line(f"{number} {one if number == 1 else many}", address, is_here=True)
