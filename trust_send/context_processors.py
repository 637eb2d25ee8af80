"""What the frame of every page shows: whose copy this is, where we are, where one can go."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property

from access.checks import may, works_for_the_trust
from access.models import Membership
from access.policy import Permission
from schools.addresses import school_url, trust_url
from schools.models import Domain, Trust
from trust_send import navigation

DEFAULT_BRAND = Trust._meta.get_field("brand").default
SCHOOLS_IN_A_MENU = 12
LEGAL_FORM = re.compile(
    r"( (multi[- ]academy|learning|academy|academies|schools|education|federation|partnership))*"
    r" trust$",
    re.IGNORECASE,
)


def shell(request):
    """`{{ shell.… }}`: worked out only where a page uses it, so fragments cost no query."""
    return {"shell": Shell(request)}


# Areas whose pages need more than every page wears.
SHEETS = {"safety": "safety.css", "accessibility": "accessibility.css"}


class Shell:
    demo = settings.DEMO

    def __init__(self, request):
        self.request = request

    @property
    def user(self):
        return self.request.user

    @property
    def school(self):
        return getattr(self.request, "tenant", None)

    @cached_property
    def trust(self):
        return Trust.objects.first() or Trust(name="Trust", initials="T")

    @cached_property
    def short_name(self):
        """Brightwater, of Brightwater Learning Trust."""
        return LEGAL_FORM.sub("", self.trust.name)

    @property
    def brand(self):
        return (self.school and self.school.brand) or self.trust.brand

    @property
    def brand_url(self):
        """The stylesheet of this colour, or nothing while it is the product's own."""
        if self.brand.lower() == DEFAULT_BRAND:
            return ""
        return trust_url("brand_css", self.brand.lower().removeprefix("#"))

    @property
    def sheet(self):
        """The further stylesheet of the area that this page belongs to, or nothing."""
        match = self.request.resolver_match
        return match and SHEETS.get(match.func.__module__.partition(".")[0])

    @cached_property
    def schools(self):
        """(name, address) of the schools this person may change to, few enough for a menu."""
        mine = [] if len(self._schools) > SCHOOLS_IN_A_MENU else self._schools
        return [(name, school_url(slug, "home")) for slug, name in mine]

    @property
    def has_many_schools(self):
        return len(self._schools) > SCHOOLS_IN_A_MENU

    @cached_property
    def _schools(self):
        domains = Domain.objects.filter(
            is_primary=True, tenant__opened_at__isnull=False, tenant__closed_at=None
        )
        if not works_for_the_trust(self.user):
            mine = Membership.objects.on(timezone.localdate()).filter(user=self.user)
            domains = domains.filter(tenant__in=mine.values("school"))
        found = domains.order_by("tenant__name").values_list("domain", "tenant__name")
        return list(found[: SCHOOLS_IN_A_MENU + 1])

    @cached_property
    def nav(self):
        items = navigation.SCHOOL if self.school else navigation.TRUST
        return navigation.pages_for(self.user, items)

    @cached_property
    def current(self):
        """The item of the main navigation that this page belongs to."""
        depths = [(item.depth(self.request.path_info), item) for item in self.nav]
        depth, item = max(depths, key=lambda pair: pair[0], default=(0, None))
        return item if depth else None

    @cached_property
    def menu(self):
        items = navigation.SCHOOL_MENU if self.school else navigation.TRUST_MENU
        in_nav = {item.name for item in self.nav}
        return [i for i in navigation.pages_for(self.user, items) if i.name not in in_nav]

    @cached_property
    def footer(self):
        return [item for item in navigation.FOOTER if item.url]

    @property
    def finds_pupils(self):
        return bool(self.school) and may(self.user, Permission.VIEW_PUPIL)
