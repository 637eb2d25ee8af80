"""The class page shows helper, way out and line for an emergency, and nothing else of a plan."""

from register.services import groups
from tests.factories import safety
from tests.factories.cast import DAY


def read(cast, visit):
    return visit(cast.teacher, f"/my-classes/{cast.class_3a.pk}/").content.decode()


def test_the_teacher_reads_who_helps_the_way_out_and_what_to_do(cast, visit):
    safety.in_force(cast, "peep", words="Left stairs")
    text = read(cast, visit)
    assert "PEEP" in text
    assert "<b>In an emergency:</b> Left stairs" in text
    assert "<b>Way out</b> Every day, all day, Left stairs: Left stairs" in text
    assert "<b>Helps</b> Helper" in text


def test_nothing_else_of_a_plan_stands_there(cast, visit):
    plan = safety.written(cast, "healthcare", words="Sugar")
    draft = plan.draft
    draft.answers = {name: f"Sugar {name}" for name in draft.answers}
    draft.save()
    safety.signing.send_to_sign(draft, by=cast.sendco)
    safety.sign(type(plan).objects.whole().get(pk=plan.pk), cast)
    text = read(cast, visit)
    assert "Sugar line" in text
    assert "Sugar signs" not in text
    assert "Salbutamol" not in text


def test_a_draft_says_nothing_yet(cast, visit):
    safety.sent(cast, "risk", words="Gate")
    assert "Gate" not in read(cast, visit)


def test_an_intimate_care_plan_never_stands_there(cast, visit):
    """Not even for a teacher whom it names."""
    safety.in_force(cast, "intimate", helper=cast.teacher, words="Zip")
    text = read(cast, visit)
    assert "Zip" not in text
    assert "Intimate" not in text


def test_a_pupil_without_sen_whose_plan_must_be_known_comes_first(cast, visit):
    safety.in_force(cast, "healthcare", pupil=cast.cal, words="Pen")
    text = read(cast, visit)
    assert f'id="p-{cast.cal.pk}"' in text


def test_a_teacher_reads_no_line_of_another_class(cast, visit):
    safety.in_force(cast, "risk", pupil=cast.ben, words="Gate")
    assert "Gate" not in read(cast, visit)


def test_more_pupils_and_plans_ask_no_more_queries(cast, visit, client, at_most):
    for pupil in (cast.ann, cast.cal, cast.dot):
        for kind in ("risk", "peep", "healthcare"):
            safety.in_force(cast, kind, pupil=pupil, about="Anything")
    read(cast, visit)
    with at_most(13):
        client.get(f"/schools/alder/my-classes/{cast.class_3a.pk}/")


def test_who_joins_the_class_reads_them_from_that_day(cast, visit):
    safety.in_force(cast, "risk", pupil=cast.ben, words="Gate")
    groups.add_adult(cast.class_4b, cast.teacher, by=cast.sendco, on=DAY)
    text = visit(cast.teacher, f"/my-classes/{cast.class_4b.pk}/").content.decode()
    assert "Gate" in text


# On the register ----------------------------------------------------------------------------------
def flags_on_register(visit, person, query=""):
    """{listed name: flags} of the register as this person reads it."""
    entries = visit(person, f"/register/{query}").context["desk"].found
    return {entry.listed_name: entry.flags for entry in entries}


def test_the_register_flags_plans_in_force_and_is_sifted_by_them(cast, visit):
    cast.ben  # noqa: B018 - stands on the register
    safety.in_force(cast, "risk")
    safety.in_force(cast, "healthcare", about="Allergy")
    safety.in_force(cast, "intimate", about="Toileting")
    safety.sent(cast, "peep")
    assert flags_on_register(visit, cast.sendco)["Archer, Ann"] == ("risk", "care_plan")
    assert list(flags_on_register(visit, cast.sendco, "?flag=risk")) == ["Archer, Ann"]


def test_a_flag_of_the_register_is_for_who_may_read_the_plan(cast, visit):
    safety.in_force(cast, "healthcare", about="Allergy")
    assert flags_on_register(visit, cast.teacher)["Archer, Ann"] == ("care_plan",)
    assert flags_on_register(visit, cast.data_officer)["Archer, Ann"] == ()
