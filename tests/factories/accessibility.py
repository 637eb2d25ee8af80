"""Accessibility plans for tests, made by the services that the pages use."""

from datetime import timedelta
from io import BytesIO

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from PIL import Image

from accessibility import deadlines
from accessibility.models import AccessibilityPlan, Signer
from accessibility.services import actions, audits, consultations, plans, reviews


def today():
    return timezone.localdate()


def ago(days):
    return today() - timedelta(days=days)


def ahead(days):
    return today() + timedelta(days=days)


def plan(cast, starts_on=None, **texts):
    """A plan that began three months ago."""
    starts_on = starts_on or ago(90)
    ends_on = deadlines.latest_end(starts_on)
    return plans.start_plan(
        by=cast.sendco, starts_on=starts_on, ends_on=ends_on, lead=cast.head, **texts
    )


def action_answers(cast, **answers):
    return {
        "strand": "physical",
        "barrier": "Two steps at the library door",
        "objective": "Every pupil can use the library",
        "steps": "Build a ramp",
        "lead": cast.head,
        "starts_on": ago(30),
        "due_on": ahead(60),
        "cost_pence": 250_000,
        "success": "Nobody is carried in",
    } | answers


def action(cast, of=None, **answers):
    of = of or AccessibilityPlan.objects.first() or plan(cast)
    return actions.add_action(of, by=cast.sendco, **action_answers(cast, **answers))


def consultation(cast, of=None, asked="both", **answers):
    words = {"who": "Ten pupils", "how": "A walk", "said": "The door is heavy", "changed": ""}
    of = of or AccessibilityPlan.objects.first()
    return consultations.add_consultation(
        of, by=cast.sendco, asked=asked, held_on=ago(20), **(words | answers)
    )


def audit(cast, of=None, strand="physical", findings=None):
    found = {"good": "", "barrier": "Two steps", "severity": "high", "evidence": "Seen"}
    of = of or AccessibilityPlan.objects.first() or plan(cast)
    return audits.add_audit(
        of, by=cast.sendco, strand=strand, audited_on=ago(60), who="The head and four pupils",
        findings=findings if findings is not None else [("entrances", found)],
    )  # fmt: skip


def review(cast, of=None, **answers):
    words = {"who": "The team", "progress": "Good", "decision": "goes_on", "because": "It works"}
    of = of or AccessibilityPlan.objects.first() or plan(cast)
    return reviews.add_review(of, by=cast.sendco, **({"reviewed_on": ago(5)} | words | answers))


def whole(cast):
    """A plan that nothing is wrong with."""
    made = plan(cast)
    for strand in ("curriculum", "physical", "information"):
        action(cast, made, strand=strand)
    consultation(cast, made)
    return again(made)


def again(made):
    return AccessibilityPlan.objects.whole().get(pk=made.pk)


def years_before(day, years):
    return day - relativedelta(years=years)


def photo(width=800, height=600, kind="JPEG"):
    """The bytes of a picture."""
    made = BytesIO()
    Image.new("RGB", (width, height), "grey").save(made, kind)
    return made.getvalue()


def every_row(cast):
    """A row of each table: a plan, the one that follows it, and all that hangs on that. Gives the
    key of each, by what it is."""
    before = plan(cast, years_before(today(), 1))
    action(cast, before)
    starts_on = ago(30)
    after = plans.roll_forward(
        before, by=cast.sendco, starts_on=starts_on, ends_on=deadlines.latest_end(starts_on)
    )
    carried = after.actions.get()
    actions.note_progress(carried, by=cast.sendco, text="x", happened_on=ago(3))
    walk = audit(cast, after)
    (finding,) = walk.findings.all()
    picture = audits.add_photo(
        finding, by=cast.sendco, shows="x", picture=photo(), width=800, height=600
    )
    told = consultation(cast, after)
    look = review(cast, after)
    reviews.sign_review(look, by=cast.head, who=Signer.HEAD)
    rows = {
        "earlier": before, "action": carried, "audit": walk, "finding": finding, "photo": picture,
        "consultation": told, "review": look,
    }  # fmt: skip
    return {name: row.pk for name, row in rows.items()}
