"""Floors, places and drills for tests, made by the services that the pages use."""

from io import BytesIO

from PIL import Image

from access.roles import Role
from safety.models import Duty, EvacuationPlace, SafetyPlan
from safety.services import buildings, drills, signing
from schools.pictures import redraw
from tests.factories import safety


def picture(width=400, height=300, kind="PNG", mode="RGB", **how):
    """The bytes of a picture file, as somebody might upload it."""
    file = BytesIO()
    Image.new(mode, (width, height)).save(file, kind, **how)
    return file.getvalue()


def floor(building, *, by, name="Ground floor"):
    drawn, width, height = redraw(picture())
    return buildings.add_floor(
        building, by=by, name=name, picture=drawn, width=width, height=height
    )


def drill(building, *, by, part=2, is_real=False):
    """One that has begun now: in the morning, where nothing else is said."""
    return drills.start_drill(building, by=by, part=part, is_real=is_real)


def place(version, where, *, day=0, part=0, helper=None, deputy=None, **fields):
    """A place of a draft, with its people."""
    of_version = {"version": version, "pupil_id": version.pupil_id}
    made = EvacuationPlace.objects.create(
        **of_version, where=where, route="Ramp", day=day, part=part, **fields
    )
    for user, does in ((helper, "helps"), (deputy, "stands in")):
        if user:
            Duty.objects.create(**of_version, user=user, does=does, place=made)
    return made


def peep(cast, *places, pupil=None):
    """A PEEP in force with these places, each the keywords of `place`. Where a helper is not said
    it is one who works here."""
    plan = safety.written(cast, "peep", pupil=pupil)
    if places:
        plan.draft.places.all().delete()
    for one in places:
        place(plan.draft, **{"helper": cast.person(Role.TA, "Helper"), **one})
    return _signed(plan, cast)


def _signed(plan, cast):
    signing.send_to_sign(plan.draft, by=cast.sendco)
    return safety.sign(SafetyPlan.objects.whole().get(pk=plan.pk), cast)
