import pytest

from register.models import Note

NOTE = {"kind": "parent", "happened_on": "5/11/2026", "text": "Mrs Archer rang."}


def path(pupil, rest="notes/"):
    return f"/pupils/{pupil.pk}/{rest}"


@pytest.fixture
def notes(cast):
    for writer, text in ((cast.sendco, "OF-THE-SENDCO"), (cast.teacher, "OF-THE-TEACHER")):
        cast.ann.notes.create(kind="parent", text=text, happened_on="2026-11-05", written_by=writer)


def test_the_head_reads_the_whole_log(cast, notes, visit):
    said = visit(cast.head, path(cast.ann)).content
    assert b"OF-THE-SENDCO" in said
    assert b"OF-THE-TEACHER" in said


def test_a_teacher_reads_only_what_they_wrote_themselves(cast, notes, visit):
    assert visit(cast.teacher, path(cast.ann)).status_code == 403
    said = visit(cast.teacher, path(cast.ann, "notes/add/")).content
    assert b"OF-THE-TEACHER" in said
    assert b"OF-THE-SENDCO" not in said


def test_a_teacher_adds_a_note_about_a_pupil_they_teach_and_no_other(cast, visit):
    assert visit(cast.teacher, path(cast.ann, "notes/add/"), NOTE).status_code == 302
    assert visit(cast.teacher, path(cast.ben, "notes/add/"), NOTE).status_code == 404
    assert Note.objects.get().written_by == cast.teacher


def test_a_note_is_at_most_four_thousand_characters_long(cast, visit):
    answer = visit(cast.sendco, path(cast.ann, "notes/add/"), NOTE | {"text": "x" * 4001})
    assert answer.status_code == 422
    assert "no more than 4,000 characters" in answer.content.decode()


def test_a_note_is_not_of_tomorrow(cast, visit):
    answer = visit(cast.sendco, path(cast.ann, "notes/add/"), NOTE | {"happened_on": "1/1/2099"})
    assert answer.status_code == 422


def test_what_is_typed_is_shown_as_text(cast, visit):
    visit(cast.sendco, path(cast.ann, "notes/add/"), NOTE | {"text": "<script>x</script>"})
    assert b"<script>x" not in visit(cast.sendco, path(cast.ann)).content
