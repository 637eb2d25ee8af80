"""The bank: the trust's items taken once, the school's own beside them."""

import pytest

from apdr.forms.bank import BankFilter
from apdr.golden_thread import remarks_on_text
from apdr.models import BankItem
from apdr.services.bank import add_to_bank, take_trust_bank, withdraw_from_bank


@pytest.fixture
def bank(cast):
    take_trust_bank(by=cast.sendco)
    return BankItem.objects.all()


def test_taking_the_trusts_bank_again_adds_and_changes_nothing(cast, bank):
    before = list(bank.values())
    assert take_trust_bank(by=cast.sendco) == 0
    assert list(bank.values()) == before


def test_what_the_trust_reworded_follows_and_what_the_school_withdrew_stays_so(cast, bank):
    item = bank.get(trust_key="o-calm")
    BankItem.objects.filter(pk=item.pk).update(text="Old words")
    withdraw_from_bank(item, by=cast.sendco)
    take_trust_bank(by=cast.sendco)
    again = bank.get(trust_key="o-calm")
    assert (again.text, again.is_withdrawn) == (item.text, True)


def test_no_outcome_of_the_trust_calls_for_a_remark(bank):
    for item in bank.filter(kind=BankItem.Kind.OUTCOME):
        assert list(remarks_on_text(item.text)) == []
        assert item.measure


def test_words_kind_and_area_narrow_what_is_found(bank):
    form = BankFilter({"q": "break card", "kind": "outcome", "area": "CI"})
    assert [item.trust_key for item in form.items()] == ["o-break-card"]


def test_the_schools_own_stands_beside_the_trusts(cast, bank, visit):
    answers = {"kind": "strategy", "area": "CL", "text": "Use the orange folder."}
    assert visit(cast.sendco, "/bank/add/", answers).status_code == 302
    assert "Use the orange folder." in visit(cast.teacher, "/bank/?q=orange").content.decode()


def test_an_intervention_needs_its_length(cast, visit):
    answers = {"kind": "intervention", "area": "CL", "text": "Paired maths"}
    answer = visit(cast.sendco, "/bank/add/", answers)
    assert answer.status_code == 422
    assert "Enter the minutes a session" in answer.content.decode()


def test_a_teacher_reads_the_bank_and_changes_nothing(cast, visit):
    item = add_to_bank(by=cast.sendco, kind="strategy", area="CL", text="Ours")
    assert visit(cast.teacher, f"/bank/{item.pk}/withdraw/", {}).status_code == 403


def test_withdrawing_twice_offers_it_again(cast, visit):
    item = add_to_bank(by=cast.sendco, kind="strategy", area="CL", text="Ours")
    for expected in (True, False):
        visit(cast.sendco, f"/bank/{item.pk}/withdraw/", {})
        item.refresh_from_db()
        assert item.is_withdrawn is expected
