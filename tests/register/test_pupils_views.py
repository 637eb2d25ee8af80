from datetime import date

import pytest

from access.roles import Role
from audit.models import AuditEvent
from register.models import Pupil
from register.services.profiles import save_profile
from register.services.pupils import mark_left
from register.versions import version_of

UPN = "B801200005001"


def page(pupil, rest=""):
    return f"/pupils/{pupil.pk}/{rest}"


def test_the_medical_lead_sees_who_a_pupil_is_and_nothing_of_sen(cast, visit):
    """domain/roles.md: identity and contacts only."""
    save_profile(cast.ann, by=cast.sendco, what_helps="CANARY helps")
    answer = visit(cast.person(Role.MEDICAL), page(cast.ann))
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Ann Archer" in said
    for secret in ("SEN support", "Speech, language", "CANARY", "Needs and status"):
        assert secret not in said


@pytest.mark.parametrize(("role", "sees"), [("sendco", True), ("head", True), ("teacher", False),
                                            ("assistant", False)])  # fmt: skip
def test_a_upn_is_shown_to_those_who_keep_or_read_the_register(cast, visit, role, sees):
    Pupil.objects.filter(pk=cast.ann.pk).update(upn=UPN)
    said = visit(getattr(cast, role), page(cast.ann)).content.decode()
    assert (UPN in said) is sees


def test_tabs_are_those_that_a_person_may_open(cast, visit):
    teacher = visit(cast.teacher, page(cast.ann)).content.decode()
    assert "Needs and status" in teacher
    assert "Notes" in teacher
    assert "Contacts" not in teacher
    assert "/history/" not in teacher


@pytest.mark.parametrize("rest", ["", "needs/", "contacts/", "notes/", "history/", "status/",
                                  "needs/change/", "profile/", "edit/", "people/", "leaves/",
                                  "contacts/add/", "notes/add/"])  # fmt: skip
def test_every_look_is_on_record_exactly_once(cast, visit, rest):
    assert visit(cast.sendco, page(cast.ann, rest)).status_code == 200
    assert AuditEvent.objects.filter(pupil_id=cast.ann.pk, action="pupil.viewed").count() == 1


@pytest.mark.parametrize("rest", ["", "needs/", "contacts/", "notes/", "history/", "status/",
                                  "profile/", "edit/", "people/"])  # fmt: skip
def test_a_title_never_holds_a_childs_name(cast, visit, rest):
    said = visit(cast.sendco, page(cast.ann, rest)).content.decode()
    title = said.partition("<title>")[2].partition("</title>")[0]
    assert "Ann" not in title
    assert "Archer" not in title


def test_the_way_back_leads_a_teacher_to_the_class_and_others_to_the_register(cast, visit):
    path = f"/pupils/{cast.ann.pk}/"
    to_class = f'<a class="govuk-back-link" href="/schools/alder/my-classes/{cast.class_3a.pk}/">'
    assert to_class in visit(cast.teacher, path).content.decode()
    for person in (cast.sendco, cast.assistant):
        text = visit(person, path).content.decode()
        assert '<a class="govuk-back-link" href="/schools/alder/register/">' in text


def test_the_overview_asks_the_database_few_questions(cast, client, visit, at_most):
    """Fifteen for the register’s own pieces, six for plans and provision, two for safety."""
    visit(cast.sendco, page(cast.ann))  # signs in, and learns the content types once
    with at_most(23):
        client.get(f"/schools/alder{page(cast.ann)}")


def test_the_timeline_shows_each_person_what_they_may_know(cast, visit):
    cast.ann.notes.create(
        kind="parent", text="CANARY", happened_on=date(2026, 11, 5), written_by=cast.sendco
    )
    assert b"CANARY" in visit(cast.head, page(cast.ann)).content
    assert b"CANARY" not in visit(cast.teacher, page(cast.ann)).content


def test_an_assistant_loses_a_pupil_who_left(cast, visit):
    assert visit(cast.assistant, page(cast.ann)).status_code == 200
    mark_left(cast.ann, by=cast.sendco, on=date(2026, 9, 4))
    assert visit(cast.assistant, page(cast.ann)).status_code == 404


# The roll -----------------------------------------------------------------------------------------
ROLL = {
    "legal_forename": "Eve", "legal_surname": "Ekin", "born_on_day": "4", "born_on_month": "9",
    "born_on_year": "2018", "sex": "F", "year_group": "3", "admitted_on": "5/9/2022",
    "enrolment": "C",
}  # fmt: skip


def test_a_pupil_is_added_with_a_class(cast, visit):
    answer = visit(
        cast.sendco, "/pupils/add/", ROLL | {"group": cast.class_3a.pk, "upn": "b8012 00005001"}
    )
    eve = Pupil.objects.with_class().get(legal_forename="Eve")
    assert answer.status_code == 302
    assert (eve.upn, eve.class_name, eve.born_on) == (UPN, "3A", date(2018, 9, 4))


def test_a_upn_with_a_wrong_letter_is_refused_with_the_reason(cast, visit):
    answer = visit(cast.sendco, "/pupils/add/", ROLL | {"upn": "A801200005001"})
    assert answer.status_code == 422
    assert "it should be B, not A" in answer.content.decode()


def test_the_refusal_of_a_double_upn_names_no_other_pupil(cast, visit):
    Pupil.objects.filter(pk=cast.ben.pk).update(upn=UPN)
    answer = visit(cast.data_officer, page(cast.ann, "edit/"), ROLL | {"upn": UPN})
    assert answer.status_code == 422
    assert b"Another pupil has this UPN" in answer.content
    assert b"Barker" not in answer.content


def test_a_pupil_with_the_same_name_and_birth_is_added_only_when_said_so(cast, visit):
    visit(cast.sendco, "/pupils/add/", ROLL)
    assert visit(cast.sendco, "/pupils/add/", ROLL).status_code == 422
    assert visit(cast.sendco, "/pupils/add/", ROLL | {"is_another": "on"}).status_code == 302
    assert Pupil.objects.filter(legal_forename="Eve").count() == 2


def test_the_second_who_saves_sees_both_and_loses_nothing(cast, visit):
    seen = version_of(Pupil.objects.get(pk=cast.ann.pk))
    first = ROLL | {"legal_forename": "Ann", "middle_names": "May", "seen": seen}
    assert visit(cast.sendco, page(cast.ann, "edit/"), first).status_code == 302
    answer = visit(cast.data_officer, page(cast.ann, "edit/"), first | {"middle_names": "June"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "<td>May</td><td>June</td>" in said
    assert 'value="June"' in said


def test_the_page_that_came_too_late_can_be_saved_after_all(cast, visit):
    current = version_of(Pupil.objects.get(pk=cast.ann.pk))
    late = visit(cast.sendco, page(cast.ann, "edit/"), ROLL | {"seen": "old"})
    assert late.status_code == 409
    assert late.context["form"]["seen"].value() == current


def test_a_pupil_leaves_and_comes_back(cast, visit):
    visit(cast.sendco, page(cast.ann, "leaves/"), {"on": "18/9/2026"})
    assert b"left the school on 18 Sep 2026" in visit(cast.sendco, page(cast.ann)).content
    visit(cast.sendco, page(cast.ann, "returns/"), {"on": "2/11/2026"})
    assert Pupil.objects.get(pk=cast.ann.pk).left_on is None


def test_leaving_is_recorded_once_the_pupil_has_left(cast, visit):
    answer = visit(cast.sendco, page(cast.ann, "leaves/"), {"on": "1/1/2099"})
    assert answer.status_code == 422
    assert "Record this once the pupil has left" in answer.content.decode()


# Adults -------------------------------------------------------------------------------------------
def test_the_sendco_names_an_assistant_and_takes_the_name_away(cast, visit):
    aide = cast.person(Role.TA, "Bello")
    visit(cast.sendco, page(cast.dot, "people/name/"), {"named": aide.pk})
    assert visit(aide, page(cast.dot)).status_code == 200
    visit(cast.sendco, page(cast.dot, f"people/{aide.pk}/unname/"), {})
    assert visit(aide, page(cast.dot)).status_code == 404


def test_only_somebody_who_is_named_can_be_unnamed(cast, visit):
    """Else the answer would tell the name of anybody in the trust by their key."""
    answer = visit(cast.sendco, page(cast.dot, f"people/{cast.head.pk}/unname/"), {})
    assert answer.status_code == 404


def test_nobody_but_an_assistant_can_be_named(cast, visit):
    answer = visit(cast.sendco, page(cast.dot, "people/name/"), {"named": cast.governor.pk})
    assert answer.status_code == 422


def test_a_key_adult_is_chosen_from_those_who_work_here(cast, visit):
    seen = version_of(cast.ann, fields=["key_adult"])
    visit(cast.sendco, page(cast.ann, "people/"), {"adult": cast.teacher.pk, "seen": seen})
    assert Pupil.objects.get(pk=cast.ann.pk).key_adult == cast.teacher
    assert (
        visit(cast.sendco, page(cast.ann, "people/"), {"adult": cast.governor.pk}).status_code
        == 422
    )
