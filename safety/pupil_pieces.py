"""What of safety plans stands on a pupil's page (register.panels)."""

from access.policy import Permission
from register import panels
from register.panels import Event, Flag, Panel, Source, Tab
from safety.kinds import KINDS
from safety.models import SafetyPlan, Version
from safety.standing import standings

FLAGS = {"risk": ("risk", 10), "peep": ("peep", 20), "healthcare": ("care_plan", 30)}


def at_a_glance(page):
    """The running plans that this person may read, each with where it stands and its line for an
    emergency. None where there is none, so that nothing says which plans there are not."""
    found = SafetyPlan.objects.readable_by(page.user).running().filter(pupil=page.pupil)
    found = standings(found.select_related("pupil", "building"), on=page.today)
    return {"plans": found} if found else None


def _stands(code):
    """True for a pupil who has a plan of this kind in force. Intimate care plans raise no flag."""

    def stands(page):
        return code in _kinds_in_force(page)

    return stands


def _kinds_in_force(page):
    """The kinds of plan in force for this pupil, asked once a page."""
    if "_safety_kinds" not in page.__dict__:
        live = Version.objects.in_force().filter(pupil=page.pupil)
        page.__dict__["_safety_kinds"] = set(live.values_list("plan__kind", flat=True))
    return page.__dict__["_safety_kinds"]


def _happened(kind):
    """When plans of one kind came into force and ended, for those who may read that kind."""

    def events(page):
        mine = SafetyPlan.objects.for_user(page.user, to=kind.view).filter(pupil=page.pupil)
        versions = Version.objects.filter(plan__in=mine, signed_at__isnull=False)
        for version in versions.select_related("plan__building", "written_by"):
            plan = version.plan
            title = f"{kind.title} in force: version {version.number}"
            url = plan.url_of("version", version.number)
            yield Event(version.valid_from, title, plan.matter, str(version.written_by), url)
        for plan in mine.exclude(ended_on=None):
            yield Event(
                plan.ended_on, f"{kind.title} ended", plan.ended_why, url=plan.get_absolute_url()
            )

    return events


def add_to_pupil_page():
    panels.add(
        Tab("Safety plans", "pupil_safety", Permission.VIEW_SAFETY_LIST, place=40),
        Panel("safety/panel.html", Permission.VIEW_SAFETY_LIST, 5, at_a_glance),
        *(
            Flag(flag, KINDS[code].view, place, _stands(code))
            for code, (flag, place) in FLAGS.items()
        ),
        *(Source(kind.view, _happened(kind)) for kind in KINDS.values()),
    )
