"""Where a person can go: the pages of a school and of the trust, in the order of the menu.

A page appears once it exists (its URL name resolves) and only for whom the table lets in.
"""

from dataclasses import dataclass

from django.urls import NoReverseMatch, get_script_prefix, reverse

from access.checks import may
from access.policy import Permission
from schools.addresses import trust_url


@dataclass(frozen=True)
class Item:
    """A line of a menu. `covers` are further beginnings of addresses that belong to the page;
    those who have the permission `unless` find it elsewhere."""

    label: str
    name: str
    permission: Permission | None = None
    covers: tuple = ()
    of_the_trust: bool = False
    unless: Permission | None = None

    @property
    def url(self):
        """The address, or None while the page does not exist."""
        try:
            return trust_url(self.name) if self.of_the_trust else reverse(self.name)
        except NoReverseMatch:
            return None

    def depth(self, path):
        """How much of this path is the page's own, 0 for nothing: on a page below several items
        the deepest is the current one. `path` is the address without the school's part."""
        mine = self.url.removeprefix(get_script_prefix()).strip("/")
        path = path.strip("/")
        fits = [p for p in (mine, *self.covers) if p == path or (p and path.startswith(p + "/"))]
        return max((len(p) + 1 for p in fits), default=0)

    def is_open_to(self, user):
        if self.unless and may(user, self.unless):
            return False
        return self.permission is None or may(user, self.permission)


SCHOOL = (
    Item("Home", "home"),
    Item("My classes", "my_classes", Permission.READ_CLASS),
    Item("Register", "register", Permission.VIEW_REGISTER, covers=("pupils", "plans")),
    Item("Reviews", "reviews", Permission.WRITE_PLANS),
    Item("Provision", "provision", Permission.VIEW_PROVISION),
    Item("Sessions", "sessions", Permission.LOG_SESSIONS),
    Item("Safety", "safety", Permission.VIEW_SAFETY_LIST),
    Item("Accessibility", "accessibility_plan", Permission.VIEW_STATUTORY_PAPERS),
    Item("Classes", "classes", Permission.VIEW_CLASSES),
    Item(
        "Papers",
        "statutory_papers",
        Permission.VIEW_STATUTORY_PAPERS,
        covers=("information-report",),
    ),
    Item("Reports", "figures", Permission.VIEW_SCHOOL_FIGURES),
    Item("Imports", "imports", Permission.IMPORT_ROLL),
    Item("Staff", "staff", Permission.MANAGE_SCHOOL_STAFF),
    Item("What happened", "audit", Permission.VIEW_AUDIT, unless=Permission.MANAGE_SCHOOL_STAFF),
)
TRUST = (
    Item("Home", "home"),
    Item("Schools", "schools", Permission.MANAGE_SCHOOLS),
    Item("Papers", "all_papers", Permission.VIEW_ALL_PAPERS),
    Item("Bank", "trust_bank", Permission.EDIT_TRUST_BANK),
    Item("Plans", "plan_templates", Permission.EDIT_TRUST_BANK),
    Item("Staff", "staff", Permission.MANAGE_TRUST_STAFF),
    Item("What happened", "audit", Permission.VIEW_AUDIT, unless=Permission.MANAGE_TRUST_STAFF),
)
SCHOOL_MENU = (
    Item("Bank of outcomes and support", "bank", Permission.VIEW_PROVISION),
    Item("Costs of support", "provision_costs", Permission.VIEW_COSTS),
    Item("School year", "school_year", Permission.MANAGE_SCHOOL_YEAR),
    Item("What happened", "audit", Permission.VIEW_AUDIT),
    Item("Who may do what", "policy", Permission.VIEW_POLICY),
    Item("Your account", "account", of_the_trust=True),
)
TRUST_MENU = (
    Item("Trust settings", "trust_settings", Permission.MANAGE_SCHOOLS),
    Item("Components", "gallery", Permission.MANAGE_SCHOOLS),
    Item("What happened", "audit", Permission.VIEW_AUDIT),
    Item("Who may do what", "policy", Permission.VIEW_POLICY),
    Item("Your account", "account"),
)
FOOTER = (
    Item("Accessibility", "accessibility_statement", of_the_trust=True),
    Item("Privacy", "privacy", of_the_trust=True),
    Item("Help", "help", of_the_trust=True),
)


def pages_for(user, items):
    """Those of these pages that exist and that this person may open."""
    return [item for item in items if item.url and item.is_open_to(user)]
