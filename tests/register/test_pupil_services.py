from datetime import date

import pytest

from audit.models import AuditEvent
from register.models import Contact, GroupMember, Note, Pupil
from register.services.contacts import add_contact, move_contact_up, remove_contact
from register.services.notes import add_note
from register.services.profiles import save_profile
from register.services.pupils import (
    UpnTaken,
    add_pupil,
    bring_back,
    change_pupil,
    choose_key_adult,
    mark_left,
)
from register.versions import SavedMeanwhile, version_of

UPN, OTHER_UPN = "B801200005001", "F99940012601B"
DAY = date(2026, 11, 5)


def test_a_upn_belongs_to_one_pupil(cast):
    add_pupil(by=cast.sendco, legal_forename="Eve", legal_surname="Ekin", upn=UPN,
              born_on=date(2018, 1, 1), year_group="3")  # fmt: skip
    with pytest.raises(UpnTaken):
        change_pupil(cast.ann, by=cast.sendco, upn=UPN)


def test_a_upn_that_is_replaced_is_kept_as_the_former_one(cast):
    change_pupil(cast.ann, by=cast.sendco, upn=OTHER_UPN)
    pupil = change_pupil(cast.ann, by=cast.sendco, upn=UPN)
    assert (pupil.upn, pupil.former_upn) == (UPN, OTHER_UPN)


def test_a_pupil_saved_by_another_meanwhile_is_not_overwritten(cast):
    seen = version_of(Pupil.objects.get(pk=cast.ann.pk))
    change_pupil(cast.ann, by=cast.sendco, year_group="4", seen=seen)
    with pytest.raises(SavedMeanwhile):
        change_pupil(cast.ann, by=cast.data_officer, year_group="5", seen=seen)


def test_a_pupil_who_leaves_is_on_no_class_list_and_keeps_the_record(cast):
    mark_left(cast.ann, by=cast.sendco, on=DAY)
    assert GroupMember.objects.get(pupil=cast.ann).ended_on == DAY
    assert cast.ann.status_periods.exists()
    assert cast.ann not in Pupil.objects.on_roll(DAY)


def test_a_pupil_who_comes_back_is_on_the_roll_again(cast):
    mark_left(cast.ann, by=cast.sendco, on=DAY)
    bring_back(cast.ann, by=cast.sendco, on=date(2027, 1, 4))
    assert cast.ann in Pupil.objects.on_roll(date(2027, 1, 5))


def test_the_second_writer_of_a_profile_overwrites_nothing(cast):
    nothing = version_of(None)
    save_profile(cast.ann, by=cast.sendco, what_helps="Use her name first", seen=nothing)
    with pytest.raises(SavedMeanwhile):
        save_profile(cast.ann, by=cast.sendco, what_helps="Sit near the front", seen=nothing)


def test_contacts_stand_in_the_order_in_which_the_school_turns_to_them(cast):
    for name in ("Mrs Archer", "Mr Archer", "Nan"):
        add_contact(cast.ann, by=cast.sendco, name=name, relationship="Family")
    move_contact_up(Contact.objects.get(name="Nan"), by=cast.sendco)
    remove_contact(Contact.objects.get(name="Mrs Archer"), by=cast.sendco)
    names = Contact.objects.filter(pupil=cast.ann).values_list("name", flat=True)
    assert list(names) == ["Nan", "Mr Archer"]


def test_each_change_leaves_its_event(cast):
    add_note(cast.ann, by=cast.sendco, kind=Note.Kind.PARENT, text="Rang", happened_on=DAY)
    choose_key_adult(cast.ann, by=cast.sendco, adult=cast.assistant)
    actions = set(AuditEvent.objects.filter(pupil_id=cast.ann.pk).values_list("action", flat=True))
    assert actions >= {"note.added", "key_adult.chosen"}
