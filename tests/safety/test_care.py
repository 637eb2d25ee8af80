"""Intimate care that was given: logged by those whom the plan names."""

import pytest
from django.db import DatabaseError, transaction

from access.roles import Role
from safety.models import CareEvent
from safety.services import care
from tests.factories import safety


@pytest.fixture
def plan(alder, cast):
    return safety.in_force(cast, "intimate", about="Toileting")


@pytest.fixture
def helper(cast):
    return cast.person(Role.TA, "Helper")


def page_of(answer):
    return " ".join(answer.content.decode().split())


def log(visit, person, plan, **changes):
    data = {"what": "Changed", "when": "now", **changes}
    return visit(person, f"/safety/intimate/{plan.pk}/care/log/", data)


def test_the_usual_care_takes_one_tap(plan, helper, visit):
    form = visit(helper, f"/safety/intimate/{plan.pk}/care/log/").context["form"]
    assert form["what"].value() == "Toileting"
    assert log(visit, helper, plan).status_code == 302
    event = plan.care_events.get()
    assert (event.what, event.given_by, event.unusual) == ("Changed", helper, "")


def test_anything_unusual_leads_to_the_safeguarding_lead_by_name(plan, helper, cast, visit):
    cast.person(Role.DSL, "Lena Lead")
    log(visit, helper, plan, unusual="A mark on the arm")
    shown = page_of(visit(helper, f"/safety/intimate/{plan.pk}/care/"))
    assert (
        "Now tell the safeguarding lead, Lena Lead, what was unusual: today, and in person" in shown
    )


def test_nothing_unusual_tells_nobody(plan, helper, visit):
    log(visit, helper, plan)
    assert "Now tell" not in page_of(visit(helper, f"/safety/intimate/{plan.pk}/care/"))


def test_the_pupils_signal_and_own_words_come_first(plan, helper, visit):
    page = page_of(visit(helper, f"/safety/intimate/{plan.pk}/"))
    assert (
        page.index("How Ann says stop") < page.index("own words") < page.index("What the plan says")
    )


def test_an_entry_is_put_right_by_a_further_one(plan, helper, cast, visit):
    wrong = care.log_care(plan, by=helper, what="Washed")
    address = f"/safety/intimate/{plan.pk}/care/{wrong.pk}/correct/"
    assert visit(cast.sendco, address, {"what": "Changed", "when": "now"}).status_code == 302
    right = CareEvent.objects.get(corrects=wrong)
    assert (right.given_by, right.written_by) == (helper, cast.sendco)
    assert visit(cast.sendco, address, {"what": "x", "when": "now"}).status_code == 422


@pytest.mark.parametrize("change", ["update", "delete"])
def test_an_entry_is_never_altered(plan, helper, change):
    rows = CareEvent.objects.filter(pk=care.log_care(plan, by=helper, what="Changed").pk)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        rows.update(what="x") if change == "update" else rows.delete()


def test_the_head_reads_the_log_and_logs_nothing(plan, helper, cast, visit):
    care.log_care(plan, by=helper, what="Changed")
    assert "Changed" in page_of(visit(cast.head, f"/safety/intimate/{plan.pk}/care/"))
    assert log(visit, cast.head, plan).status_code == 404


def test_a_draft_takes_no_entry(cast, visit):
    plan = safety.written(cast, "intimate")
    assert log(visit, cast.sendco, plan).status_code == 422
    assert not plan.care_events.exists()
