"""Where does each plan stand, and why? Computed from the facts whenever somebody looks, so that no
plan is silently out of date and no nightly job is needed for the truth.

A plan needs review when a fact has overtaken it: an adult whom it names has left or is no longer
trained, a medicine has expired, the pupil has changed class, or something has happened since it was
last reviewed (domain/safety-and-care-plans.md, "Overdue logic"). Three queries answer for any
number of plans.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery

from access.models import Membership
from register.models import Group, GroupMember
from register.wording import day
from safety.models import (
    Acknowledgement,
    Check,
    Control,
    DrillResult,
    Duty,
    Medicine,
    RestrictiveIntervention,
    Supply,
    Training,
    Version,
)
from safety.subjects import SUBJECTS
from schools.across import current_school

DUE_BEFORE = timedelta(days=30)
DAYS_TO_ACKNOWLEDGE = 7


class State(StrEnum):
    """Worst first, as lists are sorted."""

    def __new__(cls, value, label="", tone=""):
        member = str.__new__(cls, value)
        member._value_, member.label, member.tone = value, label, tone
        return member

    LAPSED = "lapsed", "Lapsed", "red"
    NEEDS_REVIEW = "needs_review", "Needs review", "red"
    DUE = "due", "Review due", "amber"
    DRAFT = "draft", "Not in force yet", "blue"
    CURRENT = "current", "Up to date", "green"
    ENDED = "ended", "Ended", "grey"


URGENT = (State.LAPSED, State.NEEDS_REVIEW)
BY_URGENCY = {state: place for place, state in enumerate(State)}


@dataclass
class Standing:
    """Where one plan stands. `reasons` are sentences for people; `unread` are the named adults who
    have not acknowledged the version in force, `late` those among them whose days are over."""

    plan: object
    state: State
    version: object = None
    draft: object = None
    next_review_on: date | None = None
    reasons: list = field(default_factory=list)
    unread: list = field(default_factory=list)
    late: list = field(default_factory=list)

    @property
    def urgency(self):
        """A key to sort by: the worst state first, then the earliest review."""
        return BY_URGENCY[self.state], self.next_review_on or date.max


def standings(plans, *, on):
    """[Standing] of these plans (each with its `pupil`) on a day, in their order."""
    plans = list(plans)
    live = {}
    for version in _live_versions(plans, on):
        live.setdefault(version.plan_id, []).append(version)
    return [_standing(plan, live.get(plan.pk, []), on) for plan in plans]


def standing(plan, *, on):
    """Where one plan stands."""
    return standings([plan], on=on)[0]


# The facts ----------------------------------------------------------------------------------------
def _live_versions(plans, on):
    """The version in force and the draft of each plan, with the facts that may overtake them."""
    pupil, plan = OuterRef("pupil"), OuterRef("plan")
    checks = Check.objects.filter(version=OuterRef("pk")).order_by("-checked_on", "-written_at")
    moved = GroupMember.objects.filter(
        pupil=pupil, group__kind=Group.Kind.REGISTRATION, started_on__lte=on
    )
    held = RestrictiveIntervention.objects.filter(pupil=pupil)
    over = DrillResult.objects.exclude(drill__ended_at=None)
    drills = over.filter(_went_wrong(), plan=plan)
    late = Control.objects.late(on).filter(version=OuterRef("pk")).order_by("due_on")
    return (
        Version.objects.live()
        .filter(plan__in=plans)
        .annotate(
            checked_on=Subquery(checks.values("checked_on")[:1]),
            checked_at=Subquery(checks.values("written_at")[:1]),
            checked_until=Subquery(checks.values("next_review_on")[:1]),
            moved_on=Subquery(moved.order_by("-started_on").values("started_on")[:1]),
            held_at=Subquery(held.order_by("-began_at").values("began_at")[:1]),
            drill_at=Subquery(drills.order_by("-drill__began_at").values("drill__began_at")[:1]),
            control_due_on=Subquery(late.values("due_on")[:1]),
        )
        .prefetch_related(
            Prefetch("duties", _duties(on), to_attr="named"),
            Prefetch("medicines", _medicines(), to_attr="given"),
        )
    )


def _went_wrong():
    """A drill that went as planned is a rehearsal; one that did not, and a real evacuation, ask for
    a look at the plan."""
    stayed = Q(is_here=True, out_after=None)
    return ~Q(went_wrong="") | stayed | Q(drill__is_real=True)


def _duties(on):
    """The named adults: do they work here on this day, and until when does their training hold?"""
    works = Membership.objects.on(on).filter(
        Q(school=current_school()) | Q(school=None), user=OuterRef("user")
    )
    newest = Training.objects.filter(user=OuterRef("user"), subject=OuterRef("training"))
    newest = newest.order_by("-trained_on")
    read = Acknowledgement.objects.filter(version=OuterRef("version"), user=OuterRef("user"))
    return (
        Duty.objects.select_related("user")
        .annotate(
            is_here=Exists(works),
            has_read=Exists(read),
            trained_on=Subquery(newest.values("trained_on")[:1]),
            trained_until=Subquery(newest.values("expires_on")[:1]),
        )
        .order_by("position", "user__name")
    )


def _medicines():
    """The medicines of a plan, with the last day of the best pack that the school holds."""
    packs = Supply.objects.filter(
        plan=OuterRef("version__plan"), medicine=OuterRef("name"), gone_on=None
    ).order_by("-expires_on")
    return Medicine.objects.annotate(good_until=Subquery(packs.values("expires_on")[:1]))


# What follows from them ---------------------------------------------------------------------------
def _standing(plan, live, on):
    version = next((one for one in live if one.is_in_force), None)
    draft = next((one for one in live if not one.is_signed), None)
    found = Standing(plan, State.DRAFT, version, draft)
    if plan.ended_on or not plan.pupil.is_on_roll(on):
        found.state = State.ENDED
    elif version:
        found.next_review_on = version.checked_until or version.next_review_on
        overtaken = list(_overtaken(plan, version, on))
        found.state = _state(found.next_review_on, overtaken, on)
        found.reasons = [*_by_date(found.next_review_on, on), *overtaken]
        found.unread = _unread(version)
        is_late = on > version.valid_from + timedelta(days=DAYS_TO_ACKNOWLEDGE)
        found.late = found.unread if is_late else []
    return found


def _state(next_review_on, overtaken, on):
    if next_review_on < on:
        return State.LAPSED
    if overtaken:
        return State.NEEDS_REVIEW
    return State.DUE if next_review_on <= on + DUE_BEFORE else State.CURRENT


def _by_date(next_review_on, on):
    if next_review_on < on:
        yield f"Its review was due on {day(next_review_on)}"


def _overtaken(plan, version, on):
    """The facts that have overtaken this version, in sentences."""
    yield from _of_people(version, on)
    yield from _of_medicines(version, on)
    since = max(version.valid_from, version.checked_on or version.valid_from)
    if plan.kind == "peep" and version.moved_on and version.moved_on > since:
        yield f"The pupil has been in another class since {day(version.moved_on)}"
    if plan.kind == "peep" and _after(version.drill_at, version):
        yield f"Something went wrong in the evacuation on {day(version.drill_at)}"
    if plan.kind == "risk" and _after(version.held_at, version):
        yield f"Force, restraint or seclusion was used on {day(version.held_at)}"
    if plan.kind == "risk" and version.control_due_on:
        yield f"Something that was to be done by {day(version.control_due_on)} is not done"


def _after(moment, version):
    """It happened after this version was signed and after it was last reviewed, to the minute: a
    review in the morning knows nothing of a drill in the afternoon."""
    if moment is None or moment <= version.signed_at:
        return False
    return not version.checked_at or moment > version.checked_at


def _of_people(version, on):
    gone = {duty.user for duty in version.named if not _is_here(duty)}
    for user in sorted(gone, key=str):
        yield f"{user} no longer works here"
    for duty in version.named:
        if duty.training and duty.user not in gone:
            yield from _of_training(duty, on)


def _is_here(duty):
    return duty.is_here and duty.user.is_active


def _of_training(duty, on):
    subject = SUBJECTS[duty.training].label.lower()
    if duty.trained_on is None:
        yield f"{duty.user} has no training in {subject} on record"
    elif duty.trained_until and duty.trained_until < on:
        yield f"{duty.user}’s training in {subject} ran out on {day(duty.trained_until)}"


def _of_medicines(version, on):
    for medicine in version.given:
        if medicine.good_until is None:
            yield f"No pack of {medicine.name} is on record"
        elif medicine.good_until < on:
            yield f"{medicine.name} expired on {day(medicine.good_until)}"


def _unread(version):
    return list({duty.user: None for duty in version.named if not duty.has_read and _is_here(duty)})
