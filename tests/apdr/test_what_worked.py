"""What worked: effects beside the items of the bank, from this school's own reviews."""

import pytest

from apdr.models import BankItem, Cycle, Intervention, Outcome
from apdr.services import provision
from apdr.services.cycles import start_next_cycle
from apdr.services.reviews import save_review
from apdr.what_worked import with_effect
from schools.across import inside
from tests.factories import plans


@pytest.fixture
def ask(cast):
    return BankItem.objects.get(trust_key="o-ask")


def review(cast, pupils, item, ratings, enrolment=None):
    """A reviewed outcome of this item for each of these pupils."""
    for pupil, rating in zip(pupils, ratings, strict=True):
        entry = plans.CARD | {"bank_item": item, "enrolments": enrolment and [enrolment(pupil)]}
        entry = {name: value for name, value in entry.items() if value is not None}
        cycle = plans.agreed(cast, pupil=pupil, outcomes=[entry])
        for outcome in cycle.outcomes.all():
            save_review(
                outcome, by=cast.sendco, on=plans.REVIEW, rating=rating, decision="continue"
            )


@pytest.fixture
def five(cast):
    return [cast.pupil(f"Pupil{number}", "Five") for number in range(5)]


def test_from_five_pupils_on_it_is_said_how_many_went_as_expected(cast, ask, five):
    review(cast, five, ask, (1, 3, 3, 4, 5))
    [item] = with_effect([ask])
    assert str(item.effect) == "5 reviews: 4 as expected or more"
    assert [part.number for part in item.effect.parts] == [1, 2, 1, 1]


def test_under_five_pupils_are_too_few_to_say(cast, ask, five):
    review(cast, five[:4], ask, (3, 3, 3, 3))
    [item] = with_effect([ask])
    assert str(item.effect) == "Too few to say"


def test_support_of_the_bank_counts_by_the_outcomes_it_worked_towards(cast, five):
    item = BankItem.objects.get(trust_key="talk-group")
    group = plans.group(cast, *five)
    Intervention.objects.filter(pk=group.pk).update(bank_item=item)
    review(cast, five, None, (2, 3, 3, 3, 3), lambda pupil: pupil.enrolments.get())
    [item] = with_effect([item])
    assert str(item.effect) == "5 reviews: 4 as expected or more"


def test_another_schools_reviews_never_count(cast, birch, ask, five):
    review(cast, five, ask, (3, 3, 3, 3, 3))
    with inside(birch):
        [there] = with_effect([BankItem.objects.get(trust_key="o-ask")])
    assert there.effect.reviews == 0


def test_the_next_cycle_carries_what_an_outcome_was_made_from(cast, ask):
    cycle = plans.closed(cast, outcomes=[plans.CARD | {"bank_item": ask}])
    following = start_next_cycle(
        Cycle.objects.get(pk=cycle.pk), by=cast.teacher, title="Spring", on=plans.REVIEW,
        review_on=None,
    )  # fmt: skip
    assert Outcome.objects.get(cycle=following).bank_item == ask


def test_support_that_is_set_up_from_the_bank_remembers_it(cast):
    item = BankItem.objects.get(trust_key="talk-group")
    made = provision.make_intervention(
        by=cast.sendco, name="Talk", layer="targeted", area="CI", led_by=cast.sendco, minutes=20,
        sessions_a_week=3, starts_on=plans.BEGAN, bank_item_id=item.pk,
    )  # fmt: skip
    assert made.bank_item == item


def test_questions_do_not_grow_with_items(cast, at_most):
    items = list(BankItem.objects.all())
    with at_most(2):
        with_effect(items)


def test_a_strategy_has_no_effect_to_show(cast):
    [item] = with_effect(BankItem.objects.filter(trust_key="s-show"))
    assert item.effect is None
