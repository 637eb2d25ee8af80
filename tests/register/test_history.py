from datetime import date

from django.db import connection

from audit.context import acting
from audit.record import record
from register.history import CHANGES, LOOKS, entries, moments
from register.models import Contact, Told
from register.services.contacts import add_contact, change_contact
from register.services.needs import NeedEntry
from register.services.profiles import save_profile
from register.services.pupils import change_pupil, choose_key_adult
from register.services.status import change_status

DAY = date(2026, 11, 5)


def said(pupil, kind=""):
    """Everything that the history says, newest first: (who, line)."""
    return [
        (entry.who, " | ".join(filter(None, (line.what, line.before, line.after))))
        for entry in entries(pupil, moments(pupil, kind))
        for line in entry.lines
    ]


def lines(pupil, kind=CHANGES):
    return [line for _, line in said(pupil, kind)]


def test_a_change_of_status_reads_as_a_sentence(cast):
    with acting(cast.sendco):
        change_status(
            cast.ann, by=cast.sendco, status="E", on=DAY, needs=[NeedEntry("SLCN")],
            reason="A plan was issued", evidence=["plan"], parents_told_on=DAY,
            parents_told_how=Told.LETTER,
        )  # fmt: skip
    found = said(cast.ann, CHANGES)
    sentence = "SEN status changed from SEN support to EHC plan from 5 Nov 2026"
    assert (cast.sendco.name, sentence) in found
    assert (cast.sendco.name, "Based on | EHC plan issued by the local authority") in found
    assert (cast.sendco.name, f"Decided by | {cast.sendco.name}") in found


def test_a_field_reads_with_its_label_and_both_answers(cast):
    cast.ann  # noqa: B018 - made before the change
    change_pupil(cast.ann, by=cast.sendco, year_group="4", born_on=date(2018, 3, 4))
    assert "Year group | Year 3 | Year 4" in lines(cast.ann)
    assert "Date of birth | 3 Mar 2018 | 4 Mar 2018" in lines(cast.ann)


def test_people_are_named_and_not_numbered(cast):
    choose_key_adult(cast.ann, by=cast.sendco, adult=cast.head)
    assert f"Key adult | nothing | {cast.head.name}" in lines(cast.ann)


def test_a_contact_is_named_and_what_changed_of_it(cast):
    contact = add_contact(cast.ann, by=cast.sendco, name="Mrs Archer", relationship="Mother")
    change_contact(contact, by=cast.sendco, telephone="01632 960 001")
    assert "Contact added: Mrs Archer (Mother)" in lines(cast.ann)
    assert "Contact Mrs Archer: telephone | nothing | 01632 960 001" in lines(cast.ann)


def test_a_change_past_the_services_is_there_too(cast):
    add_contact(cast.ann, by=cast.sendco, name="Mrs Archer", relationship="Mother")
    with connection.cursor() as cursor:
        cursor.execute("update register_contact set name = 'Ms Archer'")
    assert "Contact Ms Archer: name | Mrs Archer | Ms Archer" in lines(cast.ann)
    Contact.objects.all().delete()
    assert "Contact removed: Ms Archer (Mother)" in lines(cast.ann)


def test_what_helps_reads_with_its_words(cast):
    save_profile(cast.ann, by=cast.sendco, what_helps="Use her name first")
    assert "Do | Use her name first" in lines(cast.ann)


def test_looks_are_those_at_the_pupil_and_at_lists_that_showed_the_pupil(cast):
    record("pupil.viewed", cast.ann, by=cast.head, part="needs")
    record("register.viewed", by=cast.head, pupils=[str(cast.ann.pk), str(cast.ben.pk)])
    record("register.viewed", by=cast.head, pupils=[str(cast.ben.pk)])
    assert sorted(said(cast.ann, LOOKS)) == [
        (cast.head.name, "Looked at needs and status"),
        (cast.head.name, "Saw the pupil in the register"),
    ]


def test_what_one_request_changed_is_one_entry(cast, visit):
    cast.ann  # noqa: B018 - made before the change
    before = moments(cast.ann, CHANGES).count()
    visit(cast.sendco, f"/pupils/{cast.ann.pk}/leaves/", {"on": "5/11/2026"})
    assert moments(cast.ann, CHANGES).count() == before + 1


def test_the_page_shows_changes_and_looks_newest_first(cast, visit):
    visit(cast.head, f"/pupils/{cast.ann.pk}/")
    shown = visit(cast.sendco, f"/pupils/{cast.ann.pk}/history/").content.decode()
    assert shown.index("Looked at the overview") < shown.index("Added to the roll")
    looks = visit(cast.sendco, f"/pupils/{cast.ann.pk}/history/?view=looks").content.decode()
    assert "Added to the roll" not in looks


def test_a_teacher_does_not_see_who_looked(cast, visit):
    assert visit(cast.teacher, f"/pupils/{cast.ann.pk}/history/").status_code == 403
