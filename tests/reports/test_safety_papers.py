"""Safety plans on paper: by the permission of each kind, on record, tagged, under neutral names."""

import io

import pytest
from page import validate_pdf_bytes
from PIL import Image

from access.roles import Role
from audit.models import AuditEvent
from reports.papers.emergency_card import emergency_card
from reports.papers.fire_folder import fire_folder
from reports.papers.peep import PeepPage, peep
from reports.papers.safety_plan import safety_plan
from reports.papers.trip_pack import contacts_for, trip_pack
from reports.pdf import html_to_pdf
from reports.views.safety import NOTHING_TO_DO
from safety.models import Check, EvacuationPlace, FloorPlan, SafetyPlan
from safety.parts import parts_known
from safety.plan_page import PlanPage
from safety.standing import standing
from tests.factories import safety

KINDS = ["risk", "peep", "healthcare", "intimate"]


def look_at(cast, plan, version=None):
    version = version or plan.in_force
    on = safety.today()
    return PlanPage(plan, version, user=cast.sendco, rights=NOTHING_TO_DO, on=on)


def made(cast):
    return {"school": cast.school, "by": cast.sendco, "on": safety.today()}


def peep_page(plan):
    version = plan.in_force or plan.draft
    return PeepPage(version, standing(plan, on=safety.today()), parts_known(plan.of_kind))


def failures(html, pictures=None):
    return [f.message for f in validate_pdf_bytes(html_to_pdf(html, pictures)).failures]


def with_floor_plan(plan):
    """A draft PEEP whose place has a plan of its floor."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(picture, "PNG")
    floor = FloorPlan.objects.create(
        building=plan.building, name="Ground floor", picture=picture.getvalue(), width=60, height=40
    )
    EvacuationPlace.objects.filter(version=plan.draft).update(floor=floor)
    return floor


# One plan -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_printed_by_who_reads_it_under_a_neutral_name(cast, visit, kind):
    plan = safety.in_force(cast, kind)
    answer = visit(cast.sendco, f"/safety/{kind}/{plan.pk}/versions/1/plan.pdf")
    assert answer.content.startswith(b"%PDF")
    assert "Ann" not in answer["Content-Disposition"]
    event = AuditEvent.objects.get(action="safety_plan.printed")
    assert event.pupil_id == cast.ann.pk


def test_an_intimate_care_plan_is_no_paper_for_a_class_teacher(cast, visit):
    plan = safety.in_force(cast, "intimate")
    assert visit(cast.teacher, f"/safety/intimate/{plan.pk}/versions/1/plan.pdf").status_code == 404
    risk = safety.in_force(cast, "risk")
    assert visit(cast.teacher, f"/safety/risk/{risk.pk}/versions/1/plan.pdf").status_code == 200
    assert visit(cast.teacher, f"/safety/risk/{risk.pk}/versions/9/plan.pdf").status_code == 404


def test_a_risk_is_told_in_the_words_of_the_matrix(cast):
    paper = safety_plan(look_at(cast, safety.in_force(cast, "risk")), **made(cast))
    assert "Medium" in paper or "High" in paper
    assert "12" in paper


def test_a_draft_says_so_and_leaves_room_to_sign(cast):
    plan = safety.sent(cast, "risk")
    paper = safety_plan(look_at(cast, plan, plan.draft), **made(cast))
    assert "Draft: not in force" in paper
    assert paper.count("to-sign") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_title_of_a_paper_never_names_a_child(cast, kind):
    plan = safety.in_force(cast, kind)
    if kind == "peep":
        html, _ = peep(peep_page(plan), **made(cast))
    else:
        html = safety_plan(look_at(cast, plan), **made(cast))
    title = html.partition("</title>")[0]
    assert "Ann" not in title


# The card -----------------------------------------------------------------------------------------
def test_the_card_has_steps_medicine_and_contacts_in_order_for_who_may_see_them(cast):
    cast.ann.contacts.create(name="Mr Archer", relationship="Father", telephone="2", position=2)
    cast.ann.contacts.create(name="Mrs Archer", relationship="Mother", telephone="1", position=1)
    look = look_at(cast, safety.in_force(cast, "healthcare", words="Sit up\nCall 999"))
    mine = contacts_for(cast.sendco, [cast.ann])[cast.ann.pk]
    card = emergency_card(look, mine, **made(cast))
    assert "<li>Call 999</li>" in card
    assert "Salbutamol" in card
    assert card.index("Mrs Archer") < card.index("Mr Archer")
    assert contacts_for(cast.teacher, [cast.ann]) == {}
    assert "Mrs Archer" not in emergency_card(look, None, **made(cast))


def test_only_a_plan_in_force_has_a_card(cast, visit):
    plan = safety.sent(cast, "healthcare")
    assert visit(cast.sendco, f"/safety/healthcare/{plan.pk}/card.pdf").status_code == 404
    plan = safety.sign(plan, cast)
    answer = visit(cast.sendco, f"/safety/healthcare/{plan.pk}/card.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="emergency-card.pdf"'


# The fire folder ----------------------------------------------------------------------------------
def test_the_folder_lists_every_peep_by_building_and_marks_what_has_lapsed(cast):
    safety.in_force(cast, "peep")
    old = safety.in_force(cast, "peep", pupil=cast.ben)
    Check.objects.create(
        version=old.in_force, pupil=cast.ben, checked_on=safety.in_days(-9), found="x",
        checked_by=cast.sendco, next_review_on=safety.in_days(-3),
    )  # fmt: skip
    safety.sent(cast, "peep", pupil=cast.cal)
    html, _, pupils = fire_folder(**made(cast))
    contents = html.partition("<article")[0]
    assert "Ben Barker – LAPSED" in contents
    assert "Ann Archer</a>" in contents
    assert "Not in force yet" in contents
    assert "Cal Carter" in contents
    assert html.count("<article") == 2
    assert {pupil.pk for pupil in pupils} == {cast.ann.pk, cast.ben.pk, cast.cal.pk}


def test_the_folder_is_valid_until_the_first_plan_falls_due(cast):
    plan = safety.in_force(cast, "peep")
    html, *_ = fire_folder(**made(cast))
    last = plan.in_force.next_review_on
    assert f" {last.day} {last:%B %Y}</b>, when the first plan falls due" in html


def test_the_folder_is_printed_by_who_runs_drills(cast, visit):
    safety.in_force(cast, "peep")
    assert visit(cast.person(Role.SITE), "/safety/fire-folder.pdf").content.startswith(b"%PDF")
    assert visit(cast.teacher, "/safety/fire-folder.pdf").status_code == 403
    assert AuditEvent.objects.get(action="fire_folder.printed").detail["pupils"]


def test_a_school_without_peeps_has_a_folder_that_says_so(cast):
    html, _, pupils = fire_folder(**made(cast))
    assert "No pupil needs a plan to leave a building." in html
    assert pupils == []


# The trip pack ------------------------------------------------------------------------------------
def pack(cast, by, pupils):
    contacts = contacts_for(by, pupils)
    return trip_pack(
        "Farm", pupils, contacts=contacts, school=cast.school, by=by, on=safety.today()
    )


def test_the_pack_holds_what_its_printer_may_read_and_never_intimate_care(cast):
    safety.in_force(cast, "healthcare", words="Pen first", about="Allergy")
    safety.in_force(cast, "intimate", words="Zip", about="Toileting", helper=cast.teacher)
    for person in (cast.sendco, cast.teacher):
        html = pack(cast, person, [cast.ann, cast.cal])
        assert "Pen first" in html
        assert "Zip" not in html
        assert "Cal Carter" in html
    leader = pack(cast, cast.person(Role.LEADER, "Other"), [cast.ann])
    assert "Pen first" not in leader


def test_a_group_is_chosen_and_its_pupils_are_ticked(cast, visit):
    cast.ann, cast.cal, cast.ben  # noqa: B018 - stand in their classes
    page = visit(cast.teacher, f"/safety/trip/?group={cast.class_3a.pk}").content.decode()
    assert page.count("checked") == 2
    assert "Ben Barker" not in page
    other = visit(cast.teacher, f"/safety/trip/?group={cast.class_4b.pk}").content.decode()
    assert "Ben Barker" not in other


def test_nobody_outside_reach_gets_into_the_pack(cast, visit):
    address = f"/safety/trip/?group={cast.class_3a.pk}"
    cast.ann  # noqa: B018 - stands in 3A
    assert visit(cast.teacher, address, {"pupils": [cast.ben.pk]}).status_code == 422
    assert visit(cast.teacher, address, {}).status_code == 422
    answer = visit(cast.teacher, address, {"pupils": [cast.ann.pk], "title": "Farm"})
    assert answer["Content-Disposition"] == 'attachment; filename="trip-pack.pdf"'
    assert AuditEvent.objects.get(action="trip_pack.printed").detail["pupils"] == [str(cast.ann.pk)]


def test_an_odd_group_is_none(cast, visit):
    assert visit(cast.sendco, "/safety/trip/?group=nonsense").status_code == 200


# Every paper --------------------------------------------------------------------------------------
def test_every_paper_is_tagged_for_every_reader(cast):
    """PDF/UA-1: tags, language, title, reading order."""
    plan = safety.written(cast, "peep", words="Left\nRight")
    with_floor_plan(plan)
    safety.signing.send_to_sign(plan.draft, by=cast.sendco)
    plan = safety.sign(SafetyPlan.objects.whole().get(pk=plan.pk), cast)
    risk, care = safety.in_force(cast, "risk"), safety.in_force(cast, "intimate")
    health = safety.in_force(cast, "healthcare", words="Sit up\nCall 999")
    cast.ann.contacts.create(name="Mrs Archer", relationship="Mother", telephone="1")
    mine = contacts_for(cast.sendco, [cast.ann])[cast.ann.pk]
    papers = [
        *((safety_plan(look_at(cast, one), **made(cast)),) for one in (risk, care, health)),
        (emergency_card(look_at(cast, health), mine, **made(cast)),),
        peep(peep_page(plan), **made(cast)),
        fire_folder(**made(cast))[:2],
        (pack(cast, cast.sendco, [cast.ann, cast.cal]),),
    ]
    for paper in papers:
        assert failures(*paper) == [], paper[0].partition("</title>")[0][-60:]


def test_the_folder_asks_no_more_for_more_plans(cast, at_most):
    for pupil in (cast.ann, cast.ben, cast.cal, cast.dot):
        safety.in_force(cast, "peep", pupil=pupil)
    with at_most(10):
        fire_folder(**made(cast))
