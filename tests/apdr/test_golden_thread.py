"""Each rule of data/golden_thread.json: a plan that breaks it, and one that does not."""

from datetime import date

import pytest

from apdr import golden_thread
from apdr.models import EvidenceKind, Outcome
from apdr.services import cycles
from tests.factories.provision import support

DAY = date(2026, 9, 7)
GOOD = {
    "text": "Amara will ask an adult for help with her card in 4 of 5 lessons",
    "need": "SLCN",
    "baseline": "2 of 5 lessons",
    "baseline_on": DAY,
    "measure": "Tally in English and maths",
    "target": "4 of 5 lessons",
    "by_on": date(2026, 12, 4),
}


@pytest.fixture
def cycle(cast):
    """A plan that breaks no rule."""
    cycle = cycles.start_cycle(
        cast.ann,
        by=cast.sendco,
        owner=cast.teacher,
        title="Autumn 2026",
        on=DAY,
        needs=["SLCN"],
    )
    for kind in (EvidenceKind.PUPIL_VOICE, EvidenceKind.PARENT_VOICE):
        cycles.add_evidence(cycle, by=cast.teacher, kind=kind, text="…", observed_on=DAY)
    cycles.save_plan(cycle, by=cast.teacher, outcomes=[GOOD], strategies=["Task board"])
    cycles.agree_plan(
        cycle,
        by=cast.teacher,
        parents_told_on=DAY,
        parents_told_how="meeting",
        staff_told_on=DAY,
        review_on=date(2026, 12, 4),
    )
    return cycle


def rules_broken(cycle, on=DAY):
    return {remark.rule for remark in golden_thread.remarks(cycle, on=on)}


def test_a_sound_plan_is_left_in_peace(cycle):
    assert rules_broken(cycle) == set()


@pytest.mark.parametrize(
    ("field", "rule"),
    [
        ("baseline", "outcome_without_baseline"),
        ("measure", "outcome_without_measure"),
        ("target", "outcome_without_target"),
    ],
)
def test_an_outcome_says_where_from_how_known_and_how_far(cycle, field, rule):
    """Code of Practice 9.66."""
    cycle.outcomes.update(**{field: ""})
    assert rules_broken(cycle) == {rule}


def test_an_outcome_says_by_when(cycle):
    cycle.outcomes.update(by_on=None)
    assert rules_broken(cycle) == {"outcome_without_date"}


def test_an_outcome_whose_day_has_gone_by_is_noticed(cycle):
    assert rules_broken(cycle, on=date(2026, 12, 5)) == {"outcome_past_its_date"}


@pytest.mark.parametrize(
    "text",
    ["Receive daily phonics", "To have a task board", "Will attend nurture group", "be given time"],
)
def test_what_we_give_is_not_an_outcome(text):
    assert "outcome_is_provision" in {r.rule for r in golden_thread.remarks_on_text(text)}


@pytest.mark.parametrize(
    "text", ["Read with regular support", "Join in as appropriate", "Find opportunities to talk"]
)
def test_words_that_can_mean_anything_are_named(text):
    """IPSEA's list, as features.md quotes it."""
    assert "outcome_is_vague" in {r.rule for r in golden_thread.remarks_on_text(text)}


def test_every_vague_word_is_named_at_once():
    text = "Read with regular support as appropriate, at regular times"
    (said,) = golden_thread.remarks_on_text(text)
    assert said.text.startswith("“regular” and “as appropriate” can mean anything.")


def test_plain_wording_is_left_in_peace():
    assert not list(golden_thread.remarks_on_text(GOOD["text"]))


def test_the_same_outcome_for_the_third_time_is_asked_about(cycle):
    first = cycle.outcomes.get()
    second = Outcome.objects.create(cycle=cycle, pupil=cycle.pupil, carried_from=first, **GOOD)
    Outcome.objects.create(cycle=cycle, pupil=cycle.pupil, carried_from=second, **GOOD)
    assert "outcome_carried_three_times" in rules_broken(cycle)


def test_an_outcome_needs_something_that_works_towards_it(cycle):
    cycle.strategies.all().delete()
    assert rules_broken(cycle) == {"outcome_without_provision"}


def test_what_is_done_in_every_lesson_counts_for_each_outcome(cycle):
    """Code of Practice 6.37: high quality teaching first."""
    Outcome.objects.create(cycle=cycle, pupil=cycle.pupil, position=2, **GOOD)
    assert rules_broken(cycle) == set()


def test_a_strategy_of_one_outcome_does_not_count_for_another(cycle):
    cycle.strategies.update(outcome=cycle.outcomes.get())
    Outcome.objects.create(cycle=cycle, pupil=cycle.pupil, position=2, **GOOD)
    assert rules_broken(cycle) == {"outcome_without_provision"}


def test_support_that_hangs_on_no_outcome_is_named(cast, cycle):
    """Code of Practice 6.76: what provision is for, and what came of it."""
    talk = support(cast, cast.ann)
    (remark,) = golden_thread.remarks(cycle, on=DAY)
    assert (remark.rule, remark.text.split(":")[0]) == ("provision_without_outcome", "Talk group")
    place = talk.enrolments.get()
    cycle.outcomes.get().interventions.add(place, through_defaults={"pupil": cycle.pupil})
    assert rules_broken(cycle) == set()


def test_support_that_is_over_is_not_asked_about(cast, cycle):
    support(cast, cast.ann)
    late = rules_broken(cycle, on=date(2026, 12, 12))
    assert "provision_without_outcome" not in late


def test_strategies_want_an_outcome(cycle):
    cycle.outcomes.all().delete()
    cycle.needs_addressed = []
    assert rules_broken(cycle) == {"strategies_without_outcome"}


def test_provision_says_who_how_often_and_how_long(cast, cycle):
    talk = support(cast, cast.ann, sessions_a_week=0)
    cycle.outcomes.get().interventions.add(
        talk.enrolments.get(), through_defaults={"pupil": cycle.pupil}
    )
    assert rules_broken(cycle) == {"provision_without_detail"}


def test_a_need_without_an_outcome_is_named_in_words(cycle):
    cycle.needs_addressed = ["SLCN", "SEMH"]
    texts = [r.text for r in golden_thread.remarks(cycle, on=DAY)]
    assert texts == ["Social, emotional and mental health: a need without an outcome in this plan."]


def test_the_voices_of_pupil_and_parents_are_asked_for(cycle):
    """Code of Practice 6.45; policy 6.14."""
    cycle.evidence.all().delete()
    assert rules_broken(cycle) == {"no_pupil_voice", "no_parent_voice"}


def test_parents_are_told_before_support_goes_on(cycle):
    """Code of Practice 6.48; Children and Families Act 2014 s.68."""
    cycle.parents_told_on = None
    assert rules_broken(cycle) == {"parents_not_told"}


def test_a_review_more_than_half_a_year_away_is_asked_about(cycle):
    cycle.review_on = date(2027, 3, 9)
    assert rules_broken(cycle) == {"review_too_far"}


def test_every_rule_has_a_reason_and_a_source():
    assert all(rule["says"] and rule["reference"] for rule in golden_thread.RULES.values())
