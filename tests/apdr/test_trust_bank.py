"""The trust's bank: who changes it, and how every school follows."""

import pytest
from django.db import connection

from access.roles import Role
from apdr.models import BankItem
from apdr.services import trust_bank as services
from apdr.services.bank import withdraw_from_bank
from apdr.services.trust_bank import TAKE, TELL
from audit.models import AuditEvent
from schools import jobs
from schools.across import inside, shared
from schools.models import Job, TrustBankItem

STRATEGY = {"kind": "strategy", "area": "CL", "text": "Use the orange folder."}


@pytest.fixture
def item(db):
    return TrustBankItem.objects.get(key="o-calm")


def waiting(kind):
    return Job.objects.filter(kind=kind, state="waiting")


def work_off(kind):
    for job in list(waiting(kind)):
        jobs.run(job.pk, person=lambda pk: None)


@pytest.mark.parametrize("role", [Role.TRUST_LEAD, Role.OPERATOR])
def test_the_trust_send_lead_and_the_operator_change_the_bank(cast, visit, role):
    person = cast.person(role)
    answer = visit(person, "/trust/bank/add/?kind=strategy", STRATEGY, school=None)
    assert answer.status_code == 302
    assert TrustBankItem.objects.get(text=STRATEGY["text"]).kind == "strategy"


def test_a_sendco_does_not_change_the_bank_of_the_trust(cast, visit):
    assert visit(cast.sendco, "/trust/bank/", school=None).status_code in (403, 404)


def test_every_school_follows_a_change_and_what_it_withdrew_stays_withdrawn(cast, birch, item):
    withdrawn = BankItem.objects.get(trust_key="o-ask")
    withdraw_from_bank(withdrawn, by=cast.sendco)
    with shared():
        services.change_trust_item(item, by=cast.operator, text="New words", measure="Counted")
        work_off(TELL)
        work_off(TAKE)
    for school in (cast.school, birch):
        with inside(school):
            copy = BankItem.objects.get(trust_key="o-calm")
            assert (copy.text, copy.measure) == ("New words", "Counted")
    withdrawn.refresh_from_db()
    assert withdrawn.is_withdrawn


def test_a_second_change_waits_for_no_second_job(cast, item):
    with shared():
        services.change_trust_item(item, by=cast.operator, text="Once")
        services.change_trust_item(item, by=cast.operator, text="Twice")
        assert waiting(TELL).count() == 1
        work_off(TELL)
        services.ask_schools_to_take(by=cast.operator)
        assert waiting(TAKE).count() == 2  # one for each school


def test_what_the_trust_withdraws_is_offered_nowhere(cast, item, visit):
    visit(cast.operator, f"/trust/bank/{item.pk}/withdraw/", {}, school=None)
    with shared():
        work_off(TELL)
        work_off(TAKE)
    copy = BankItem.objects.get(trust_key="o-calm")
    assert not copy.is_offered
    page = visit(cast.sendco, "/bank/?withdrawn=1").content.decode()
    assert "Withdrawn by the trust" in page


def test_each_change_is_on_record(cast, item, visit):
    visit(cast.operator, f"/trust/bank/{item.pk}/withdraw/", {}, school=None)
    visit(cast.operator, f"/trust/bank/{item.pk}/withdraw/", {}, school=None)
    with shared():
        done = AuditEvent.objects.filter(subject_id=str(item.pk)).order_by("at")
        actions = list(done.values_list("action", flat=True))
    assert actions == ["trust_bank.withdrawn", "trust_bank.offered_again"]


def test_two_people_change_one_item_and_the_second_is_told(cast, item, visit):
    address = f"/trust/bank/{item.pk}/change/"
    opened = visit(cast.operator, address, school=None).context["form"]
    typed = {**opened.initial, "text": "Mine"}
    services.change_trust_item(item, by=cast.operator, text="Theirs")
    answer = visit(cast.operator, address, typed, school=None)
    assert answer.status_code == 409
    assert "It now says “Theirs”" in answer.context["form"].errors["text"][0]
    again = typed | {"seen": answer.context["form"].data["seen"]}
    assert visit(cast.operator, address, again, school=None).status_code == 302


def test_the_same_words_twice_are_refused_at_their_field(cast, item, visit):
    answers = {"area": item.area, "text": item.text.upper(), "measure": ""}
    answer = visit(cast.operator, "/trust/bank/add/?kind=outcome", answers, school=None)
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"][0].startswith("This is in the bank already")


def test_words_and_kind_find_items(cast, visit):
    page = visit(cast.operator, "/trust/bank/?q=break+card&kind=outcome", school=None)
    assert [one.key for one in page.context["page"]] == ["o-break-card"]
    assert connection.schema_name == cast.school.schema_name
