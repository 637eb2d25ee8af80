"""What an import finds: new, changed, unchanged, gone, held, rejected, and why."""

from datetime import date

import pytest

from register.models import Need, Origin, Pupil, StatusPeriod
from register.services import imports

from .files import ALBA, CTF_EXAMPLE, HEADINGS, RAVI

WRONG_LETTER = ("A999400126001", *ALBA[1:])
NO_UPN = ("", *ALBA[1:])


def changed(row, **values):
    """The row with other values, by heading in small letters."""
    places = {heading.lower().replace(" ", "_"): i for i, heading in enumerate(HEADINGS)}
    cells = list(row)
    for name, value in values.items():
        cells[places[name]] = value
    return tuple(cells)


def reasons(row):
    return " ".join(reason for _, reason, _ in row.problems)


def test_the_same_file_again_finds_nothing_to_change(roll):
    roll.load(ALBA, RAVI)
    assert roll.check(ALBA, RAVI).counts == {"unchanged": 2}


def test_the_same_transfer_file_again_finds_nothing_to_change(roll):
    roll.load(content=CTF_EXAMPLE.read_bytes())
    assert roll.check(content=CTF_EXAMPLE.read_bytes()).counts == {"unchanged": 3}


def test_a_difference_is_told_in_words(roll):
    roll.load(ALBA)
    row = roll.row(roll.check(changed(ALBA, reg="4A", surname="Sampler")))
    assert row.result == "changed"
    assert ["Legal surname", "Sample", "Sampler"] in row.changes
    assert ["Class", "4B", "4A"] in row.changes


def test_what_a_file_does_not_say_stays(roll):
    roll.load(ALBA)
    batch = roll.check((ALBA[0], "4C"), headings=("UPN", "Reg"))
    assert roll.row(batch).changes == [["Class", "4B", "4C"]]


def test_a_pupil_who_is_not_in_the_file_is_gone_and_stays_on_roll(roll):
    roll.load(ALBA, RAVI)
    batch = roll.load(ALBA)
    assert batch.counts == {"unchanged": 1, "gone": 1}
    assert roll.pupil(RAVI[0]).left_on is None


def test_a_transfer_file_of_another_school_says_nothing_of_the_others(roll):
    roll.load(("W999200221117", "Other", "Oda", "01/01/2018", "F", "3", "3A", "", ""))
    assert "gone" not in roll.check(content=CTF_EXAMPLE.read_bytes()).counts


@pytest.mark.parametrize("row", [WRONG_LETTER, NO_UPN], ids=["wrong check letter", "no UPN"])
def test_a_doubtful_number_is_held_with_the_pupil_it_may_be(roll, row):
    roll.load(ALBA)
    held = roll.row(roll.check(row), "held")
    assert held.candidates == [str(roll.pupil(ALBA[0]).pk)]


def test_a_pupil_taken_on_without_a_upn_is_known_the_next_time(roll):
    batch = roll.decide(roll.row(roll.check(NO_UPN)), do="new")
    imports.save_import(batch, by=roll.by, on=date(2026, 11, 24))
    assert roll.check(NO_UPN).counts == {"unchanged": 1}


def test_an_extract_without_names_is_matched_by_admission_number(roll):
    roll.load((*ALBA, "1001"), headings=(*HEADINGS, "Adno"))
    headings = ("studentid", "senprovisioncode", "senprovisionstartdate", "needtypecode")
    row = roll.row(roll.check(("1001", "E", "01/12/2026", "SLCN"), headings=headings), "unchanged")
    assert "starts in the future" in reasons(row)
    row = roll.row(roll.check(("1001", "K", "", "SEMH"), headings=headings))
    assert row.changes == [["Needs", "SLCN", "SEMH"]]


def test_a_new_number_for_a_known_name_and_birthday_is_held(roll):
    roll.load(ALBA)
    row = roll.row(roll.check(changed(ALBA, upn="W999200221117")), "held")
    assert "another UPN here" in reasons(row)


def test_a_pupil_whose_row_is_rejected_is_not_gone(roll):
    roll.load(ALBA)
    assert roll.check(changed(ALBA, dob="31/02/2017")).counts == {"rejected": 1}


def test_twins_with_their_numbers_crossed_are_held(roll):
    alfie = changed(ALBA, upn="W999200221117", forename="Alfie")
    roll.load(ALBA, alfie)
    batch = roll.check(changed(ALBA, forename="Alfie"), changed(alfie, forename="Alba"))
    assert batch.counts == {"held": 2}
    assert "another’s" in reasons(batch.rows.first())


def test_a_date_of_birth_put_right_is_a_change(roll):
    roll.load(ALBA)
    row = roll.row(roll.check(changed(ALBA, dob="04/10/2017")))
    assert row.changes == [["Date of birth", "3 Oct 2017", "4 Oct 2017"]]


def test_a_number_with_another_name_and_birthday_is_held(roll):
    roll.load(ALBA)
    row = roll.row(roll.check(changed(ALBA, surname="Wong", forename="Wei", dob="05/06/2012")))
    assert row.result == "held"


def test_a_permanent_upn_that_names_the_temporary_one_takes_its_place(roll):
    roll.load(changed(ALBA, upn="R99940012601A"))
    headings = ("UPN", "Former UPN", "Surname", "Forename", "DOB")
    roll.load((ALBA[0], "R99940012601A", *ALBA[1:4]), headings=headings)
    pupil = Pupil.objects.get()
    assert (pupil.upn, pupil.former_upn) == (ALBA[0], "R99940012601A")


def test_a_leaver_in_the_file_is_held_until_a_person_says_they_are_back(roll):
    roll.load(ALBA)
    Pupil.objects.update(left_on=date(2026, 7, 20))
    row = roll.row(roll.check(ALBA), "held")
    batch = roll.decide(row, do="use", pupil=str(Pupil.objects.get().pk))
    imports.save_import(batch, by=roll.by, on=date(2026, 11, 24))
    assert Pupil.objects.get().left_on is None


def test_a_new_pupil_without_a_date_of_birth_is_rejected(roll):
    row = roll.row(roll.check(changed(ALBA, dob="")), "rejected")
    assert "needs a date of birth" in reasons(row)


def test_an_old_leaver_whom_the_school_never_had_here_is_left_out(roll):
    headings = (*HEADINGS, "Leaving Date")
    assert roll.check((*ALBA, "20/07/2020"), headings=headings).counts == {"left_out": 1}


# What was decided here stays ----------------------------------------------------------------------
def status_of(pupil):
    return [(p.status, p.started_on) for p in pupil.status_periods.order_by("started_on")]


def entered(pupil, status, started_on):
    StatusPeriod.objects.filter(pupil=pupil, ended_on=None).update(ended_on=started_on)
    return StatusPeriod.objects.create(
        pupil=pupil,
        status=status,
        started_on=started_on,
        origin=Origin.ENTERED,
        parents_told_on=started_on,
        parents_told_how="meeting",
    )


def test_monitoring_is_no_sen_to_the_schools_system_and_stays(roll):
    roll.load(RAVI)
    entered(roll.pupil(RAVI[0]), "M", date(2026, 10, 1))
    assert roll.check(RAVI).counts == {"unchanged": 1}


def test_a_file_that_knows_monitoring_changes_nothing_twice(roll):
    watched = changed(RAVI, sen_status="Monitoring")
    roll.load(watched)
    assert roll.check(watched).counts == {"unchanged": 1}


def test_a_status_recorded_here_is_not_put_out_by_an_undated_one(roll):
    roll.load(ALBA, on=date(2026, 10, 1))
    entered(roll.pupil(ALBA[0]), "E", date(2026, 11, 1))
    row = roll.row(roll.check(ALBA))
    assert row.result == "unchanged"
    assert "The register says EHC plan since 1 Nov 2026" in reasons(row)


def test_a_status_that_the_file_dates_later_takes_its_place(roll):
    headings = (*HEADINGS, "SEN Start Date")
    roll.load((*ALBA, "08/01/2024"), headings=headings)
    roll.load((*changed(ALBA, sen_status="E"), "16/03/2026"), headings=headings)
    assert status_of(roll.pupil(ALBA[0])) == [
        ("K", date(2024, 1, 8)),
        ("E", date(2026, 3, 16)),
    ]


def test_needs_entered_here_stay(roll):
    roll.load(ALBA)
    Need.objects.update(origin=Origin.ENTERED)
    row = roll.row(roll.check(changed(ALBA, sen_need="SEMH")))
    assert row.result == "unchanged"
    assert "SLCN" in reasons(row)


def test_imported_needs_follow_the_file_and_keep_their_history(roll):
    roll.load(ALBA)
    roll.load(changed(ALBA, sen_need="SEMH, SLCN"), on=date(2026, 12, 1))
    needs = roll.pupil(ALBA[0]).needs
    assert [(n.rank, n.sen_type) for n in needs.current()] == [(1, "SEMH"), (2, "SLCN")]
    assert [n.sen_type for n in needs.filter(ended_on=date(2026, 12, 1))] == ["SLCN"]


def test_leaving_the_register_ends_imported_needs(roll):
    roll.load(ALBA)
    roll.load(changed(ALBA, sen_status="N", sen_need=""), on=date(2026, 12, 1))
    pupil = roll.pupil(ALBA[0])
    assert not pupil.needs.current().exists()
    assert status_of(pupil)[-1] == ("N", date(2026, 12, 1))


def test_the_words_of_the_file_are_kept_with_a_mapped_code(roll):
    roll.load(changed(ALBA, sen_status="School Action Plus", sen_need="BESD"))
    pupil = roll.pupil(ALBA[0])
    period, need = pupil.status_periods.get(), pupil.needs.get()
    assert (period.status, period.origin) == ("K", Origin.IMPORTED)
    assert (period.original_value, need.original_value) == ("School Action Plus", "BESD")


def test_a_bare_yes_does_not_put_out_a_known_category(roll):
    headings = ("UPN", "FSM", "EAL")
    roll.load(ALBA)
    Pupil.objects.update(fsm="TFSM", first_language="URD")
    assert roll.check((ALBA[0], "Y", "Y"), headings=headings).counts == {"unchanged": 1}


# Decisions ----------------------------------------------------------------------------------------
def test_a_held_row_can_be_given_to_a_pupil(roll):
    roll.load(ALBA)
    held = roll.row(roll.check(changed(WRONG_LETTER, reg="4C")), "held")
    batch = roll.decide(held, do="use", pupil=held.candidates[0])
    assert roll.row(batch).changes == [["Class", "4B", "4C"]]
    imports.save_import(batch, by=roll.by, on=date(2026, 11, 24))
    assert Pupil.objects.get().upn == ALBA[0]


def test_a_held_row_can_become_a_new_pupil_without_the_wrong_number(roll):
    batch = roll.decide(roll.row(roll.check(WRONG_LETTER)), do="new")
    imports.save_import(batch, by=roll.by, on=date(2026, 11, 24))
    assert Pupil.objects.get().upn is None


def test_a_settled_row_with_an_unknown_status_says_what_becomes_of_it(roll):
    roll.load(ALBA)
    row = roll.row(roll.check(changed(ALBA, sen_status="Wave 2")), "held")
    batch = roll.decide(row, do="use", pupil=str(roll.pupil(ALBA[0]).pk))
    assert "SEN status stays as it is." in reasons(roll.row(batch))
    row = roll.row(roll.check(changed(RAVI, sen_status="Wave 2")), "held")
    batch = roll.decide(row, do="new")
    assert "The pupil comes in with no SEN status." in reasons(roll.row(batch, "new"))


def test_a_held_row_can_be_left_out(roll):
    batch = roll.decide(roll.row(roll.check(WRONG_LETTER)), do="leave_out")
    assert batch.counts == {"left_out": 1}


def test_a_value_can_be_mended_on_the_page(roll):
    batch = roll.decide(roll.row(roll.check(WRONG_LETTER)), values={"upn": ALBA[0]})
    assert batch.counts == {"new": 1}


def test_a_value_without_a_column_can_be_given(roll):
    headings = ("UPN", "Surname", "Forename")
    rejected = roll.row(roll.check(ALBA[:3], headings=headings), "rejected")
    batch = roll.decide(rejected, values={"born_on": "3/10/2017"})
    assert batch.counts == {"new": 1}


def test_two_rows_cannot_be_given_to_one_pupil(roll):
    roll.load(ALBA)
    batch = roll.check(ALBA, changed(WRONG_LETTER, forename="Ally"))
    batch = roll.decide(roll.row(batch, "held"), do="use", pupil=str(roll.pupil(ALBA[0]).pk))
    assert batch.counts == {"held": 2}


def test_a_special_school_is_asked_what_to_put_in_place_of_a_need_its_census_refuses(roll, alder):
    """Code set CS077: no DS and no NSA in a special school; the row waits and loses nothing."""
    alder.phase = "special"
    row = roll.row(roll.check(changed(ALBA, sen_need="DS")), "held")
    assert "Down syndrome" in reasons(row)
    assert row.cells is not None
    batch = roll.decide(row, values={"need": "SLD"})
    assert batch.counts == {"new": 1}
