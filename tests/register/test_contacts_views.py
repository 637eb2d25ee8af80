import pytest

from register.models import Contact
from register.services.contacts import add_contact, change_contact, move_contact_up
from register.versions import SavedMeanwhile, version_of

MOTHER = {"name": "Mrs Archer", "relationship": "Mother", "telephone": "01632 960 001"}


def path(pupil, rest=""):
    return f"/pupils/{pupil.pk}/contacts/{rest}"


def test_the_office_adds_a_contact(cast, visit):
    answer = visit(cast.data_officer, path(cast.ann, "add/"), MOTHER)
    assert answer.status_code == 302
    assert b"Mrs Archer" in visit(cast.head, path(cast.ann)).content


def test_a_teacher_sees_no_contacts(cast, visit):
    add_contact(cast.ann, by=cast.sendco, **MOTHER)
    assert visit(cast.teacher, path(cast.ann)).status_code == 403
    assert b"Mrs Archer" not in visit(cast.teacher, f"/pupils/{cast.ann.pk}/").content


def test_an_interpreter_is_for_a_language(cast, visit):
    answer = visit(cast.sendco, path(cast.ann, "add/"), MOTHER | {"needs_interpreter": "on"})
    assert answer.status_code == 422
    assert b"Choose the language for the interpreter" in answer.content


def test_the_second_who_saves_a_contact_sees_both(cast, visit):
    contact = add_contact(cast.ann, by=cast.sendco, **MOTHER)
    seen = version_of(Contact.objects.get())
    first = MOTHER | {"telephone": "01632 960 002", "seen": seen}
    assert visit(cast.sendco, path(cast.ann, f"{contact.pk}/"), first).status_code == 302
    second = MOTHER | {"telephone": "01632 960 003", "seen": seen}
    answer = visit(cast.data_officer, path(cast.ann, f"{contact.pk}/"), second)
    assert answer.status_code == 409
    assert "<td>01632 960 002</td><td>01632 960 003</td>" in answer.content.decode()


def test_a_contact_of_another_pupil_is_not_found_below_this_one(cast, visit):
    contact = add_contact(cast.ben, by=cast.sendco, **MOTHER)
    assert visit(cast.sendco, path(cast.ann, f"{contact.pk}/")).status_code == 404
    assert visit(cast.sendco, path(cast.ann, f"{contact.pk}/remove/"), {}).status_code == 404


def test_removing_asks_first(cast, visit):
    contact = add_contact(cast.ann, by=cast.sendco, **MOTHER)
    assert (
        b"Remove Mrs Archer?" in visit(cast.sendco, path(cast.ann, f"{contact.pk}/remove/")).content
    )
    assert Contact.objects.exists()
    visit(cast.sendco, path(cast.ann, f"{contact.pk}/remove/"), {})
    assert not Contact.objects.exists()


def test_a_contact_moves_up(cast, visit):
    add_contact(cast.ann, by=cast.sendco, **MOTHER)
    father = add_contact(cast.ann, by=cast.sendco, name="Mr Archer", relationship="Father")
    visit(cast.sendco, path(cast.ann, f"{father.pk}/up/"), {})
    assert list(cast.ann.contacts.values_list("name", flat=True)) == ["Mr Archer", "Mrs Archer"]


def test_what_was_written_of_a_contact_removed_meanwhile_is_not_lost(cast, visit):
    contact = add_contact(cast.ann, by=cast.sendco, **MOTHER)
    where, seen = path(cast.ann, f"{contact.pk}/"), version_of(Contact.objects.get())
    visit(cast.sendco, f"{where}remove/", {})
    typed = MOTHER | {"telephone": "01632 960 003", "seen": seen}
    answer = visit(cast.data_officer, where, typed)
    assert answer.status_code == 409
    assert f"{cast.sendco.name} removed this contact while you were writing" in answer.text
    assert "01632 960 003" in answer.text
    assert f'action="/schools/alder{path(cast.ann, "add/")}"' in answer.text


def test_a_contact_removed_between_the_look_and_the_save_counts_as_saved_meanwhile(cast):
    contact = add_contact(cast.ann, by=cast.sendco, **MOTHER)
    Contact.objects.filter(pk=contact.pk).delete()
    with pytest.raises(SavedMeanwhile):
        change_contact(contact, by=cast.head, **MOTHER)
    move_contact_up(contact, by=cast.head)
    assert not Contact.objects.exists()
