"""Written together, sent, signed, known (policy 6.8, 6.10)."""

import pytest
from django.db import DatabaseError, transaction

from access.roles import Role
from register.versions import SavedMeanwhile
from safety.models import Contributor, SafetyPlan, Signer, Version
from safety.services import plans, signing
from safety.services.plans import PlainRefusal
from tests.factories import safety

KINDS = ["risk", "peep", "healthcare", "intimate"]


def again(plan):
    return SafetyPlan.objects.whole().get(pk=plan.pk)


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_draft_says_what_is_missing_before_it_can_be_signed(alder, cast, kind):
    draft = safety.begun(cast, kind).versions.get()
    missing = signing.missing_from(draft)
    assert {"somebody who wrote it with you", "the day of the next review"} <= set(missing)
    with pytest.raises(PlainRefusal, match="needs"):
        signing.send_to_sign(draft, by=cast.sendco)


def test_a_plan_that_one_person_wrote_alone_is_not_signed(alder, cast):
    draft = safety.written(cast).draft
    Contributor.objects.all().delete()
    Contributor.objects.create(version=draft, pupil=draft.pupil, user=cast.sendco)
    assert signing.missing_from(draft) == ["somebody who wrote it with you"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_signature_needed_brings_the_version_into_force(alder, cast, kind):
    plan = safety.sent(cast, kind)
    last = plan.of_kind.needed[-1]
    plan = safety.sign(plan, cast, but=[last])
    assert (plan.in_force, signing.still_to_sign(plan.draft)) == (None, [Signer(last)])
    signing.agree(plan.draft, last, by=cast.sendco, name="Jo", on=safety.today(), how="signed")
    assert again(plan).in_force.state == "Signed"


def test_a_refusal_holds_a_plan_up_until_something_is_done_about_it(alder, cast):
    plan = safety.sign(safety.sent(cast), cast, but=["parent"])
    answer = {"name": "Jo", "on": safety.today(), "how": "phone", "agrees": False}
    signing.agree(plan.draft, "parent", by=cast.sendco, comment="Not the hoist", **answer)
    assert again(plan).in_force is None
    refusal = again(plan).draft.agreements.get(who="parent")
    signing.answer_refusal(refusal, by=cast.sendco, done_about_it="A sling without the hoist")
    assert again(plan).in_force


def test_nobody_signs_what_was_not_sent(alder, cast):
    plan = safety.written(cast)
    with pytest.raises(PlainRefusal, match="does not wait for signatures"):
        signing.agree(
            plan.draft, "parent", by=cast.sendco, name="Jo", on=safety.today(), how="signed"
        )


def test_who_signed_a_text_is_asked_again_when_it_changes(alder, cast):
    plan = safety.sign(safety.sent(cast), cast, but=["head"])
    safety.write(plan.draft, cast, words="Other words")
    draft = again(plan).draft
    assert (draft.state, draft.agreements.count()) == ("Draft", 0)


@pytest.mark.parametrize("kind", KINDS)
def test_the_next_version_carries_everything_but_the_signatures(alder, cast, kind):
    plan = safety.in_force(cast, kind)
    draft = plans.start_draft(plan, by=cast.sendco)
    before = plan.in_force
    assert draft.answers == before.answers
    assert [type(row) for row in plans.rows_of(draft)] == [
        type(row) for row in plans.rows_of(before)
    ]
    assert (draft.number, draft.agreements.count(), draft.acknowledgements.count()) == (2, 0, 0)


def test_a_copied_duty_hangs_on_the_place_of_its_own_version(alder, cast):
    draft = plans.start_draft(safety.in_force(cast, "peep"), by=cast.sendco)
    assert draft.duties.get().place.version == draft


def test_a_new_version_takes_the_place_of_the_old_one_when_it_is_signed(alder, cast):
    plan = safety.in_force(cast)
    first = plan.in_force
    safety.write(plans.start_draft(plan, by=cast.sendco), cast)
    assert again(plan).in_force == first
    signing.send_to_sign(again(plan).draft, by=cast.sendco)
    plan = safety.sign(again(plan), cast)
    first.refresh_from_db()
    assert (plan.in_force.number, first.state) == (2, "Superseded")


def test_a_new_version_asks_the_named_adults_again(alder, cast):
    plan = safety.in_force(cast)
    helper = plan.in_force.duties.get().user
    signing.acknowledge(plan.in_force, by=helper)
    safety.write(plans.start_draft(plan, by=cast.sendco), cast)
    signing.send_to_sign(again(plan).draft, by=cast.sendco)
    plan = safety.sign(again(plan), cast)
    assert not plan.in_force.acknowledgements.exists()


@pytest.mark.parametrize("change", ["text", "row", "new row", "gone"])
def test_a_signed_version_never_changes(alder, cast, change):
    version = safety.in_force(cast).in_force
    duty = version.duties.get()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        {
            "text": lambda: Version.objects.filter(pk=version.pk).update(answers={}),
            "row": lambda: version.duties.update(does="knows"),
            "new row": lambda: version.duties.create(pupil=version.pupil, user=duty.user),
            "gone": lambda: version.delete(),
        }[change]()


def test_two_writers_at_once_lose_nothing(alder, cast):
    draft = safety.written(cast).draft
    seen = plans.version_of_draft(draft)
    safety.write(draft, cast, words="The first to save")
    with pytest.raises(SavedMeanwhile):
        plans.save_draft(
            draft,
            by=cast.person(Role.LEADER, "Writer"),
            answers={"helps": "The second"},
            next_review_on=None,
            write_rows=lambda: None,
            seen=seen,
        )
    draft.refresh_from_db()
    assert draft.answers["helps"] == "The first to save"


def test_a_pupil_who_left_gets_no_new_plan(alder, cast):
    cast.ann.left_on = safety.today()
    cast.ann.save()
    with pytest.raises(PlainRefusal, match="has left the school"):
        safety.begun(cast)


def test_there_is_one_running_plan_of_a_matter(alder, cast):
    safety.begun(cast, about="Swimming")
    safety.begun(cast, about="Trip")
    with pytest.raises(PlainRefusal, match="already"):
        safety.begun(cast, about="Swimming")


def test_an_ended_plan_stays_readable_and_a_new_one_may_begin(alder, cast):
    plan = safety.in_force(cast)
    plans.end_plan(plan, by=cast.sendco, on=safety.today(), why="The cast came off")
    assert again(plan).versions.count() == 1
    assert safety.begun(cast)


def test_a_first_draft_that_is_given_up_leaves_no_plan(alder, cast):
    plan = safety.begun(cast)
    plans.throw_draft_away(plan.versions.get(), by=cast.sendco)
    assert not SafetyPlan.objects.exists()
