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
    with_kind = _Kept(kind)
    with_kind.kept["texts"] = texts
    with_kind.save(by, "texts")


@transaction.atomic
def add_trust_part(kind, *, by, title, hint="", template=""):
    """A part that every school of the trust is asked for in new plans of this kind."""
    with_kind = _Kept(kind)
    _refuse_more(with_kind.added)
    if any(one["title"] == title for one in with_kind.added):
        raise PlainRefusal("There is a part of this name already.")
    part = {"name": f"trust-{uuid.uuid4()}", "title": title, "hint": hint, "template": template}
    with_kind.added.append(part | {"is_withdrawn": False})
    with_kind.save(by, "added")


@transaction.atomic
def ask_for_trust_part(kind, name, *, by, asked):
    """Take a part of the trust's own out, or ask for it again."""
    with_kind = _Kept(kind)
    for one in with_kind.added:
        if one["name"] == name:
            one["is_withdrawn"] = not asked
    with_kind.save(by, "added")


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
        raise PlainRefusal(
            f"A plan has room for {MOST_ADDED} more parts, and that many are added."
        )


class _Kept:
    """The trust's part of one kind, held while it is changed."""

    def __init__(self, kind):
        self.trust, self.kind = Trust.objects.select_for_update().first(), kind
        self.kept = dict(self.trust.plan_parts.get(kind.code, {}))

    @property
    def added(self):
        return self.kept.setdefault("added", [])

    def save(self, by, what):
        self.trust.plan_parts = {**self.trust.plan_parts, self.kind.code: self.kept}
        self.trust.save(update_fields=["plan_parts"])
        record("plan_templates.changed", self.trust, by=by, kind=self.kind.code, what=what)
