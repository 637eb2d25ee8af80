"""The list of safety plans: which, by which filters, and how many of each state."""

from collections import Counter
from functools import cached_property

from django.urls import reverse

from access.checks import may
from access.policy import Permission
from register.models import Pupil
from safety.kinds import KIND_CHOICES
from safety.models import SafetyPlan
from safety.standing import State, standings

UNREAD = "unread"
MINE = "mine"
PAGES = (  # (label, URL name, permission)
    ("Evacuation", "evacuation", Permission.RUN_DRILLS),
    ("Medicines today", "medicines_today", Permission.LOG_DOSES),
    ("Staff training", "training", Permission.VIEW_TRAINING),
    ("Parts of your own", "school_parts", Permission.ADD_PLAN_PARTS),
    ("Fire folder (PDF)", "fire_folder", Permission.RUN_DRILLS),
    ("Trip pack", "trip_pack", Permission.VIEW_SAFETY_LIST),
    ("Use of force", "restrictive_list", Permission.VIEW_RESTRICTIVE),
)
VIEWS = (
    ("", "All"),
    (State.LAPSED, "Lapsed"),
    (State.NEEDS_REVIEW, "Needs review"),
    (State.DUE, "Review due"),
    (State.DRAFT, "Not in force yet"),
    (UNREAD, "Not read by all"),
    (MINE, "Name me"),
)


class PlanList:
    """The running plans that this person may read, filtered by what the address asks for."""

    def __init__(self, user, asked, *, on):
        self.user, self.on = user, on
        self.kind = asked.get("kind", "")
        self.view = asked.get("view", "")
        self.words = asked.get("q", "").strip()
        self.kinds = KIND_CHOICES

    @cached_property
    def rows(self):
        found = [one for one in self._found if self._fits(one, self.view)]
        return sorted(found, key=lambda one: (one.urgency, one.plan.pupil.surname, one.plan.kind))

    @cached_property
    def views(self):
        """(key, label, how many), of those that hold something and the one in use."""
        counts = Counter(key for one in self._found for key, _ in VIEWS if self._fits(one, key))
        return [
            (str(key), label, counts[key])
            for key, label in VIEWS
            if counts[key] or key in ("", self.view)
        ]

    @property
    def pages(self):
        """(label, address) of the pages beside the list that this person may open."""
        return [(label, reverse(name)) for label, name, right in PAGES if may(self.user, right)]

    @property
    def is_filtered(self):
        return bool(self.kind or self.words)

    @cached_property
    def _found(self):
        plans = SafetyPlan.objects.readable_by(self.user).running()
        plans = plans.filter(pupil__in=Pupil.objects.on_roll())
        if self.kind in dict(self.kinds):
            plans = plans.filter(kind=self.kind)
        for word in self.words.split():
            plans = plans.filter(pupil__surname__icontains=word) | plans.filter(
                pupil__forename__icontains=word
            )
        plans = plans.select_related("pupil", "building").distinct()
        return standings(plans, on=self.on)

    def _fits(self, one, key):
        if key == UNREAD:
            return bool(one.late)
        if key == MINE:
            return self.user in one.unread
        return not key or one.state == key
