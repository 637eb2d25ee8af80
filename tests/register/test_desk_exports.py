"""The register as a file: what is shown, harmless in a spreadsheet, and on record."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pytest
from django.utils import timezone

from audit.models import AuditEvent
from register.desk.exports import harmless
from register.models import RegisterColumns
from tests.factories.cast import DAY

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A1"]


def read_csv(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_xlsx(answer):
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_file_holds_what_the_list_shows(cast, visit):
    cast.ann, cast.ben, cast.dot  # noqa: B018 - are on the register
    answer = visit(cast.sendco, "/register/export.csv?class=3A&sort=-name")
    assert [row["Surname"] for row in read_csv(answer)] == ["Dyer", "Archer"]
    assert answer.content.startswith("\ufeff".encode())


@pytest.mark.parametrize(("kind", "read"), [("csv", read_csv), ("xlsx", read_xlsx)])
def test_monitoring_leaves_as_n_wherever_a_census_code_stands(cast, visit, kind, read):
    cast.ann, cast.ben, cast.dot  # noqa: B018 - one of each status
    rows = read(visit(cast.sendco, f"/register/export.{kind}"))
    assert {row["Surname"]: (row["Level of support"], row["Census code"]) for row in rows} == {
        "Archer": ("SEN support", "K"),
        "Barker": ("EHC plan", "E"),
        "Dyer": ("Monitoring", "N"),
    }


def test_with_n_leaves_no_sen_type(cast, visit):
    """Rule 2125: the need of a pupil who is watched stays in school."""
    for pupil in (cast.ann, cast.dot):
        pupil.needs.update_or_create(rank=1, defaults={"sen_type": "SLCN", "started_on": DAY})
    rows = read_csv(visit(cast.sendco, "/register/export.csv"))
    assert {row["Surname"]: row["SEN type"] for row in rows} == {"Archer": "SLCN", "Dyer": ""}


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_cell_of_a_csv_never_begins_a_formula(typed):
    assert harmless(typed) == f"'{typed}"


@pytest.mark.parametrize("typed", ["Ann", "O’Hara", "1A", "'=1", ""])
def test_other_cells_stay_as_they_are(typed):
    assert harmless(typed) == typed


@pytest.mark.parametrize("typed", ["=1+1", "+44", "-1", "@x", '=HYPERLINK("http://x.example")'])
def test_a_name_like_a_formula_is_text_in_both_files(cast, visit, typed):
    cast.status(cast.pupil("Al", typed), "K")
    (row,) = read_csv(visit(cast.sendco, "/register/export.csv"))
    assert row["Surname"] == f"'{typed}"
    answer = visit(cast.sendco, "/register/export.xlsx")
    cell = openpyxl.load_workbook(io.BytesIO(answer.content)).active["A2"]
    assert (cell.value, cell.data_type) == (typed, "s")


def test_dates_are_dates_and_day_first(cast, visit):
    cast.ann  # noqa: B018 - is on the register, born on 3 March 2018
    RegisterColumns.objects.create(user=cast.sendco, columns=["born"])
    (row,) = read_xlsx(visit(cast.sendco, "/register/export.xlsx"))
    assert row["Date of birth"] == datetime(2018, 3, 3)
    (row,) = read_csv(visit(cast.sendco, "/register/export.csv"))
    assert row["Date of birth"] == "03/03/2018"


def test_the_name_of_the_file_tells_nothing_but_the_day(cast, visit):
    answer = visit(cast.sendco, "/register/export.xlsx?q=ann")
    name = f'attachment; filename="register-{timezone.localdate():%Y-%m-%d}.xlsx"'
    assert answer["Content-Disposition"] == name


def test_an_export_is_put_on_record_with_the_pupils_in_it(cast, visit):
    cast.ann, cast.ben  # noqa: B018 - are on the register
    visit(cast.sendco, "/register/export.csv?q=ann")
    detail = AuditEvent.objects.get(action="register.exported").detail
    assert detail["pupils"] == [str(cast.ann.pk)]
    assert detail["kind"] == "csv"
    assert "ann" not in str(detail).lower().replace(str(cast.ann.pk), "")


def test_paper_says_who_printed_it_and_is_put_on_record(cast, visit):
    cast.ann, cast.dot  # noqa: B018 - are on the register
    text = visit(cast.sendco, "/register/print/?status=M").content.decode()
    assert "Dyer, Dot" in text
    assert "Archer, Ann" not in text
    assert f"Printed by {cast.sendco.name}" in text
    event = AuditEvent.objects.get(action="register.printed")
    assert event.detail == {"pupils": [str(cast.dot.pk)]}


@pytest.mark.parametrize("path", ["export.csv", "export.xlsx", "print/"])
def test_who_sees_some_pupils_only_takes_none_of_them_away(cast, visit, path):
    cast.ann  # noqa: B018 - is taught by the teacher
    assert visit(cast.teacher, f"/register/{path}").status_code == 403


def test_a_date_before_1900_does_not_break_an_export():
    from register.desk.columns import BY_KEY
    from register.desk.exports import as_xlsx

    class Old:
        surname, forename, born_on = "Old", "Ann", date(1850, 1, 1)

    assert as_xlsx([BY_KEY["born"]], [Old()])
