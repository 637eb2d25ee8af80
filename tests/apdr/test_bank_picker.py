"""Choosing from the bank while a plan is written: inside its form, so that nothing is lost."""

import pytest

from apdr.models import BankItem, PlanDraft
from tests.apdr.test_plan_writing import answers_of
from tests.factories.plans import begin


@pytest.fixture
def ask(cast):
    return BankItem.objects.get(trust_key="o-ask")


@pytest.fixture
def cycle(cast):
    return begin(cast)


def edit(cycle):
    return f"/plans/{cycle.pk}/edit/"


@pytest.fixture
def sent(cast, visit, cycle):
    """sent(bank="outcome-0", …): the page after this button, with half a sentence typed."""

    def with_button(**more):
        typed = answers_of(visit(cast.teacher, edit(cycle))) | {"summary": "Half a sentence"}
        return visit(cast.teacher, edit(cycle), typed | more)

    return with_button


def test_opening_the_bank_keeps_what_is_typed(sent):
    page = sent(bank="outcome-0")
    assert page.status_code == 200
    assert page.context["form"]["summary"].value() == "Half a sentence"
    assert page.context["picker"].items


def test_outcomes_for_the_pupils_needs_come_first(sent):
    page = sent(bank="outcome-0")  # Ann's need is speech, language and communication
    assert {item.area for item in page.context["picker"].items} == {"CI"}


def test_words_and_area_search_the_bank(sent):
    page = sent(bank="outcome-0", bank_q="bar model", bank_area="CL")
    assert [item.trust_key for item in page.context["picker"].items] == ["o-problem"]


def test_a_choice_fills_the_empty_row_and_is_kept_as_a_draft(cast, sent, cycle, ask, visit):
    page = sent(use=f"outcome-0 {ask.pk}")
    row = page.context["rows"][0]
    assert (row["text"].value(), row["measure"].value()) == (ask.text, ask.measure)
    assert row["need"].value() == "SLCN"
    assert not page.context["picker"].is_open
    again = visit(cast.teacher, edit(cycle))
    assert again.context["rows"][0]["text"].value() == ask.text
    assert again.context["form"]["summary"].value() == "Half a sentence"


def test_a_choice_writes_over_no_outcome_that_is_typed(sent, ask):
    page = sent(use=f"outcome-0 {ask.pk}", **{"outcome-0-text": "Ann will read"})
    assert [row["text"].value() for row in page.context["rows"]] == ["Ann will read", ask.text]


def test_what_is_chosen_and_edited_is_saved_with_where_it_came_from(cast, sent, cycle, ask, visit):
    page = sent(use=f"outcome-0 {ask.pk}")
    typed = answers_of(page) | {"outcome-0-text": "Ann asks in a full sentence"}
    assert visit(cast.teacher, edit(cycle), typed).status_code == 302
    outcome = cycle.outcomes.get()
    assert (outcome.text, outcome.bank_item) == ("Ann asks in a full sentence", ask)
    assert not PlanDraft.objects.exists()


def test_an_outcome_that_became_another_leaves_the_bank(sent, cast, cycle, ask, visit):
    typed = answers_of(sent(use=f"outcome-0 {ask.pk}"))
    page = visit(cast.teacher, edit(cycle), typed | {"unbank": "0"})
    assert page.context["rows"][0].from_bank is None
    assert page.context["rows"][0]["text"].value() == ask.text


def test_strategies_are_added_line_by_line_and_the_bank_stays_open(sent):
    item = BankItem.objects.get(trust_key="s-show")
    page = sent(use=f"strategies {item.pk}", strategies="Task board")
    assert page.context["form"]["strategies"].value() == f"Task board\n{item.text}"
    assert page.context["picker"].said == f"Added: {item.text}"
    assert page.context["picker"].is_open


def test_strategies_of_one_outcome_go_to_that_outcome(sent):
    item = BankItem.objects.get(trust_key="s-show")
    page = sent(use=f"strategies-0 {item.pk}")
    assert page.context["rows"][0]["strategies"].value() == item.text


def test_a_full_plan_says_what_to_do_and_loses_nothing(sent, ask):
    texts = {f"outcome-{n}-text": f"Outcome {n}" for n in range(8)}
    page = sent(use=f"outcome {ask.pk}", **texts, **{"outcome-TOTAL_FORMS": "8"})
    assert "Take one out first" in page.content.decode()
    assert [row["text"].value() for row in page.context["rows"]] == list(texts.values())


@pytest.mark.parametrize("key", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_what_is_not_in_the_bank_is_refused_in_words(sent, key):
    assert "not in the bank any more" in sent(use=f"outcome-0 {key}").content.decode()


def test_a_withdrawn_item_is_not_offered(sent, ask):
    BankItem.objects.filter(pk=ask.pk).update(is_withdrawn=True)
    page = sent(bank="outcome-0", bank_q="what they need in a full sentence")
    assert page.context["picker"].items == []
    assert "Nothing says that" in page.content.decode()


@pytest.mark.parametrize("place", ["outcome-9", "outcome-0 ", "strategies-x", "nothing", ""])
def test_an_unknown_place_opens_nothing(sent, place):
    page = sent(bank=place)
    assert (page.status_code, page.context["picker"].is_open) == (200, False)


def test_an_item_that_is_none_is_saved_as_none(cast, cycle, visit):
    typed = answers_of(visit(cast.teacher, edit(cycle)))
    typed |= {"outcome-0-text": "Ann asks", "outcome-0-bank_item": str(cycle.pk)}
    assert visit(cast.teacher, edit(cycle), typed).status_code == 302
    assert cycle.outcomes.get().bank_item is None
