"""Buildings, where people meet outside, and the pictures of their floors."""

from django.db import transaction

from audit.record import record
from register.versions import hold, refuse_if_changed
from safety.models import Building, EvacuationPlace, FloorPlan
from safety.services.plans import PlainRefusal


@transaction.atomic
def add_building(*, by, name, meets_at):
    building = Building.objects.create(name=name, meets_at=meets_at)
    record("building.added", building, by=by)
    return building


@transaction.atomic
def change_building(building, *, by, seen=None, **answers):
    """Its name, its assembly point, whether it is in use. One that a running PEEP is for stays."""
    now = hold(building)
    refuse_if_changed(seen, now)
    if answers.get("is_closed") and now.plans.running().exists():
        raise PlainRefusal("There are PEEPs for this building. End them first")
    for name, value in answers.items():
        setattr(now, name, value)
    now.save(update_fields=list(answers))
    record("building.changed", now, by=by, fields=sorted(answers))
    return now


@transaction.atomic
def add_floor(building, *, by, name, picture, width, height):
    """`picture` are the bytes of a picture that was drawn anew (`schools.pictures`)."""
    floor = FloorPlan.objects.create(
        building=building, name=name, picture=picture, width=width, height=height
    )
    record("floor_plan.added", floor, by=by, bytes=len(picture))
    return floor


@transaction.atomic
def change_floor(floor, *, by, name, drawn=None):
    """Its name, and with `drawn` (bytes, width, height) a new picture in place of the old one: the
    PEEPs that show this floor show the new one at once."""
    floor.name = name
    fields = ["name"]
    if drawn:
        floor.picture, floor.width, floor.height = drawn
        fields += ["picture", "width", "height"]
    floor.save(update_fields=fields)
    record("floor_plan.changed", floor, by=by, fields=fields)


@transaction.atomic
def remove_floor(floor, *, by):
    """Only one that no PEEP has ever shown: what was signed stays as it was."""
    if EvacuationPlace.objects.filter(floor=floor).exists():
        raise PlainRefusal("A PEEP shows this floor, so it stays. You can put in a new picture.")
    record("floor_plan.removed", floor, by=by)
    floor.delete()
