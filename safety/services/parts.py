"""The templates of plans: the trust's texts and parts, and the parts of one school."""

import uuid

from django.db import transaction
from django.db.models import Max

from audit.record import record
from register.refusals import PlainRefusal
from safety.models import LocalPart
from schools.models import Trust

MOST_ADDED = 8


@transaction.atomic
def save_trust_texts(kind, *, by, texts):
    """The trust's hints and starting texts of the product's parts: {part: {hint, template}}. New
    plans of every school begin with them."""
    trust, kept = _held(kind)
    _keep(trust, kind, kept | {"texts": texts}, by=by, what="texts")


@transaction.atomic
def add_trust_part(kind, *, by, title, hint="", template=""):
    """A part that every school of the trust is asked for in new plans of this kind."""
    trust, kept = _held(kind)
    added = kept.get("added", [])
    _refuse_more(added)
    if any(one["title"] == title for one in added):
        raise PlainRefusal("There is a part of this name already.")
    part = {"name": f"trust-{uuid.uuid4()}", "title": title, "hint": hint, "template": template}
    _keep(trust, kind, kept | {"added": [*added, part]}, by=by, what="a part")


@transaction.atomic
def ask_for_trust_part(kind, name, *, by, asked):
    """Take a part of the trust's own out, or ask for it again."""
    trust, kept = _held(kind)
    added = [
        one | {"is_withdrawn": not asked} if one["name"] == name else one
        for one in kept.get("added", [])
    ]
    _keep(trust, kind, kept | {"added": added}, by=by, what="a part")


@transaction.atomic
def add_school_part(kind, *, by, title, hint="", template=""):
    """A part of this school's own in new plans of this kind."""
    mine = LocalPart.objects.filter(kind=kind.code)
    _refuse_more(mine)
    if mine.filter(title=title).exists():
        raise PlainRefusal("There is a part of this name already.")
    last = mine.aggregate(last=Max("position"))["last"] or 0
    part = LocalPart.objects.create(
        kind=kind.code, title=title, hint=hint, template=template, position=last + 1
    )
    record("plan_part.added", part, by=by, kind=kind.code)
    return part


@transaction.atomic
def ask_for_school_part(part, *, by, asked):
    """Take a part of the school's own out, or ask for it again."""
    part.is_withdrawn = not asked
    part.save(update_fields=["is_withdrawn"])
    record("plan_part.asked_again" if asked else "plan_part.taken_out", part, by=by)


def _refuse_more(parts):
    if len(parts) >= MOST_ADDED:
        raise PlainRefusal(f"A plan has room for {MOST_ADDED} more parts, and that many are added.")


def _held(kind):
    """The trust, held while it is changed, and what it keeps of this kind."""
    trust = Trust.objects.select_for_update().first()
    return trust, trust.plan_parts.get(kind.code, {})


def _keep(trust, kind, kept, *, by, what):
    trust.plan_parts = trust.plan_parts | {kind.code: kept}
    trust.save(update_fields=["plan_parts"])
    record("plan_templates.changed", trust, by=by, kind=kind.code, what=what)
