"""Headings of the systems that schools use, and what stays for a person to say."""

import pytest

from register.imports.columns import FIELDS, field_of, guess, plain, what_is_missing

SIMS = "UPN;Legal Surname;Legal Forename;DOB;Gender;Year;Reg;Adno;SEN Status;SEN Need Type"
ARBOR = (
    "UPN;Last name;First name;Date of birth;Sex;Year group;Registration form;SEN status;"
    "SEN need types"
)
BROMCOM = "UPN;LastName;FirstName;DateOfBirth;Gender;YearGroup;Form;SEN Status;SEN Need"
EXTRACT = (
    "studentid;senprovisioncode;senprovisionstartdate;senprovisionenddate;needtypecode;rank;"
    "needstartdate;needenddate"
)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            SIMS,
            "upn surname forename born_on sex year_group form admission_number sen_status need",
        ),
        (ARBOR, "upn surname forename born_on sex year_group form sen_status need"),
        (BROMCOM, "upn surname forename born_on sex year_group form sen_status need"),
        (
            EXTRACT,
            "admission_number sen_status sen_start sen_end need need_rank need_start need_end",
        ),
    ],
    ids=["SIMS", "Arbor", "Bromcom", "database extract"],
)
def test_each_system_is_matched_whole(headings, fields):
    match = guess(headings.split(";"))
    assert match.columns == tuple(fields.split())
    assert match.unmatched == ()


@pytest.mark.parametrize(
    "heading", ["Pupil Surname", "Pupil’s surname", "STUDENT_SURNAME", " sur-name ", "Surname:"]
)
def test_case_spaces_and_punctuation_do_not_matter(heading):
    assert field_of(heading)[0] == "surname"


def test_no_alias_names_two_fields():
    aliases = [alias for field in FIELDS.values() for alias in field.aliases]
    assert len(aliases) == len(set(aliases))
    assert all(alias == plain(alias) for alias in aliases)


def test_the_better_of_two_columns_is_chosen_and_the_doubt_is_shown():
    match = guess(["SEN Provision", "SEN Status"])
    assert match.columns == (None, "sen_status")
    assert match.ambiguous == {"sen_status": ("SEN Status", "SEN Provision")}


def test_legal_and_preferred_names_are_two_things():
    assert guess(["Forename", "Preferred Forename"]).columns == ("forename", "preferred_forename")


def test_several_columns_may_hold_needs():
    match = guess(["SEN Need 2", "SEN Need 1", "Primary_Need"])
    assert match.columns == ("need", "need", "need")
    assert match.ambiguous == {}


def test_what_nobody_knows_stays_unmatched():
    assert guess(["UPN", "House points"]).unmatched == ("House points",)


def test_what_the_school_chose_before_comes_first():
    remembered = {"housepoints": "form", "reg": None}
    match = guess(["UPN", "House Points", "Reg"], remembered)
    assert match.columns == ("upn", "form", None)


@pytest.mark.parametrize(
    "columns",
    [["upn"], ["surname", "forename", "born_on"], ["name", "born_on"]],
)
def test_a_file_must_say_who_each_pupil_is(columns):
    assert what_is_missing(columns) is None
    assert what_is_missing([None, *columns[1:]])
