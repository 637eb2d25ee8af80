"""Every door of the product, found by walking both URLconfs, and what to put into its address.

A new page is covered as soon as its address is known. Where the address has a parameter that is
not known here, the tests fail and say what to add to `PARAMETERS`.
"""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import URLPattern, get_resolver
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from access.models import Membership
from access.policy import COLUMNS, TABLE, Permission, Reach
from schools.models import TrustBankItem
from tests.policy.world import canary, nowhere

SCHOOL, TRUST = "school", "trust"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Door:
    """A URL name of one of the two sites, and the view behind it."""

    site: str
    name: str
    route: str
    view: object

    def __str__(self):
        return f"{self.site}:{self.name}"

    @property
    def permission(self):
        return getattr(self.view, "permission", None)

    @property
    def open_to(self):
        return getattr(self.view, "open_to", None)

    @property
    def parameters(self):
        return PARAMETER.findall(self.route)

    def address(self, arguments, school="alder"):
        root = f"/schools/{school}/" if self.site == SCHOOL else "/"
        return root + PARAMETER.sub(lambda found: str(arguments[found[1]]), self.route)


@cache
def doors():
    """All of them, in the order of the URLconfs."""
    sites = {SCHOOL: settings.SCHOOL_URLCONF, TRUST: settings.ROOT_URLCONF}
    return [door for site, urlconf in sites.items() for door in _walk(site, get_resolver(urlconf))]


def _walk(site, resolver, before=""):
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Door(site, one.name, route, one.callback)
        else:
            yield from _walk(site, one, route)


def door(site, name):
    return next(one for one in doors() if (one.site, one.name) == (site, name))


# Sample arguments ---------------------------------------------------------------------------------
# Keyed by a part of the address before the parameter ("pupils") or by the URL name, and by the
# parameter. Each takes (the school's world, the child) and gives the key of a row.
PARAMETERS = {
    ("pupils", "pk"): lambda school, child: child.pupil.pk,
    ("pupils", "contact"): lambda school, child: child.contact.pk,
    ("pupils", "period"): lambda school, child: child.period.pk,
    ("pupils", "adult"): lambda school, child: child.assistant.pk,
    ("links", "purpose"): lambda school, child: "plan",
    ("make_link", "subject"): lambda school, child: child.cycle.pk,
    ("links", "link"): lambda school, child: child.link.pk,
    ("family", "token"): lambda school, child: child.token,
    ("plans", "kind"): lambda school, child: "risk",
    ("parts", "kind"): lambda school, child: "risk",
    ("trust_part_ask", "name"): lambda school, child: "trust-part",
    ("school_part_ask", "pk"): lambda school, child: school.local_part.pk,
    ("cover_card", "token"): lambda school, child: child.card_token,
    ("take_back_cover_card", "card"): lambda school, child: child.card.pk,
    ("plans", "pk"): lambda school, child: child.cycle.pk,
    ("reviews", "pk"): lambda school, child: child.outcome.pk,
    ("review_ask_back", "pk"): lambda school, child: child.outcome.review.pk,
    ("provision", "pk"): lambda school, child: child.intervention.pk,
    ("places", "pk"): lambda school, child: child.enrolment.pk,
    ("sessions", "pk"): lambda school, child: child.intervention.pk,
    ("risk", "pk"): lambda school, child: child.safety["risk"].pk,
    ("peep", "pk"): lambda school, child: child.safety["peep"].pk,
    ("healthcare", "pk"): lambda school, child: child.safety["healthcare"].pk,
    ("intimate", "pk"): lambda school, child: child.safety["intimate"].pk,
    ("packs", "supply"): lambda school, child: child.pack.pk,
    ("doses", "dose"): lambda school, child: child.dose.pk,
    ("care", "event"): lambda school, child: child.care.pk,
    ("training", "pk"): lambda school, child: school.training.pk,
    ("training_of", "pk"): lambda school, child: school.cast.teacher.pk,
    ("safety_sign", "pk"): lambda school, child: child.safety["risk"].pk,
    ("controls", "control"): lambda school, child: child.control.pk,
    ("force", "pk"): lambda school, child: child.force.pk,
    ("buildings", "pk"): lambda school, child: school.building.pk,
    ("floors", "pk"): lambda school, child: school.floor.pk,
    ("drills", "pk"): lambda school, child: school.drill.pk,
    ("drill_tap", "result"): lambda school, child: child.drill_result.pk,
    ("earlier", "pk"): lambda school, child: school.accessibility["earlier"],
    ("actions", "pk"): lambda school, child: school.accessibility["action"],
    ("audits", "pk"): lambda school, child: school.accessibility["audit"],
    ("accessibility_audit_add", "strand"): lambda school, child: "physical",
    ("findings", "pk"): lambda school, child: school.accessibility["finding"],
    ("photos", "pk"): lambda school, child: school.accessibility["photo"],
    ("consultations", "pk"): lambda school, child: school.accessibility["consultation"],
    ("accessibility_review", "pk"): lambda school, child: school.accessibility["review"],
    ("accessibility_review_change", "pk"): lambda school, child: school.accessibility["review"],
    ("accessibility_review_sign", "pk"): lambda school, child: school.accessibility["review"],
    ("versions", "number"): lambda school, child: 1,
    ("agreement", "who"): lambda school, child: "parent",
    ("refusal", "who"): lambda school, child: "parent",
    ("published", "paper"): lambda school, child: "information-report",
    ("papers", "paper"): lambda school, child: "send-policy",
    ("publish_paper", "paper"): lambda school, child: "information-report",
    ("share_paper", "paper"): lambda school, child: "information-report",
    ("information-report", "year"): lambda school, child: 2026,
    ("sections", "item"): lambda school, child: "s1_6",
    ("texts", "item"): lambda school, child: "s1_6",
    ("comments", "pk"): lambda school, child: school.remark.pk,
    ("bank", "pk"): lambda school, child: school.ann.bank_item.pk,
    ("trust_bank_change", "pk"): lambda school, child: _trust_bank_item(),
    ("trust_bank_withdraw", "pk"): lambda school, child: _trust_bank_item(),
    ("key_adult", "pk"): lambda school, child: child.pupil.pk,
    ("classes", "pk"): lambda school, child: child.group.pk,
    ("classes", "place"): lambda school, child: child.place.pk,
    ("my-classes", "pk"): lambda school, child: child.group.pk,
    ("imports", "pk"): lambda school, child: school.batch.pk,
    ("imports", "row"): lambda school, child: school.ann.row.pk,
    ("imports", "kind"): lambda school, child: "csv",
    ("delete_saved_view", "pk"): lambda school, child: school.saved_view.pk,
    ("jobs", "pk"): lambda school, child: school.job.pk,
    ("staff", "pk"): lambda school, child: school.cast.teacher.pk,
    ("staff_end_role", "pk"): lambda school, child: _membership(school),
    ("staff_move", "pk"): lambda school, child: _membership(school),
    ("remove_closure_day", "pk"): lambda school, child: school.closure.pk,
    ("remove_authority_closure_day", "pk"): lambda school, child: school.authority_closure.pk,
    ("authorities", "number"): lambda school, child: school.school.local_authority.number,
    ("schools", "slug"): lambda school, child: school.school.slug,
    ("school-year", "year"): lambda school, child: 2026,
    ("terms", "year"): lambda school, child: 2026,
    ("brand", "colour"): lambda school, child: "0b5a60",
    ("welcome", "who"): lambda school, child: _who(school.cast.teacher),
    ("welcome", "token"): lambda school, child: default_token_generator.make_token(
        school.cast.teacher
    ),
}


def arguments_of(one, school, child):
    """{parameter: a value that stands for a row of this child or this school}."""
    return {name: _key_of(one, name)(school, child) for name in one.parameters}


def arguments_of_nobody(one, school):
    """The same with keys that no row has."""
    rows = {name: nowhere() for name in one.parameters if f"<uuid:{name}>" in one.route}
    return arguments_of(one, school, school.ann) | rows


def unknown_parameters(one):
    return [name for name in one.parameters if _key_of(one, name) is None]


def concerns_a_child(one, school):
    """True where Ann's address is another than Ben's."""
    return arguments_of(one, school, school.ann) != arguments_of(one, school, school.ben)


def has_rows(one):
    """True where the address names a row by a random key."""
    return any(f"<uuid:{name}>" in one.route for name in one.parameters)


def _key_of(one, name):
    before = one.route.partition(f":{name}>")[0].split("/")
    parts = [part for part in reversed(before) if "<" not in part]
    found = [PARAMETERS.get((part, name)) for part in (one.name, *parts)]
    return next(filter(None, found), None)


def _membership(school):
    return Membership.objects.get(user=school.cast.teacher).pk


def _trust_bank_item():
    return TrustBankItem.objects.get(key="o-ask").pk


def _who(user):
    return urlsafe_base64_encode(force_bytes(user.pk))


# Rows of one person: for others they do not exist, whatever the table says of the page.
OWNERS = {
    (SCHOOL, "job"): lambda school: school.cast.data_officer,
    (TRUST, "job"): lambda school: None,  # the sample is a job of a school
    (SCHOOL, "delete_saved_view"): lambda school: school.cast.sendco,
}


def belongs_to_another(one, school, role):
    """True where the row in its sample address is of another person."""
    owner = OWNERS.get((one.site, one.name))
    return bool(owner) and owner(school) != school.person(role)


# What the table says ------------------------------------------------------------------------------
def reach_of(role, permission):
    """The cell of the table, read here without the program's own checker."""
    return TABLE[permission][COLUMNS.index(role)]


def reaches_child(reach, name):
    """Does this reach open Ann, who is taught and named for? Ben, who is neither?"""
    return reach is Reach.ALL or (reach in (Reach.TAUGHT, Reach.NAMED) and name == "ann")


# By which permission each table about a child is read. Canaries of a table (tests.policy.world)
# must not reach those whom it does not.
READ_BY = {
    "pupil": Permission.VIEW_PUPIL,
    "statusperiod": Permission.VIEW_REGISTER,
    "need": Permission.VIEW_REGISTER,
    "profile": Permission.VIEW_PROFILE,
    "contact": Permission.VIEW_CONTACTS,
    "note": Permission.VIEW_NOTES,
    "importrow": Permission.IMPORT_ROLL,
    "cycle": Permission.VIEW_PLANS,
    "outcome": Permission.VIEW_PLANS,
    "outcomereview": Permission.VIEW_PLANS,
    "strategy": Permission.VIEW_PLANS,
    "evidence": Permission.VIEW_WHOLE_PLANS,
    "amendment": Permission.VIEW_WHOLE_PLANS,
    "parentmeeting": Permission.VIEW_WHOLE_PLANS,
    "plandraft": Permission.WRITE_PLANS,
    "enrolment": Permission.VIEW_PROVISION,
    "topup": Permission.VIEW_COSTS,
    "familylink": Permission.VIEW_WHOLE_PLANS,
    # Safety plans are told apart by their kind, not by their table.
    "risk": Permission.VIEW_RISK,
    "peep": Permission.VIEW_PEEP,
    "healthcare": Permission.VIEW_HEALTHCARE,
    "intimate": Permission.VIEW_INTIMATE,
    "restrictive": Permission.VIEW_RESTRICTIVE,
}


def never_shown_to(role):
    """The canaries of Alder and Birch that no page may ever show to this role at Alder."""
    yield canary("birch")
    for table, permission in READ_BY.items():
        reach = reach_of(role, permission)
        for name in ("ann", "ben"):
            if not reaches_child(reach, name):
                yield canary("alder", name, table)
