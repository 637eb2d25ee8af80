"""The register's own pieces of a pupil's page (register.panels), and what each of them shows."""

from django.utils import timezone

from access.grants import adults_named_for
from access.policy import Permission
from register import panels, timeline
from register.models import Pupil
from register.panels import Act, Flag, Panel, Source, Tab
from register.timeline import classes, needs, periods

RECENT_EVENTS = 6
CONTACTS_AT_A_GLANCE = 2


def page_of(user, pk, *, to):
    """The page of the pupil with this key, within this person's reach; Pupil.DoesNotExist where
    there is none."""
    mine = Pupil.objects.for_user(user, to=to).with_status().with_class()
    pupil = mine.select_related("profile", "key_adult").get(pk=pk)
    return panels.PupilPage(user, pupil, today=timezone.localdate(), reached_by=to)


# What the panels show -----------------------------------------------------------------------------
def what_helps(page):
    return {"profile": getattr(page.pupil, "profile", None)}


def status_at_a_glance(page):
    current = next((period for period in periods(page.pupil) if period.ended_on is None), None)
    return {
        "period": current,
        "needs": [need for need in needs(page.pupil) if need.ended_on is None],
    }


def people(page):
    return {
        "places": _classes_of_today(page),
        "named": adults_named_for(page.pupil) if page.rights.may(Permission.VIEW_REGISTER) else [],
    }


def _classes_of_today(page):
    """The class or form first, then the teaching groups."""
    places = [place for place in classes(page.pupil, page.today) if place.stands_on(page.today)]
    return sorted(places, key=lambda place: (place.group.kind, place.group.name))


def family(page):
    contacts = list(page.pupil.contacts.all())
    return {"first": contacts[:CONTACTS_AT_A_GLANCE], "more": contacts[CONTACTS_AT_A_GLANCE:]}


def happened(page):
    return {"recent": page.events[:RECENT_EVENTS], "earlier": page.events[RECENT_EVENTS:]}


def on_the_roll(page):
    return {}  # the pupil's own fields


# Flags --------------------------------------------------------------------------------------------
def is_looked_after(page):
    return page.pupil.is_looked_after


def is_a_service_child(page):
    return page.pupil.service_child == "Y"


PIECES = [
    Tab("Overview", "pupil", Permission.VIEW_PUPIL, place=10),
    Tab("Needs and status", "pupil_needs", Permission.VIEW_REGISTER, place=30),
    Tab("Contacts", "pupil_contacts", Permission.VIEW_CONTACTS, place=50),
    Tab("Notes", "pupil_notes", Permission.VIEW_NOTES, place=70),
    Tab("Notes", "pupil_note_add", Permission.ADD_NOTE, place=71),
    Tab("History", "pupil_history", Permission.VIEW_HISTORY, place=90),
    Act("Change status", "pupil_status", Permission.CHANGE_STATUS, place=30),
    Act("Write what helps", "pupil_profile", Permission.EDIT_PROFILE, place=40),
    Act("Add a note", "pupil_note_add", Permission.ADD_NOTE, place=50),
    Act("Choose adults", "pupil_people", Permission.NAME_ADULTS, place=60),
    Act("Edit details", "pupil_edit", Permission.EDIT_PUPIL, place=70),
    Panel("register/pupil_panels/helps.html", Permission.VIEW_PROFILE, 10, what_helps, wide=True),
    Panel("register/pupil_panels/happened.html", Permission.VIEW_PUPIL, 90, happened, wide=True),
    Panel("register/pupil_panels/status.html", Permission.VIEW_REGISTER, 30, status_at_a_glance),
    Panel("register/pupil_panels/people.html", Permission.VIEW_PUPIL, 50, people),
    Panel("register/pupil_panels/family.html", Permission.VIEW_CONTACTS, 70, family),
    Panel("register/pupil_panels/roll.html", Permission.EDIT_PUPIL, 90, on_the_roll),
    Flag("looked_after", Permission.VIEW_REGISTER, 70, is_looked_after),
    Flag("service_child", Permission.VIEW_REGISTER, 80, is_a_service_child),
    Source(Permission.VIEW_PUPIL, timeline.roll_and_classes),
    Source(Permission.VIEW_REGISTER, timeline.status_and_needs),
    Source(Permission.VIEW_PUPIL, timeline.notes),
    Source(Permission.VIEW_REGISTER, timeline.imports),
    Source(Permission.SHARE_WITH_FAMILY, timeline.families_answers),
]
