"""What of a pupil's plans stands on the pupil's page, and where a plan stands (register.panels)."""

from dataclasses import dataclass

from access.policy import Permission
from apdr.models import Cycle, Enrolment, ParentMeeting, Phase, Rating
from apdr.reviewing import labels
from apdr.timeline import CYCLES, timeline
from register import panels
from register.panels import Act, Event, Panel, Source, Tab
from register.wording import day
from schools.across import current_school
from schools.calendars import calendar_of

PHASES = (Phase.ASSESS, Phase.PLAN, Phase.DO, Phase.REVIEW)
TONES = {
    Rating.MUCH_LESS: "red",
    Rating.LESS: "amber",
    Rating.AS_EXPECTED: "green",
    Rating.MORE: "green",
    Rating.MUCH_MORE: "green",
}


@dataclass(frozen=True)
class Step:
    """One of the four phases of a cycle. `state` is done, now or ahead."""

    label: str
    state: str


def steps(cycle, *, on):
    """Where the cycle is: it follows from the facts (`Cycle.phase`)."""
    phase = cycle.phase(on)
    now = len(PHASES) if phase == Phase.CLOSED else PHASES.index(phase)
    return [Step(one.label, _state(place, now)) for place, one in enumerate(PHASES)]


def _state(place, now):
    return "done" if place < now else "now" if place == now else "ahead"


@dataclass(frozen=True)
class Line:
    """An outcome as a plan shows it: how it goes (words and a tone), what works towards it."""

    outcome: object
    review: object
    so_far: str
    progress: str
    tone: str
    support: list
    strategies: list


def lines(cycle):
    """The outcomes of a cycle that was fetched `whole`, in their order."""
    words = dict(enumerate(labels(), start=1))
    return [_line(outcome, cycle, words) for outcome in cycle.outcomes.all()]


def _line(outcome, cycle, words):
    review = getattr(outcome, "review", None)
    return Line(
        outcome=outcome,
        review=review,
        so_far=_so_far(outcome, review),
        progress=words[review.rating] if review else "",
        tone=TONES[review.rating] if review else "",
        support=[in_words(line.enrolment.intervention) for line in outcome.provision.all()],
        strategies=[s.text for s in cycle.strategies.all() if s.outcome_id == outcome.pk],
    )


def _so_far(outcome, review):
    """Where the pupil was, is now, and should be: Was: 2 of 5 (7 Sep 2026). Now: 3 of 5."""
    said = [
        ("Was", outcome.baseline, outcome.baseline_on, " ({})"),
        ("Now", review.note if review else "", None, ""),
        ("Aim", outcome.target or (outcome.by_on and "reached"), outcome.by_on, " by {}"),
    ]
    return " ".join(
        f"{word}: {text.strip().rstrip('.')}{when.format(day(on)) if on else ''}."
        for word, text, on, when in said
        if text
    )


def enrolments_of(pupil, *, on):
    """What the pupil takes part in and is not over, as choices of a form."""
    running = Enrolment.objects.filter(pupil=pupil).not_over(on)
    found = running.select_related("intervention__led_by").order_by("intervention__name")
    return [(str(one.pk), in_words(one.intervention)) for one in found]


def in_words(intervention):
    """Small-group language: 20 minutes, 3 times a week, Mr T. Bello"""
    times = f"{intervention.sessions_a_week.normalize():f}"
    often = "once a week" if times == "1" else f"{times} times a week"
    return f"{intervention.name}: {intervention.minutes} minutes, {often}, {intervention.led_by}"


# The pupil's page ---------------------------------------------------------------------------------
def current_plan(page):
    cycles = list(page.pupil.cycles.whole()[:CYCLES])
    latest = cycles[0] if cycles else None
    found = latest if latest and not latest.closed_at else None
    if found is None and page.has_left:
        return None
    return {
        "last": None if found else latest,
        "cycle": found,
        "phase": found and found.phase(page.today),
        "lines": lines(found) if found else [],
        "timeline": timeline_of(cycles, on=page.today),
    }


def timeline_of(cycles, *, on):
    """Of a pupil's cycles, the newest first; None where there are none. The terms are asked for
    only where they are drawn."""
    if not cycles:
        return None
    return timeline(cycles, today=on, calendar=calendar_of(current_school()))


def happened(page):
    for cycle in Cycle.objects.filter(pupil=page.pupil).select_related("owner"):
        url = cycle.get_absolute_url()
        if cycle.parents_told_on:
            how = cycle.get_parents_told_how_display().lower()
            title = f"{cycle.title}: plan agreed with parents"
            yield Event(cycle.parents_told_on, title, f"Told {how}.", str(cycle.owner), url)
        if cycle.reviewed_on:
            said = cycle.conclusion if page.rights.may(Permission.VIEW_WHOLE_PLANS) else ""
            yield Event(cycle.reviewed_on, f"{cycle.title}: reviewed", said, url=url)


def meetings(page):
    for meeting in ParentMeeting.objects.filter(pupil=page.pupil).select_related("led_by"):
        yield Event(meeting.held_on, "Meeting with parents", meeting.said, str(meeting.led_by))


def add_to_pupil_page():
    panels.add(
        Tab("Plan and reviews", "pupil_plans", Permission.VIEW_PLANS, place=20),
        Act("Add a parent meeting", "parent_meeting_add", Permission.WRITE_PLANS, place=55),
        Panel("apdr/panel_plan.html", Permission.VIEW_PLANS, 20, current_plan, wide=True),
        Source(Permission.VIEW_PLANS, happened),
        Source(Permission.VIEW_WHOLE_PLANS, meetings),
    )
