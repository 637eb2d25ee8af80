"""The pages of an import: what a person sees at each step, and who may."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.utils import timezone

from audit.models import AuditEvent
from register import tasks
from register.models import ImportBatch, ImportMapping, Pupil
from register.services import imports as services
from register.services.pupils import change_pupil
from schools.jobs import ask_for, end_cut_off
from schools.models import Job
from tests.register.imports.test_plan import WRONG_LETTER, changed

from .files import ALBA, CTF_EXAMPLE, HEADINGS, RAVI, csv_of, xlsx_of


@pytest.fixture
def send(visit, cast):
    """send(content) → the answer to an upload by the SENDCo."""

    def sent(content, name="roll.csv", by=None):
        file = SimpleUploadedFile(name, content)
        return visit(by or cast.sendco, "/imports/add/", {"file": file}, follow=True)

    return sent


@pytest.fixture
def checked(send, visit, cast):
    """checked(*rows) → (batch, page): a file sent and its columns accepted as they were matched."""

    def made(*rows, headings=HEADINGS):
        send(csv_of(headings, *rows))
        batch = ImportBatch.objects.first()
        columns = {f"column_{i}": key for i, key in enumerate(batch.columns)}
        page = visit(cast.sendco, f"/imports/{batch.pk}/columns/", columns, follow=True)
        batch.refresh_from_db()
        return batch, page

    return made


@pytest.fixture
def post(visit, cast):
    return lambda batch, step, data=None: visit(
        cast.sendco, f"/imports/{batch.pk}/{step}/", data or {}, follow=True
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (csv_of(HEADINGS, ALBA, RAVI), "roll.csv"),
        (xlsx_of(HEADINGS, ALBA, RAVI), "roll.xlsx"),
    ],
    ids=["csv", "xlsx"],
)
def test_a_file_leads_to_its_columns(send, content, name):
    page = send(content, name)
    assert page.status_code == 200
    assert "What does each column hold?" in page.text


def test_a_transfer_file_has_no_columns_to_match(send):
    assert "Check what will change" in send(CTF_EXAMPLE.read_bytes(), "CTF.xml").text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty"),
        (b"%PDF-1.7", "This is a PDF"),
        (csv_of(HEADINGS), "no pupils under them"),
        (b"x" * (11 * 1024 * 1024), "larger than 10 MB"),
    ],
    ids=["empty", "pdf", "headings only", "11 MB"],
)
def test_a_bad_file_is_refused_at_its_field_and_nothing_is_kept(send, content, words):
    page = send(content)
    assert page.status_code == 422
    assert words in page.text
    assert not ImportBatch.objects.exists()


def test_two_columns_cannot_hold_one_thing(send, visit, cast):
    send(csv_of(("UPN", "Surname"), ALBA[:2]))
    batch = ImportBatch.objects.get()
    page = visit(
        cast.sendco, f"/imports/{batch.pk}/columns/", {"column_0": "upn", "column_1": "upn"}
    )
    assert page.status_code == 422
    assert "Another column holds “UPN” too" in page.text


def test_a_file_must_say_who_each_pupil_is(send, visit, cast):
    send(csv_of(("UPN", "Surname"), ALBA[:2]))
    batch = ImportBatch.objects.get()
    page = visit(cast.sendco, f"/imports/{batch.pk}/columns/", {"column_1": "surname"})
    assert "Choose the column that holds the UPN" in page.text


def test_what_a_person_matched_is_remembered_for_the_next_file(send, visit, cast):
    rows = (("UPN", "House"), (ALBA[0], "4B"))
    send(csv_of(*rows))
    batch = ImportBatch.objects.get()
    visit(cast.sendco, f"/imports/{batch.pk}/columns/", {"column_0": "upn", "column_1": "form"})
    assert ImportMapping.objects.get(heading="house").field == "form"
    send(csv_of(*rows))
    assert ImportBatch.objects.first().columns == ["upn", "form"]


def test_the_check_shows_each_outcome_with_its_number(checked):
    batch, page = checked(ALBA, RAVI, changed(ALBA, upn="A999400126009", forename="Amy"))
    assert batch.counts == {"new": 2, "held": 1}
    assert "Nothing is saved yet" in page.text
    assert not Pupil.objects.exists()


def test_saving_puts_the_pupils_on_the_roll(checked, post):
    batch, _ = checked(ALBA, RAVI)
    page = post(batch, "save")
    assert "The import is saved." in page.text
    assert Pupil.objects.count() == 2


def test_the_same_file_again_has_nothing_to_save(checked, post):
    batch, _ = checked(ALBA)
    post(batch, "save")
    _, page = checked(ALBA)
    assert "There is nothing to save" in page.text
    assert "Save 1 pupil" not in page.text


def test_a_roll_changed_meanwhile_is_checked_again(checked, post, cast):
    batch, _ = checked(ALBA)
    post(batch, "save")
    batch, _ = checked(changed(ALBA, surname="Sampler"))
    change_pupil(Pupil.objects.get(), by=cast.sendco, legal_surname="Newname")
    assert "Look at it once more" in post(batch, "save").text
    assert Pupil.objects.get().surname == "Newname"


def decide(visit, cast, batch, row, **data):
    return visit(cast.sendco, f"/imports/{batch.pk}/rows/{row.pk}/", data, follow=True)


def test_a_held_row_is_given_to_the_pupil_it_is_about(checked, post, visit, cast):
    batch, _ = checked(ALBA)
    post(batch, "save")
    batch, _ = checked(changed(WRONG_LETTER, reg="4C"))
    row = batch.rows.get(result="held")
    page = visit(cast.sendco, f"/imports/{batch.pk}/rows/{row.pk}/")
    assert "It is Alba Sample" in page.text
    page = decide(visit, cast, batch, row, **{"row-do": f"use {Pupil.objects.get().pk}"})
    assert "Every row is decided." in page.text


def test_a_wrong_letter_is_mended_on_the_page(checked, visit, cast):
    batch, _ = checked(WRONG_LETTER)
    row = batch.rows.get()
    decide(visit, cast, batch, row, **{"mend": "1", "mend-upn": ALBA[0]})
    batch.refresh_from_db()
    assert batch.counts == {"new": 1}


def test_a_decision_must_be_made(checked, visit, cast):
    batch, _ = checked(WRONG_LETTER)
    page = decide(visit, cast, batch, batch.rows.get(), decide="1")
    assert page.status_code == 422
    assert "Choose what should happen to this row" in page.text


def test_another_pupil_can_be_looked_for(checked, post, visit, cast):
    batch, _ = checked(RAVI)
    post(batch, "save")
    batch, _ = checked(WRONG_LETTER)
    row = batch.rows.get(result="held")
    page = visit(cast.sendco, f"/imports/{batch.pk}/rows/{row.pk}/?q=muster")
    assert "It is Ravi Muster" in page.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_to_mend_come_back_as_a_file(checked, visit, cast, send, kind):
    batch, _ = checked(ALBA, changed(WRONG_LETTER, forename="-Ann"))
    answer = visit(cast.sendco, f"/imports/{batch.pk}/rows-to-mend/{kind}/")
    assert "rows-to-mend" in answer.headers["Content-Disposition"]
    send(answer.content, f"mended.{kind}")
    again = ImportBatch.objects.first()
    assert again.row_count == 1
    assert again.columns[1:] == batch.columns
    assert "-Ann" in again.file.unpack()[0][1]


def test_gone_pupils_leave_only_where_ticked(checked, post):
    batch, _ = checked(ALBA, RAVI)
    post(batch, "save")
    batch, _ = checked(ALBA)
    gone = str(Pupil.objects.get(upn=RAVI[0]).pk)
    page = post(batch, "leavers", {"shown": gone, "pk": gone, "on": "20/11/2026"})
    assert "Save 1 pupil" in page.text
    post(batch, "save")
    assert [p.left_on is None for p in Pupil.objects.order_by("legal_surname")] == [False, True]


def test_a_gone_pupil_who_was_not_ticked_is_still_on_the_roll(checked, post, visit, cast):
    batch, _ = checked(ALBA, RAVI)
    post(batch, "save")
    batch, _ = checked(changed(ALBA, reg="4C"))
    post(batch, "save")
    path = f"/imports/{batch.pk}/?view=gone"
    ravi = Pupil.objects.get(upn=RAVI[0])
    page = visit(cast.sendco, path).content.decode()
    assert "Still on the roll" in page
    assert f"/pupils/{ravi.pk}/leaves/" in page
    Pupil.objects.filter(pk=ravi.pk).update(left_on=date(2026, 11, 20))
    assert "Still on the roll" not in visit(cast.sendco, path).content.decode()


def test_a_key_that_is_no_gone_pupils_counts_for_nothing(checked, post):
    """What the browser sends goes into no count and into no record as it came."""
    batch, _ = checked(ALBA, RAVI)
    post(batch, "save")
    batch, _ = checked(ALBA)
    here = str(Pupil.objects.get(upn=ALBA[0]).pk)
    post(batch, "leavers", {"shown": here, "pk": [here, "Alba Sample"], "on": "20/11/2026"})
    batch.refresh_from_db()
    assert batch.leaving == []


def test_an_import_is_taken_back_after_a_question(checked, post, visit, cast):
    batch, _ = checked(ALBA)
    post(batch, "save")
    page = visit(cast.sendco, f"/imports/{batch.pk}/take-back/")
    assert "Take back this import?" in page.text
    assert "The roll is as it was before" in post(batch, "take-back").text
    assert not Pupil.objects.exists()


def test_pupils_changed_since_are_named_before_anything_is_taken_back(checked, post, visit, cast):
    batch, _ = checked(ALBA, RAVI)
    post(batch, "save")
    change_pupil(Pupil.objects.get(upn=ALBA[0]), by=cast.sendco, legal_surname="Newname")
    page = post(batch, "take-back")
    assert page.status_code == 422
    assert "Sample, Alba, changed" in page.text
    post(batch, "take-back", {"keep_changed": "on"})
    assert Pupil.objects.get().surname == "Newname"


def test_an_import_is_given_up_and_its_table_thrown_away(checked, post):
    batch, _ = checked(ALBA)
    post(batch, "give-up")
    batch.refresh_from_db()
    assert batch.state == "given_up"
    assert not hasattr(batch, "file")
    assert not batch.rows.exists()


def test_what_was_saved_in_another_window_is_shown_as_it_stands(checked, post):
    batch, _ = checked(ALBA)
    post(batch, "save")
    for step in ("save", "give-up"):
        assert "moved on meanwhile" in post(batch, step).text
    assert Pupil.objects.count() == 1


def test_many_rows_go_to_the_worker_and_the_page_waits(
    checked, post, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("register.services.imports.MANY_ROWS", 1)
    batch, page = checked(ALBA, RAVI)
    assert "Checking" in page.text
    assert batch.state == "checking"


def test_the_worker_checks_and_saves(
    checked, post, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("register.services.imports.MANY_ROWS", 1)
    with django_capture_on_commit_callbacks(execute=True):
        batch, _ = checked(ALBA, RAVI)
    batch.refresh_from_db()
    assert batch.state == "ready"
    with django_capture_on_commit_callbacks(execute=True):
        post(batch, "save")
    assert Pupil.objects.count() == 2


def test_a_large_file_is_read_by_the_worker(send, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr("register.services.imports.LONG_FILE", {"xlsx": 1, "": 1})
    with django_capture_on_commit_callbacks(execute=True):
        send(csv_of(HEADINGS, ALBA))
    assert ImportBatch.objects.get().state == "matching"


def test_why_the_worker_stopped_stands_on_the_page_of_the_import(checked, post, visit, cast):
    """A take-back leaves the import as it was saved: nothing else would tell."""
    batch, _ = checked(ALBA)
    post(batch, "save")
    job = ask_for("register.take_back_import", by=cast.sendco, school=cast.school)
    Job.objects.filter(pk=job.pk).update(state="failed", message="Correct the pupils one by one.")
    ImportBatch.objects.update(job_id=job.pk)
    assert "Correct the pupils one by one." in visit(cast.sendco, f"/imports/{batch.pk}/").text


def test_a_take_back_asked_for_twice_ends_in_plain_words(
    checked, post, cast, monkeypatch, django_capture_on_commit_callbacks
):
    batch, _ = checked(ALBA, RAVI)
    post(batch, "save")
    monkeypatch.setattr("register.services.imports.MANY_ROWS", 1)
    with django_capture_on_commit_callbacks(execute=True):
        post(batch, "take-back")
        post(batch, "take-back")
    told = Job.objects.filter(kind=tasks.TAKE_BACK).order_by("ended_at")
    assert [job.state for job in told] == ["done", "failed"]
    assert "stands at “Taken back” now" in told.last().message


@pytest.mark.parametrize(
    ("kind", "state", "stands"),
    [(tasks.CHECK, "checking", "matching"), (tasks.SAVE, "saving", "ready")],
)
def test_an_import_stands_again_after_a_job_that_was_cut_off(checked, cast, kind, state, stands):
    """The worker died: nothing was written, and the person goes on from the step before."""
    batch, _ = checked(ALBA)
    services.leave_to_the_worker(batch, kind, by=cast.sendco, state=state)
    died = timezone.now() - timedelta(hours=1)
    Job.objects.filter(pk=batch.job_id).update(state="running", started_at=died)
    end_cut_off()
    batch.refresh_from_db()
    assert batch.state == stands


def test_the_bar_moves_while_rows_are_saved_and_taken_back(checked, cast):
    batch, _ = checked(ALBA, RAVI)
    told = []
    on, tell = timezone.localdate(), lambda *how_far: told.append(how_far)
    batch = services.save_import(batch, by=cast.sendco, on=on, progress=tell)
    services.take_back(batch, by=cast.sendco, progress=tell)
    assert {doing for _, _, doing in told} == {"Comparing with the roll", "Saving", "Taking back"}
    assert all(0 <= done <= total == 2 for done, total, _ in told)


def test_a_large_file_is_kept_together_with_the_job_that_reads_it(send, monkeypatch):
    """Without the job nobody would ever read the file."""

    def broken(*args, **kwargs):
        raise DatabaseError("no job can be written")

    monkeypatch.setattr("register.services.imports.LONG_FILE", {"xlsx": 1, "": 1})
    monkeypatch.setattr("register.services.imports.ask_for", broken)
    with pytest.raises(DatabaseError):
        send(csv_of(HEADINGS, ALBA))
    assert not ImportBatch.objects.exists()


def test_a_large_file_that_cannot_be_read_says_why(
    send, visit, cast, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("register.services.imports.LONG_FILE", {"xlsx": 1, "": 1})
    with django_capture_on_commit_callbacks(execute=True):
        send(csv_of(HEADINGS))
    page = visit(cast.sendco, f"/imports/{ImportBatch.objects.get().pk}/")
    assert "no pupils under them" in page.text
    happened = AuditEvent.objects.filter(action__startswith="import.").values_list("action")
    assert {"import.file_kept", "import.unreadable"} <= {action for (action,) in happened}


def test_only_those_who_keep_the_roll_may_import(visit, cast):
    for person, status in ((cast.head, 403), (cast.teacher, 403), (cast.data_officer, 200)):
        assert visit(person, "/imports/").status_code == status


def test_each_look_at_names_is_on_record(checked, visit, cast):
    batch, _ = checked(ALBA)
    seen = AuditEvent.objects.filter(action="import.viewed", actor_id=cast.sendco.pk)
    before = seen.count()
    visit(cast.sendco, f"/imports/{batch.pk}/")
    assert seen.count() == before + 1


def test_no_title_holds_a_childs_name(checked, visit, cast):
    batch, page = checked(WRONG_LETTER)
    row = visit(cast.sendco, f"/imports/{batch.pk}/rows/{batch.rows.get().pk}/")
    for shown in (page, row):
        title = re.search("<title>(.*?)</title>", shown.text)[1]
        assert "Sample" not in title


def test_a_page_of_rows_takes_as_many_queries_as_an_empty_one(
    checked, visit, cast, django_assert_max_num_queries
):
    rows = [changed(ALBA, upn="", forename=f"A{number}") for number in range(60)]
    batch, _ = checked(*rows)
    with django_assert_max_num_queries(36):  # half of them say which school we are in
        visit(cast.sendco, f"/imports/{batch.pk}/")
