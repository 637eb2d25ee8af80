"""Whom a plan names reads that plan, and nothing else of the pupil."""

import pytest

from access.roles import Role
from safety.kinds import KINDS
from safety.models import Contributor, SafetyPlan
from safety.services import plans
from tests.factories import safety


def readable(user, kind):
    return set(SafetyPlan.objects.for_user(user, to=KINDS[kind].view))


def writable(user, kind):
    return set(SafetyPlan.objects.for_user(user, to=KINDS[kind].write))


@pytest.mark.parametrize("kind", KINDS)
def test_a_helper_reads_the_plan_that_names_them_and_no_other(alder, cast, kind):
    helper = cast.person(Role.TA, "Helper")
    named = safety.in_force(cast, kind, helper=helper, pupil=cast.ben)
    safety.in_force(cast, kind, helper=cast.person(Role.TA, "Other"), pupil=cast.ann)
    assert readable(helper, kind) == {named}
    others = [other for other in KINDS if other != kind]
    assert not any(readable(helper, other) for other in others)


def test_a_helper_opens_the_plan_and_not_the_pupil(alder, cast, visit):
    helper = cast.person(Role.TA, "Helper")
    plan = safety.in_force(cast, "intimate", helper=helper, pupil=cast.ben)
    assert visit(helper, f"/safety/intimate/{plan.pk}/").status_code == 200
    assert visit(helper, f"/pupils/{cast.ben.pk}/").status_code == 404


@pytest.mark.parametrize("role", [Role.TEACHER, Role.TA, Role.MEDICAL, Role.DSL, Role.LEADER])
def test_an_intimate_care_plan_does_not_exist_for_those_it_does_not_name(alder, cast, visit, role):
    plan = safety.in_force(cast, "intimate")
    person = {Role.TEACHER: cast.teacher, Role.TA: cast.assistant}.get(role) or cast.person(role)
    assert visit(person, f"/safety/intimate/{plan.pk}/").status_code == 404


def test_a_name_that_the_next_version_leaves_out_opens_nothing_more(alder, cast):
    helper = cast.person(Role.TA, "Helper")
    plan = safety.in_force(cast, "intimate", helper=helper)
    draft = plans.start_draft(plan, by=cast.sendco)
    safety.write(draft, cast, helper=cast.person(Role.TA, "Other"))
    assert readable(helper, "intimate") == {plan}
    safety.signing.send_to_sign(draft, by=cast.sendco)
    safety.sign(SafetyPlan.objects.whole().get(pk=plan.pk), cast)
    assert readable(helper, "intimate") == set()


def test_the_plan_of_a_pupil_who_left_is_gone_for_those_it_names(alder, cast):
    helper = cast.person(Role.TA, "Helper")
    plan = safety.in_force(cast, helper=helper)
    plan.pupil.left_on = safety.today()
    plan.pupil.save()
    assert readable(helper, "risk") == set()
    assert readable(cast.sendco, "risk") == {plan}


def test_whoever_writes_with_the_author_may_change_the_draft_alone(alder, cast, visit):
    writer = cast.person(Role.TEACHER, "Writer")
    plan = safety.begun(cast)
    Contributor.objects.create(version=plan.versions.get(), pupil=plan.pupil, user=writer)
    assert writable(writer, "risk") == {plan}
    assert visit(writer, f"/safety/risk/{plan.pk}/write/").status_code == 200
    for keepers in ("end", "draft/away", "review"):
        assert visit(writer, f"/safety/risk/{plan.pk}/{keepers}/").status_code == 404


def test_who_signs_for_the_school_is_the_head(alder, cast, visit):
    plan = safety.sent(cast)
    assert visit(cast.head, f"/safety/sign/{plan.pk}/").status_code == 200
    assert visit(cast.sendco, f"/safety/sign/{plan.pk}/").status_code == 403
