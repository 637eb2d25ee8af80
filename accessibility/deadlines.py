"""When the accessibility plan and its actions are due, as pure functions of dates, and what is
wrong with a plan: the flags.

Sources: Equality Act 2010, Schedule 10, paragraph 3; SI 2002/1981 for the period of three years;
the trust's policy, clauses 10.2 to 10.5.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from accessibility.strands import STRANDS
from register.wording import day as day_words

ONE_DAY = timedelta(days=1)


class Status(StrEnum):
    """Where an action stands: its label, and the tone that only repeats it."""

    def __new__(cls, value, label, tone):
        member = str.__new__(cls, value)
        member._value_, member.label, member.tone = value, label, tone
        return member

    OVERDUE = "overdue", "Overdue", "red"
    UNDER_WAY = "under_way", "Under way", "blue"
    PLANNED = "planned", "Planned", "grey"
    DONE = "done", "Done", "green"
    DROPPED = "dropped", "Dropped", "grey"


class Timeframe(StrEnum):
    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_, member.label = value, label
        return member

    SHORT = "short", "Short: within 12 months"
    MEDIUM = "medium", "Medium: 12 to 24 months"
    LONG = "long", "Long: 24 to 36 months"

    @property
    def short(self):
        return self.label.partition(":")[0]


# Days ---------------------------------------------------------------------------------------------
def latest_end(starts_on):
    """The last day that a plan from this day on may have: three years, the first day counted."""
    return starts_on + relativedelta(years=3) - ONE_DAY


def next_period(starts_on, ends_on, *, on):
    """The period moves on by a year (trust policy 10.4: a rolling plan); by as many as it takes
    where the plan ended long ago."""
    years = 1
    while ends_on + relativedelta(years=years) < on:
        years += 1
    starts_on += relativedelta(years=years)
    return starts_on, min(ends_on + relativedelta(years=years), latest_end(starts_on))


def may_roll_from(starts_on):
    """The plan rolls on from the third month before its next year begins: there is a school year
    to look back on by then."""
    return starts_on + relativedelta(months=9)


def review_due(starts_on, last_reviewed_on=None):
    """The last day for the next review: progress is reviewed at least annually (trust policy 10.5),
    from the start of the plan or from its last review."""
    return (last_reviewed_on or starts_on) + relativedelta(months=12)


def timeframe(starts_on, due_on):
    """Short, medium or long, counted from the start of the plan."""
    if due_on < starts_on + relativedelta(months=12):
        return Timeframe.SHORT
    return Timeframe.MEDIUM if due_on < starts_on + relativedelta(months=24) else Timeframe.LONG


def status(action, *, on):
    """Of an action on this day, from what is on record. It is due until the end of its day."""
    if action.dropped_on:
        return Status.DROPPED
    if action.done_on:
        return Status.DONE
    if action.due_on < on:
        return Status.OVERDUE
    return Status.UNDER_WAY if action.starts_on <= on else Status.PLANNED


# Flags --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Flag:
    """Something that is missing or late. `part` says which page settles it; `about` is the action
    or the strand that it is about."""

    code: str
    words: str
    part: str
    about: object = None


def flags(plan, *, on, staff):
    """What is wrong with this plan on this day, the worst first. `plan` was fetched `whole`; None
    where the school has none. `staff` are the keys of those who work here."""
    if plan is None:
        return [Flag("no_plan", "There is no accessibility plan", "start")]
    return [
        *_of_the_period(plan, on),
        *_of_the_review(plan, on),
        *(flag for one in plan.open_actions() for flag in _of_action(one, on, staff)),
        *_of_strands(plan),
        *_of_consultation(plan),
    ]


def _of_the_period(plan, on):
    if plan.ends_on < on:
        yield Flag("ended", f"The plan ended on {day_words(plan.ends_on)}", "forward")


def _of_the_review(plan, on):
    due = review_due(plan.starts_on, plan.reviewed_last())
    if due < on:
        yield Flag("no_review", "Progress was not reviewed in the last 12 months", "reviews")


def _of_action(action, on, staff):
    if status(action, on=on) == Status.OVERDUE:
        yield Flag(
            "overdue", f"{action.reference} was due on {day_words(action.due_on)}", "", action
        )
    if action.lead_id not in staff:
        yield Flag("no_lead", f"{action.reference} has no lead who works here", "", action)
    if action.cost_pence is None:
        yield Flag("no_cost", f"The cost of {action.reference} is not known yet", "", action)


def _of_strands(plan):
    for strand in STRANDS.values():
        if not plan.open_actions(strand.code) and not plan.quiet.get(strand.code):
            words = f"{strand.title}: no open action, and no reason why"
            yield Flag("strand_empty", words, "change", strand)


def _of_consultation(plan):
    asked = {one.asked for one in plan.consultations.all()}
    pupils, parents = asked & {"pupils", "both"}, asked & {"parents", "both"}
    if not pupils and not parents:
        yield Flag("not_asked", "Neither pupils nor parents were asked", "consultations")
    elif not pupils:
        yield Flag("not_asked", "Pupils were not asked", "consultations")
    elif not parents:
        yield Flag("not_asked", "Parents were not asked", "consultations")
