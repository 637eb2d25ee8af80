from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from audit.models import AuditEvent
from register.models import Group

HEADINGS = "pupil,group,subject,adult email\n"
ON = {"on": "3/9/2026"}


def check(cast, visit, rows, **answers):
    answers = {"pasted": HEADINGS + "\n".join(rows), **ON, **answers}
    return visit(cast.data_officer, "/classes/list/", answers)


def save(cast, visit, rows, **answers):
    answers = {"pasted": HEADINGS + "\n".join(rows), **ON, **answers}
    return visit(cast.data_officer, "/classes/list/save/", answers)


def members(name):
    group = Group.objects.get(name=name)
    places = group.members.on(timezone.localdate()).select_related("pupil")
    return {place.pupil.forename for place in places}


def test_a_list_is_shown_before_anything_is_saved(cast, visit):
    cast.ann, cast.cal  # noqa: B018 - on the roll
    answer = check(cast, visit, ["Ann Archer,Maths 1,Maths,", "Cal Carter,Maths 1,Maths,"])
    text = answer.content.decode()
    assert "2 pupils and 0 adults come into 1 group from 3 Sep 2026" in text
    assert not Group.objects.filter(name="Maths 1").exists()


def test_what_was_checked_can_be_saved(cast, visit):
    cast.ann, cast.cal  # noqa: B018 - on the roll
    save(cast, visit, ["Ann Archer,Maths 1,Maths,", '"Carter, Cal",maths 1,,'])
    group = Group.objects.get(name="Maths 1")
    assert (group.kind, group.subject) == (Group.Kind.TEACHING, "Maths")
    assert members("Maths 1") == {"Ann", "Cal"}
    assert AuditEvent.objects.filter(action="class_list.loaded").count() == 1


def test_rows_that_cannot_be_used_say_why_and_the_others_count(cast, visit):
    cast.ann  # noqa: B018 - on the roll
    rows = [
        "Ann Archer,Maths 1,,",
        "Ann Nobody,Maths 1,,",
        "Ann Archer,,,",
        ",3A,,stranger@x.example",
        ",Art,,",
    ]
    text = check(cast, visit, rows).content.decode()
    assert "4 rows cannot be used" in text
    assert "No pupil on the roll is called “Ann Nobody”" in text
    assert "This row names no group" in text
    assert "Nobody who works here has the e-mail address “stranger@x.example”" in text
    assert "This row names neither a pupil nor an adult" in text
    save(cast, visit, rows)
    assert members("Maths 1") == {"Ann"}


def test_adults_come_by_their_address(cast, visit):
    cast.class_3a  # noqa: B018 - has nobody yet
    save(cast, visit, [f",3A,,{cast.head.email.upper()}"])
    assert cast.class_3a.adults.get().user == cast.head


def test_a_group_of_adults_alone_is_not_made(cast, visit):
    text = check(cast, visit, [f",Chess,,{cast.head.email}"]).content.decode()
    assert "There is no group called Chess" in text


def test_whole_lists_take_out_those_who_are_not_named(cast, visit):
    cast.ann, cast.cal  # noqa: B018 - in 3A
    save(cast, visit, ["Ann Archer,3A,,"])
    assert members("3A") == {"Ann", "Cal"}
    save(cast, visit, ["Ann Archer,3A,,"], are_whole="on")
    assert members("3A") == {"Ann"}


def test_a_file_without_headings_is_told_what_is_missing(cast, visit):
    file = SimpleUploadedFile("list.csv", b"Ann Archer,Maths 1\nCal Carter,Maths 1\n")
    answer = visit(cast.data_officer, "/classes/list/", {"file": file, **ON})
    assert answer.status_code == 422
    assert "Start with a line of headings" in answer.content.decode()


def test_nothing_sent_is_told(cast, visit):
    answer = visit(cast.data_officer, "/classes/list/", ON)
    assert answer.status_code == 422
    assert "Paste a list or choose a file" in answer.content.decode()
