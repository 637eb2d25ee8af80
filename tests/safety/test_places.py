"""The places of a PEEP on its writing page: several rows easily, each with helper and deputy."""

from access.roles import Role
from safety.models import EvacuationPlace, SafetyPlan
from safety.services import plans, signing
from tests.factories import evacuation, safety


def page_of(plan):
    return f"/safety/peep/{plan.pk}/write/"


def typed(plan, *places, **more):
    """The form as a browser sends it, with these places."""
    answers = {part.name: "Words" for part in plan.of_kind.parts}
    data = {**answers, "seen": plans.version_of_draft(plan.draft), "next_review_on": ""}
    for prefix, rows in (("writer", []), ("duty", []), ("place", places)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data | more


def row(where="Room 4", **fields):
    return {"day": 0, "part": 0, "where": where, "route": "Ramp", **fields}


def begun(cast):
    plan = safety.begun(cast, "peep")
    return SafetyPlan.objects.whole().get(pk=plan.pk)


def test_places_are_saved_with_their_people(alder, cast, visit):
    plan, helper, deputy = begun(cast), cast.head, cast.person(Role.TA)
    people = {"helper": helper.pk, "deputy": deputy.pk, "training": "chair"}
    visit(cast.sendco, page_of(plan), typed(plan, row(**people), row("Hall", part=3)))
    first, second = EvacuationPlace.objects.all()
    assert (first.helpers, first.deputies, first.when) == ([helper], [deputy], "Every day, all day")
    assert {duty.training for duty in first.duties.all()} == {"chair"}
    assert (second.where, second.helpers, second.when) == ("Hall", [], "Every day, lunch")


def test_a_new_place_begins_as_a_copy_of_the_one_above(alder, cast, visit):
    plan = begun(cast)
    page = visit(cast.sendco, page_of(plan), typed(plan, row("Room 9"), more="place"))
    assert page.content.decode().count('value="Room 9"') == 2
    assert not EvacuationPlace.objects.exists()


def test_a_place_without_a_way_out_is_told_so_at_the_field(alder, cast, visit):
    plan = begun(cast)
    answer = visit(cast.sendco, page_of(plan), typed(plan, row(route="")))
    assert answer.status_code == 422
    assert "Enter the way out" in answer.content.decode()


def test_nobody_is_the_deputy_of_themselves(alder, cast, visit):
    plan = begun(cast)
    both = {"helper": cast.head.pk, "deputy": cast.head.pk}
    answer = visit(cast.sendco, page_of(plan), typed(plan, row(**both)))
    assert answer.status_code == 422
    assert "Choose another adult than the helper" in answer.content.decode()


def test_floors_of_another_building_are_not_offered(alder, cast, visit):
    plan = begun(cast)
    evacuation.floor(safety.building("Annexe"), by=cast.sendco, name="Attic")
    evacuation.floor(plan.building, by=cast.sendco, name="Cellar")
    page = visit(cast.sendco, page_of(plan)).content.decode()
    assert "Cellar" in page
    assert "Attic" not in page


def test_a_missing_deputy_is_remarked_and_the_plan_can_be_signed(alder, cast, visit):
    plan = safety.written(cast, "peep")
    page = visit(cast.sendco, page_of(plan)).content.decode()
    assert "nobody stands in for the helper in Words" in page
    signing.send_to_sign(plan.draft, by=cast.sendco)
    assert "waits for signatures" in visit(cast.sendco, page_of(plan)).content.decode()


def test_the_next_version_has_the_places_and_their_people(alder, cast):
    plan = evacuation.peep(cast, {"where": "Room 4", "deputy": cast.head}, {"where": "Hall"})
    draft = plans.start_draft(plan, by=cast.sendco)
    found = [(one.where, one.helpers, one.deputies) for one in draft.places.all()]
    helper = cast.person(Role.TA, "Helper")
    assert sorted(found) == [("Hall", [helper], []), ("Room 4", [helper], [cast.head])]


def test_helper_and_deputy_are_both_asked_to_read_it(alder, cast, visit):
    helper, deputy = cast.person(Role.TA, "Helper"), cast.person(Role.TA, "Deputy")
    plan = evacuation.peep(cast, {"where": "Room 4", "deputy": deputy})
    for user in (helper, deputy):
        assert "I know this plan" in visit(user, f"/safety/peep/{plan.pk}/").content.decode()
        visit(user, f"/safety/peep/{plan.pk}/know/", {})
    assert {one.user for one in plan.in_force.acknowledgements.all()} == {helper, deputy}
