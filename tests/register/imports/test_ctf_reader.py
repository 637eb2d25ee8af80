"""The Common Transfer File, version 26 and its elders, and XML that means harm."""

import pytest

from register.imports.columns import guess
from register.imports.reading import read
from register.imports.sheets import NeedEntry, StatusEntry, UnreadableFile

from .files import CTF_EXAMPLE, ctf_of

PUPIL = "<Pupil><UPN>T999400126001</UPN><Surname>Sample</Surname>{}</Pupil>"


def refusal(content):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    return str(refused.value)


def cells_of(sheet, row=0):
    return dict(zip(sheet.headers, sheet.rows[row].cells, strict=True))


def test_the_example_gives_each_pupil_with_history_and_needs():
    sheet = read(CTF_EXAMPLE.read_bytes())
    assert [row.number for row in sheet.rows] == [1, 2, 3]
    assert sheet.rows[0].statuses == (
        StatusEntry("K", "2024-01-08"),
        StatusEntry("E", "2026-03-16"),
    )
    assert sheet.rows[0].needs == (NeedEntry("SLCN", "1"), NeedEntry("SEMH", "2"))
    assert sheet.about["source_school"] == "Example Primary Academy"
    assert sheet.warnings == ()


def test_the_example_gives_the_roll():
    cells = cells_of(read(CTF_EXAMPLE.read_bytes()))
    assert cells["UPN"] == "T999400126001"
    assert cells["NC Year Actual"] == "4"
    assert (cells["FSM"], cells["First Language"], cells["In Care"]) == ("TFSM", "ENG", "false")


def test_every_heading_is_one_that_the_columns_know():
    assert guess(read(CTF_EXAMPLE.read_bytes()).headers).unmatched == ()


def test_names_of_elements_count_and_not_their_namespace():
    text = CTF_EXAMPLE.read_text().replace("<CTfile>", '<CTfile xmlns="urn:example">')
    assert len(read(text.encode()).rows) == 3


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_seen_and_not_believed(encoding):
    text = CTF_EXAMPLE.read_text().replace("Muster", "Müster")
    assert cells_of(read(text.encode(encoding)), row=1)["Surname"] == "Müster"


def test_the_old_name_of_sex_is_read():
    assert cells_of(read(ctf_of(PUPIL.format("<Gender>F</Gender>"))))["Sex"] == "F"


@pytest.mark.parametrize(
    ("spells", "meals"),
    [
        ("<FSMinstance><FSMstartDate>2020-09-01</FSMstartDate></FSMinstance>", "yes"),
        ("<FSMinstance><FSMendDate>2021-09-01</FSMendDate></FSMinstance>", "no"),
        (
            "<FSMinstance><FSMendDate>2027-01-01</FSMendDate><FSMCategory>EFSM</FSMCategory>"
            "</FSMinstance>",
            "EFSM",
        ),
    ],
)
def test_free_meals_are_those_that_had_not_ended_when_the_file_was_made(spells, meals):
    pupil = PUPIL.format(f"<FSMhistory>{spells}</FSMhistory>")
    made = "<DateTime>2026-11-24T09:00:00</DateTime>"
    assert cells_of(read(ctf_of(pupil, header=made)))["FSM"] == meals


def test_a_newer_version_is_read_with_a_warning_and_an_older_one_without():
    assert "newer than the 26.0" in read(ctf_of(PUPIL, version="31.0")).warnings[0]
    assert read(ctf_of(PUPIL, version="17.0")).warnings == ()
    assert "does not say which version" in read(ctf_of(PUPIL, version="")).warnings[0]


def test_parts_that_an_import_does_not_read_do_no_harm():
    other = "<StageAssessments><KeyStage><Stage>KS1</Stage></KeyStage></StageAssessments>"
    assert len(read(ctf_of(PUPIL.format(other))).rows) == 1


def test_another_xml_file_is_named():
    assert "not a Common Transfer File" in refusal(b"<feed><entry/></feed>")
    assert "no pupils in it" in refusal(ctf_of(""))


def test_damaged_xml_names_the_line():
    assert "damaged near line 1" in refusal(ctf_of("<Pupil><UPN>T1</Pupil>"))


BOMB = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prolog",
    [
        BOMB,
        '<!DOCTYPE CTfile SYSTEM "file:///etc/passwd">',
        "<!DOCTYPE CTfile>",
        "<!-- " + "x" * 5000 + " --><!DOCTYPE CTfile>",
    ],
    ids=["entity expansion", "outside entity", "bare", "far down"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_is_refused_before_anything_is_parsed(prolog, encoding):
    content = ctf_of(PUPIL, prolog=prolog).decode().encode(encoding)
    assert "a DOCTYPE" in refusal(content)


def test_deep_nesting_is_refused():
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert "nested deeper" in refusal(ctf_of(PUPIL.format(deep)))


def test_more_than_ten_thousand_pupils_are_refused():
    assert "more than 10,000 rows" in refusal(ctf_of("<Pupil/>" * 10_001))
