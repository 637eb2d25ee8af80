"""Training of staff: what plans ask for, what runs out, and what a course renews."""

from datetime import date, timedelta

import pytest

from access.roles import Role
from safety.forms.training import usual_last_day
from safety.models import SafetyPlan, Training
from safety.services.training import add_training, remove_training
from safety.standing import State, standings
from safety.training_page import TrainingPage
from tests.factories import safety


def course(cast, people, subject="asthma", days=100):
    return add_training(
        people,
        by=cast.sendco,
        subject=subject,
        trained_on=safety.in_days(-200),
        expires_on=safety.in_days(days),
    )


def plans_of(cast, *helpers, subject="asthma"):
    pupils = (cast.ann, cast.ben, cast.cal, cast.dot)
    return [
        safety.in_force(cast, "healthcare", pupil=pupil, helper=helper, training=subject)
        for helper, pupil in zip(helpers, pupils, strict=False)
    ]


def states(plans, days=0):
    found = standings(
        SafetyPlan.objects.whole().filter(pk__in=[p.pk for p in plans]), on=safety.in_days(days)
    )
    by_plan = {one.plan.pk: one.state for one in found}
    return [by_plan[plan.pk] for plan in plans]


def test_training_that_expires_moves_exactly_the_plans_that_ask_for_it(cast):
    out, holds = cast.person(Role.TA, "Out"), cast.person(Role.TA, "Holds")
    course(cast, [out], days=5)
    course(cast, [holds], days=150)
    course(cast, [out], "epilepsy", days=150)
    plans = plans_of(cast, out, out, holds)
    other = safety.in_force(cast, "healthcare", pupil=cast.dot, helper=out, training="epilepsy")
    review, current = State.NEEDS_REVIEW, State.CURRENT
    assert states([*plans, other], days=5) == [current, current, current, current]
    assert states([*plans, other], days=6) == [review, review, current, current]


def test_one_course_renews_all_plans_that_ask_for_it_and_no_other(cast, visit):
    people = [cast.person(Role.TA, name) for name in ("One", "Two", "Three")]
    course(cast, people, days=-1)
    plans = plans_of(cast, *people)
    assert states(plans) == [State.NEEDS_REVIEW] * 3
    answer = visit(
        cast.sendco,
        "/safety/training/add/",
        {
            "subject": "asthma",
            "trained_on": f"{safety.today():%-d/%-m/%Y}",
            "people": [str(user.pk) for user in people[:2]],
            "holds": "usual",
            "confirmed_by": "School nurse",
        },
    )
    assert answer.status_code == 302
    assert states(plans) == [State.CURRENT, State.CURRENT, State.NEEDS_REVIEW]
    assert [plan.versions.count() for plan in plans] == [1, 1, 1]


def test_a_row_taken_out_makes_the_plan_need_review(cast):
    helper = cast.person(Role.TA, "Helper")
    (row,) = course(cast, [helper])
    plans = plans_of(cast, helper)
    assert states(plans) == [State.CURRENT]
    remove_training(row, by=cast.sendco)
    assert states(plans) == [State.NEEDS_REVIEW]


@pytest.mark.parametrize(
    ("subject", "trained_on", "last_day"),
    [
        ("asthma", date(2026, 11, 24), date(2027, 11, 23)),
        ("asthma", date(2024, 2, 29), date(2025, 2, 27)),
        ("first_aid", date(2026, 9, 1), date(2029, 8, 31)),
    ],
)
def test_the_usual_last_day_counts_the_day_of_the_course(subject, trained_on, last_day):
    assert usual_last_day(subject, trained_on) == last_day


def test_a_certificate_has_the_last_word(cast, visit):
    helper = cast.person(Role.TA, "Helper")
    data = {"subject": "asthma", "trained_on": "1/9/2026", "people": [str(helper.pk)]}
    page = visit(cast.sendco, "/safety/training/add/", data | {"holds": "other"})
    assert "Enter the last day" in page.content.decode()
    visit(cast.sendco, "/safety/training/add/", data | {"holds": "other", "expires_on": "1/3/2027"})
    visit(cast.sendco, "/safety/training/add/", data | {"holds": "never"})
    assert {row.expires_on for row in Training.objects.all()} == {date(2027, 3, 1), None}


def test_the_matrix_shows_who_lacks_what_plans_ask_for(cast):
    has, lacks = cast.person(Role.TA, "Has"), cast.person(Role.TA, "Lacks")
    course(cast, [has])
    plans_of(cast, has, lacks, has)
    look = TrainingPage(cast.sendco, "", on=safety.today())
    assert [subject.code for subject in look.columns] == ["asthma"]
    cells = {str(user): (one.tone, plans) for user, ((one, plans),) in look.matrix}
    assert cells == {"Has": ("green", 2), "Lacks": ("red", 1)}
    assert [str(one.user) for one in look.lacking] == ["Lacks"]


def test_what_runs_out_in_sixty_days_is_listed(cast):
    people = [cast.person(Role.TA, name) for name in ("Past", "Soon", "Later")]
    for person, days in zip(people, (-1, 60, 61), strict=True):
        course(cast, [person], days=days)
    look = TrainingPage(cast.sendco, "soon", on=safety.today())
    assert [str(one.user) for one in look.soon] == ["Soon"]


def test_the_last_course_counts(cast):
    helper = cast.person(Role.TA, "Helper")
    course(cast, [helper], days=-1)
    add_training(
        [helper], by=cast.sendco, subject="asthma", trained_on=safety.today(),
        expires_on=safety.today() + timedelta(days=365),
    )  # fmt: skip
    assert len(TrainingPage(cast.sendco, "person", on=safety.today()).held) == 1
    assert states(plans_of(cast, helper)) == [State.CURRENT]


def test_nobody_learns_from_the_matrix_of_a_plan_they_may_not_read(cast):
    """A leader sees training, and neither healthcare nor intimate care plans that do not name
    them: what those ask for stays out."""
    leader = cast.person(Role.LEADER)
    helper = cast.person(Role.TA, "Helper")
    safety.in_force(cast, "intimate", helper=helper, training="care")
    safety.in_force(cast, "risk", helper=helper, training="handling")
    codes = [one.code for one in TrainingPage(leader, "", on=safety.today()).columns]
    assert codes == ["handling"]
    codes = [one.code for one in TrainingPage(cast.head, "", on=safety.today()).columns]
    assert codes == ["handling", "care"]


@pytest.mark.parametrize("view", ["", "subject", "person", "soon"])
def test_each_view_of_training_opens_with_few_questions(cast, visit, at_most, view):
    people = [cast.person(Role.TA, name) for name in ("A", "B", "C", "D")]
    course(cast, people, days=20)
    plans_of(cast, *people)
    visit(cast.sendco, f"/safety/training/?view={view}")
    with at_most(15):
        assert visit(cast.sendco, f"/safety/training/?view={view}").status_code == 200


def test_the_medical_lead_reads_training_and_adds_none(cast, visit):
    medical = cast.person(Role.MEDICAL)
    assert visit(medical, "/safety/training/").status_code == 200
    assert visit(medical, "/safety/training/add/").status_code == 403
