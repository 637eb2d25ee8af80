"""What provision puts on a pupil's page (register.panels): the tab, the card, what happened."""

from access.policy import Permission
from apdr.models import Enrolment
from apdr.plan_pages import in_words
from apdr.services import leavers
from register import leaving, panels
from register.panels import Act, Event, Panel, Source, Tab


def running(page):
    """The support of today; no card where there is none."""
    places = Enrolment.objects.filter(pupil=page.pupil).on(page.today)
    found = places.select_related("intervention__led_by").order_by("intervention__name")
    lines = [(place, in_words(place.intervention)) for place in found]
    return {"lines": lines} if lines else None


def happened(page):
    for place in Enrolment.objects.filter(pupil=page.pupil).select_related("intervention"):
        name, url = place.intervention.name, place.intervention.get_absolute_url()
        if place.starts_on <= page.today:
            yield Event(place.starts_on, f"{name} began", url=url)
        if place.ends_on and place.is_over(page.today):
            yield Event(place.ends_on, f"{name} ended", place.ended_early, url=url)


def end_with_the_roll():
    leaving.add(leaving.Ending(leavers.end_places, leavers.reopen_places))


def add_to_pupil_page():
    panels.add(
        Tab("Provision", "pupil_provision", Permission.VIEW_PROVISION, place=25),
        Act("Set the top-up", "give_top_up", Permission.SET_COSTS, place=90),
        Panel("apdr/panel_provision.html", Permission.VIEW_PROVISION, 35, running),
        Source(Permission.VIEW_PROVISION, happened),
    )
