"""What of safety plans stands on a pupil's page (register.panels)."""

from access.policy import Permission
from register import panels
from register.panels import Act, Event, Flag, Panel, Source, Tab
from safety.kinds import KINDS
from safety.models import RestrictiveIntervention, SafetyPlan
from safety.standing import State, standings

# The flag of each kind, and its place. Intimate care plans raise none.
FLAGS = {"risk": ("risk", 10), "peep": ("peep", 20), "healthcare": ("care_plan", 30)}


def at_a_glance(page):
    """The running plans that this person may read, each with where it stands and its line for an
    emergency. None where there is none, so that nothing says which plans there are not."""
    found = standings(_plans(page), on=page.today)
    running = [one for one in found if one.state != State.ENDED]
    return {"plans": running} if running else None


def happened(page):
    """When plans came into force and ended."""
    for plan in _plans(page):
        for version in plan.versions.all():
            if version.is_signed:
                title = f"{plan.of_kind.title} in force: version {version.number}"
                url = plan.url_of("version", version.number)
                by = str(version.written_by)
                yield Event(version.valid_from, title, plan.matter, by, url)
        if plan.ended_on:
            url = plan.get_absolute_url()
            yield Event(plan.ended_on, f"{plan.of_kind.title} ended", plan.ended_why, url=url)


def _in_force(kind):
    """True for a pupil who has a plan of this kind in force."""

    def stands(page):
        return any(
            plan.kind == kind and plan.in_force and not plan.ended_on for plan in _plans(page)
        )

    return stands


def _plans(page):
    """Every plan of this pupil that this person may read, with its versions; asked once a page."""
    if "safety_plans" not in page.__dict__:
        mine = SafetyPlan.objects.readable_by(page.user).filter(pupil=page.pupil)
        page.__dict__["safety_plans"] = list(mine.whole())
    return page.__dict__["safety_plans"]


def _force(page):
    """Each use of force, restraint or seclusion."""
    mine = RestrictiveIntervention.objects.for_user(page.user, to=Permission.VIEW_RESTRICTIVE)
    for one in mine.filter(pupil=page.pupil).select_related("recorded_by"):
        url, by = one.get_absolute_url(), str(one.recorded_by)
        yield Event(one.happened_on, one.in_words, one.place, by, url)


def add_to_pupil_page():
    panels.add(
        Tab("Safety plans", "pupil_safety", Permission.VIEW_SAFETY_LIST, place=40),
        Panel("safety/panel.html", Permission.VIEW_SAFETY_LIST, 5, at_a_glance),
        *(
            Flag(flag, KINDS[code].view, place, _in_force(code))
            for code, (flag, place) in FLAGS.items()
        ),
        Source(Permission.VIEW_SAFETY_LIST, happened),
        Source(Permission.VIEW_RESTRICTIVE, _force),
        Act("Record use of force", "restrictive_record", Permission.RECORD_RESTRICTIVE, place=80),
    )
