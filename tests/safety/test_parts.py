"""Templates of plans: the trust's hints and starting texts, parts of the trust and the school."""

import pytest

from access.roles import Role
from audit.models import AuditEvent
from safety.kinds import KINDS
from safety.models import LocalPart, SafetyPlan, Version
from safety.parts import parts_to_write
from safety.services import parts
from schools.across import inside
from tests.factories import safety

RISK = KINDS["risk"]
BUS = {"title": "Transport to school", "hint": "Bus, taxi, who meets", "template": "By taxi."}


@pytest.fixture
def bus(cast):
    """A part of the school's own."""
    return parts.add_school_part(RISK, by=cast.sendco, **BUS)


def page(visit, person, path):
    return visit(person, path).content.decode()


def begun(cast):
    return safety.begun(cast, "risk").versions.get()


def test_a_new_plan_begins_with_the_trusts_texts_in_every_school(cast, birch):
    texts = {"where": {"hint": "Which rooms?", "template": "In all lessons."}}
    parts.save_trust_texts(RISK, by=cast.operator, texts=texts)
    assert begun(cast).answers["where"] == "In all lessons."
    with inside(birch):
        assert parts_named("Where and when").hint == "Which rooms?"


def parts_named(title):
    return next(part for part in parts_to_write(RISK) if part.title == title)


def test_the_trust_adds_a_part_that_the_writing_page_asks_for(cast, visit):
    parts.add_trust_part(RISK, by=cast.operator, **BUS)
    draft = begun(cast)
    assert "By taxi." in draft.answers.values()
    writing = page(visit, cast.sendco, f"/safety/risk/{draft.plan_id}/write/")
    assert "Transport to school" in writing
    assert "Bus, taxi, who meets" in writing


def test_a_schools_own_part_is_its_own(cast, birch, bus):
    assert begun(cast).answers[str(bus.pk)] == "By taxi."
    with inside(birch):
        assert not LocalPart.objects.exists()


def test_a_signed_plan_reads_its_part_under_its_title_though_it_is_taken_out(cast, visit, bus):
    plan = safety.written(cast)
    draft = plan.draft
    draft.answers[str(bus.pk)] = "By the blue bus"
    draft.save()
    safety.signing.send_to_sign(draft, by=cast.sendco)
    safety.sign(SafetyPlan.objects.whole().get(pk=plan.pk), cast)
    parts.ask_for_school_part(bus, by=cast.sendco, asked=False)
    told = page(visit, cast.sendco, f"/safety/risk/{plan.pk}/")
    assert "Transport to school" in told
    assert "By the blue bus" in told


def test_a_part_that_is_taken_out_is_asked_for_no_more(cast, visit, bus):
    parts.ask_for_school_part(bus, by=cast.sendco, asked=False)
    draft = begun(cast)
    assert str(bus.pk) not in draft.answers
    writing = page(visit, cast.sendco, f"/safety/risk/{draft.plan_id}/write/")
    assert "Transport to school" not in writing


def test_a_draft_keeps_the_words_of_a_part_that_is_taken_out(cast, visit, bus):
    draft = begun(cast)
    parts.ask_for_school_part(bus, by=cast.sendco, asked=False)
    address = f"/safety/risk/{draft.plan_id}/write/"
    assert "By taxi." in page(visit, cast.sendco, address)
    seen = visit(cast.sendco, address).context["desk"].form["seen"].value()
    sent = {"seen": seen, str(bus.pk): "By taxi, with Mo.", "next_review_on": ""}
    for table in ("hazard", "duty", "writer"):
        sent |= {f"{table}-TOTAL_FORMS": "0", f"{table}-INITIAL_FORMS": "0"}
    visit(cast.sendco, address, sent)
    assert Version.objects.get(pk=draft.pk).answers[str(bus.pk)] == "By taxi, with Mo."


def test_a_keeper_adds_a_part_and_takes_it_out(cast, visit):
    visit(cast.sendco, "/safety/parts/risk/add/", BUS)
    assert "Transport to school" in page(visit, cast.sendco, "/safety/parts/")
    part = LocalPart.objects.get()
    visit(cast.sendco, f"/safety/parts/of/{part.pk}/ask/", {"asked": "no"})
    assert "Taken out" in page(visit, cast.sendco, "/safety/parts/")
    again = visit(cast.sendco, "/safety/parts/risk/add/", BUS)
    assert again.status_code == 422
    assert "There is a part of this name already." in again.content.decode()
    assert AuditEvent.objects.filter(action__startswith="plan_part").count() == 2


@pytest.mark.parametrize("role", [Role.TEACHER, Role.SITE, Role.MEDICAL])
def test_others_add_no_part(cast, visit, role):
    assert visit(cast.person(role), "/safety/parts/").status_code == 403


def test_there_is_room_for_few_parts(cast):
    for number in range(parts.MOST_ADDED):
        parts.add_school_part(RISK, by=cast.sendco, title=f"Part {number}")
    with pytest.raises(parts.PlainRefusal):
        parts.add_school_part(RISK, by=cast.sendco, title="One more")


# The trust's pages --------------------------------------------------------------------------------
def test_the_trust_writes_its_texts_and_keeps_only_what_it_changed(cast, visit):
    form = visit(cast.operator, "/trust/plans/risk/", school=None).context["form"]
    sent = {name: form.initial.get(name) or "" for name in form.fields}
    visit(
        cast.operator,
        "/trust/plans/risk/",
        sent | {"where-template": "In all lessons."},
        school=None,
    )
    kept = parts.Trust.objects.first().plan_parts["risk"]["texts"]
    assert list(kept) == ["where"]
    assert kept["where"]["template"] == "In all lessons."


def test_the_trust_adds_a_part_and_takes_it_out(cast, visit):
    visit(cast.operator, "/trust/plans/risk/add/", BUS, school=None)
    (part,) = parts.Trust.objects.first().plan_parts["risk"]["added"]
    visit(cast.operator, f"/trust/plans/risk/{part['name']}/ask/", {"asked": "no"}, school=None)
    assert "Taken out" in visit(cast.operator, "/trust/plans/risk/", school=None).content.decode()


def test_a_kind_that_there_is_not_is_not_found(cast, visit):
    assert visit(cast.operator, "/trust/plans/nonsense/", school=None).status_code == 404
