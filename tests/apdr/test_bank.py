"""The bank of a school: the trust's items from its first day, the school's own beside them."""

import pytest

from apdr.forms.bank import BankFilter
from apdr.golden_thread import remarks_on_text
from apdr.models import BankItem
from apdr.services.bank import add_to_bank, take_trust_bank, withdraw_from_bank
from schools.models import TrustBankItem


@pytest.fixture
def bank(cast):
    return BankItem.objects.all()


def test_a_school_has_the_trusts_items_from_its_first_day(bank):
    keys = set(TrustBankItem.objects.values_list("key", flat=True))
    assert len(keys) > 100
    assert set(bank.values_list("trust_key", flat=True)) == keys


def test_taking_the_trusts_bank_again_adds_and_changes_nothing(cast, bank):
    before = list(bank.values())
    assert take_trust_bank(by=cast.sendco) == 0
    assert list(bank.values()) == before


def test_what_the_trust_reworded_follows_and_what_the_school_withdrew_stays_so(cast, bank):
    withdraw_from_bank(bank.get(trust_key="o-calm"), by=cast.sendco)
    TrustBankItem.objects.filter(key="o-calm").update(text="New words")
    take_trust_bank(by=cast.sendco)
    again = bank.get(trust_key="o-calm")
    assert (again.text, again.is_withdrawn) == ("New words", True)


def test_what_the_trust_withdrew_goes_and_comes_back_with_it(cast, bank):
    item = TrustBankItem.objects.filter(key="o-calm")
    for withdrawn in (True, False):
        item.update(is_withdrawn=withdrawn)
        take_trust_bank(by=cast.sendco)
        assert bank.offered().filter(trust_key="o-calm").exists() is not withdrawn


def test_no_outcome_of_the_trust_calls_for_a_remark(bank):
    for item in bank.filter(kind=BankItem.Kind.OUTCOME):
        assert list(remarks_on_text(item.text)) == []
        assert item.measure


def test_words_kind_and_area_narrow_what_is_found(bank):
    form = BankFilter({"q": "break card", "kind": "outcome", "area": "CI"})
    assert [item.trust_key for item in form.narrow(bank)] == ["o-break-card"]


# Pages --------------------------------------------------------------------------------------------
def test_the_schools_own_stands_beside_the_trusts(cast, visit):
    answers = {"area": "CL", "text": "Use the orange folder."}
    assert visit(cast.sendco, "/bank/add/?kind=strategy", answers).status_code == 302
    assert "Use the orange folder." in visit(cast.teacher, "/bank/?q=orange").content.decode()


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("outcome", {"area", "text", "measure"}),
        ("strategy", {"area", "text"}),
        ("intervention", {"area", "text", "measure", "layer", "minutes", "sessions_a_week",
                          "weeks", "group_size"}),
    ],
)  # fmt: skip
def test_each_kind_is_asked_for_what_it_needs(cast, visit, kind, asked):
    page = visit(cast.sendco, f"/bank/add/?kind={kind}")
    assert set(page.context["form"].fields) - {"seen"} == asked


def test_first_the_kind_is_asked_for(cast, visit):
    page = visit(cast.sendco, "/bank/add/").content.decode()
    assert 'href="?kind=intervention"' in page


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({"minutes": ""}, "minutes", "Enter a number from 1 to 600"),
        ({"minutes": "ten"}, "minutes", "Enter a number from 1 to 600"),
        ({"sessions_a_week": "0"}, "sessions_a_week", "Enter how many times a week"),
        ({"layer": "moon"}, "layer", "Choose a layer"),
        ({"area": ""}, "area", "Choose an area of need"),
        ({"text": "x" * 81}, "text", "Use at most 80 letters for a name"),
        ({"text": " phonics  CATCH-up "}, "text", "This is in the bank already"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field(cast, visit, answers, field, said):
    good = {"area": "CL", "text": "Paired maths", "layer": "targeted", "minutes": "20",
            "sessions_a_week": "2.5", "group_size": "4"}  # fmt: skip
    answer = visit(cast.sendco, "/bank/add/?kind=intervention", good | answers)
    assert answer.status_code == 422
    assert answer.context["form"].errors[field][0].startswith(said)


def test_a_teacher_reads_the_bank_and_changes_nothing(cast, visit):
    item = add_to_bank(by=cast.sendco, kind="strategy", area="CL", text="Ours")
    assert visit(cast.teacher, f"/bank/{item.pk}/withdraw/", {}).status_code == 403


def test_withdrawing_twice_offers_it_again(cast, visit):
    item = add_to_bank(by=cast.sendco, kind="strategy", area="CL", text="Ours")
    for expected in (True, False):
        visit(cast.sendco, f"/bank/{item.pk}/withdraw/", {})
        item.refresh_from_db()
        assert item.is_withdrawn is expected
