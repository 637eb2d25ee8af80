"""Buildings, where people meet, and the pictures of their floors."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import AuditEvent
from register.versions import SavedMeanwhile, version_of
from safety.models import Building, FloorPlan
from safety.services import buildings as services
from safety.services.plans import PlainRefusal
from tests.factories import evacuation, safety


def test_a_building_is_added_with_its_assembly_point(alder, cast, visit):
    answer = visit(cast.head, "/safety/buildings/new/", {"name": "Annexe", "meets_at": "Gate"})
    building = Building.objects.get()
    assert answer.url.endswith(f"/safety/buildings/{building.pk}/")
    assert (building.name, building.meets_at) == ("Annexe", "Gate")


def test_two_buildings_are_not_called_alike(alder, cast, visit):
    safety.building("Annexe")
    answer = visit(cast.head, "/safety/buildings/new/", {"name": "annexe", "meets_at": "Gate"})
    assert answer.status_code == 422
    assert "There is a building called annexe already" in answer.content.decode()


def test_a_building_with_peeps_stays_in_use(alder, cast, visit):
    building = safety.in_force(cast, "peep").building
    answers = {"name": "Main", "meets_at": "Gate", "is_closed": "on", "seen": version_of(building)}
    answer = visit(cast.head, f"/safety/buildings/{building.pk}/", answers)
    assert answer.status_code == 422
    assert "There are PEEPs for this building" in answer.content.decode()


def test_a_building_that_is_no_longer_used_is_offered_for_no_plan(alder, cast, visit):
    building = safety.building("Old hall")
    services.change_building(building, by=cast.head, is_closed=True)
    page = visit(cast.sendco, f"/pupils/{cast.ann.pk}/safety/peep/start/").content.decode()
    assert "Old hall" not in page


def test_the_second_of_two_who_change_a_building_sees_both(alder, cast, visit):
    building = safety.building()
    seen = version_of(building)
    services.change_building(building, by=cast.sendco, meets_at="Field", seen=seen)
    with pytest.raises(SavedMeanwhile):
        services.change_building(building, by=cast.head, meets_at="Gate", seen=seen)
    answers = {"name": building.name, "meets_at": "Gate", "seen": seen}
    answer = visit(cast.head, f"/safety/buildings/{building.pk}/", answers)
    assert answer.status_code == 409
    assert "Field" in answer.content.decode()


# Floors -------------------------------------------------------------------------------------------
def upload(content, name="floor.png"):
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_a_floor_is_uploaded_drawn_anew_and_shown(alder, cast, visit):
    building = safety.building()
    data = {"name": "Ground floor", "picture": upload(evacuation.picture(), "evil.exe")}
    visit(cast.head, f"/safety/buildings/{building.pk}/floors/new/", data)
    floor = FloorPlan.objects.get()
    shown = visit(cast.teacher, f"/safety/floors/{floor.pk}/picture/")
    assert shown["Content-Type"] == "image/png"
    assert shown.content == bytes(floor.picture)
    assert AuditEvent.objects.filter(action="floor_plan.added").exists()


def test_a_file_that_is_no_picture_is_refused_at_its_field(alder, cast, visit):
    building = safety.building()
    data = {"name": "Ground floor", "picture": upload(b"%PDF-1.7")}
    answer = visit(cast.head, f"/safety/buildings/{building.pk}/floors/new/", data)
    assert answer.status_code == 422
    assert "Choose a picture saved as PNG or JPEG" in answer.content.decode()
    assert not FloorPlan.objects.exists()


def test_a_new_picture_takes_the_place_of_the_old_one(alder, cast, visit):
    floor = evacuation.floor(safety.building(), by=cast.head)
    data = {"name": "Ground", "picture": upload(evacuation.picture(500, 500, "JPEG"))}
    visit(cast.head, f"/safety/floors/{floor.pk}/", data)
    floor.refresh_from_db()
    assert (floor.name, floor.width, floor.media_type) == ("Ground", 500, "image/jpeg")


def test_the_picture_stays_where_only_the_name_changes(alder, cast, visit):
    floor = evacuation.floor(safety.building(), by=cast.head)
    visit(cast.head, f"/safety/floors/{floor.pk}/", {"name": "Ground"})
    after = FloorPlan.objects.get()
    assert (after.name, bytes(after.picture)) == ("Ground", bytes(floor.picture))


def test_a_floor_that_a_peep_shows_stays(alder, cast):
    shown, other = (
        evacuation.floor(safety.building(), by=cast.head, name=name) for name in ("1", "2")
    )
    evacuation.peep(cast, {"where": "Room 4", "floor": shown})
    with pytest.raises(PlainRefusal, match="A PEEP shows this floor"):
        services.remove_floor(shown, by=cast.head)
    services.remove_floor(other, by=cast.head)
    assert list(FloorPlan.objects.all()) == [shown]


def test_the_office_sees_no_picture_of_a_floor(alder, cast, visit):
    floor = evacuation.floor(safety.building(), by=cast.head)
    assert visit(cast.data_officer, f"/safety/floors/{floor.pk}/picture/").status_code == 403
