import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from access.roles import Role
from audit.models import AuditEvent
from register.models import ClassReading, Need, StatusPeriod
from register.services import groups, profiles
from register.services.my_classes import acknowledge_class
from register.versions import version_of

NOTHING = version_of(None)


@pytest.fixture
def room(cast):
    """3A: Ann on SEN support, Dot monitored, Cal with nothing to know; its teacher."""
    cast.ann, cast.cal, cast.dot, cast.teacher  # noqa: B018 - they stand in 3A
    return cast


def read(cast, visit, group=None):
    return visit(cast.teacher, f"/my-classes/{(group or cast.class_3a).pk}/").content.decode()


def has_read(cast):
    return acknowledge_class(cast.class_3a, by=cast.teacher, seen_at=timezone.now())


def news_of(text, name):
    """The words after "New since" on the card of this pupil."""
    card = next((c for c in text.split("<article")[1:] if name in c), "")
    found = re.search(r"New since [^<]*</b> ([^<]*)</span>", card)
    return found and found[1]


def test_one_class_alone_opens_at_once(room, visit):
    answer = visit(room.teacher, "/my-classes/")
    assert answer.status_code == 302
    assert answer.url.endswith(f"/my-classes/{room.class_3a.pk}/")


def test_several_classes_are_listed_with_what_is_unread(room, visit):
    has_read(room)
    groups.add_adult(room.class_4b, room.teacher, by=room.sendco, on=date(2026, 9, 3))
    room.ben  # noqa: B018 - stands in 4B
    text = visit(room.teacher, "/my-classes/").content.decode()
    assert "1 pupil, 1 with something to know" in text
    assert text.count("Not read yet") == 1


def test_pupils_with_something_to_know_come_first(room, visit):
    profiles.save_profile(room.ann, by=room.sendco, what_helps="One step at a time")
    text = read(room, visit)
    assert text.index("Ann Archer") < text.index("Dot Dyer") < text.index("Cal Carter")
    assert "Speech, language and communication" in text
    assert "One step at a time" in text


def test_a_class_of_another_teacher_does_not_exist(room, visit):
    other = room.person(Role.TEACHER, "Other")
    assert visit(other, f"/my-classes/{room.class_3a.pk}/").status_code == 404
    address = f"/my-classes/{room.class_3a.pk}/read/"
    assert visit(other, address, {"seen_at": timezone.now()}).status_code == 404
    assert not ClassReading.objects.exists()


def test_nothing_is_new_on_the_first_reading(room, visit):
    assert "New since" not in read(room, visit)


def test_news_of_status_need_profile_and_place_are_told(room, visit):
    has_read(room)
    today = timezone.localdate()
    StatusPeriod.objects.filter(pupil=room.dot).update(ended_on=today)
    room.status(room.dot, "K", started_on=today)
    Need.objects.create(pupil=room.ann, sen_type="SEMH", rank=2, started_on=today)
    profiles.save_profile(room.cal, by=room.sendco, what_helps="Time")
    eva = room.pupil("Eva", "East")
    groups.put_in_group([eva], room.class_3a, by=room.sendco, on=today)
    text = read(room, visit)
    assert news_of(text, "Dot Dyer") == f"SEN support since {today:%-d %b %Y}"
    assert news_of(text, "Ann Archer") == "Needs"
    assert news_of(text, "Cal Carter") == "What helps, written for the first time"
    assert news_of(text, "Eva East") == "New in this class"


def test_a_need_that_ended_is_news(room, visit):
    has_read(room)
    Need.objects.filter(pupil=room.ann).update(ended_on=timezone.localdate())
    assert news_of(read(room, visit), "Ann Archer") == "Needs"


def test_a_status_taken_away_is_news(room, visit):
    has_read(room)
    StatusPeriod.objects.filter(pupil=room.dot).update(ended_on=timezone.localdate())
    assert news_of(read(room, visit), "Dot Dyer") == "No longer on the SEND register"


def test_what_was_saved_while_they_read_stays_new(room, visit):
    page = read(room, visit)
    seen_at = re.search(r'name="seen_at" value="([^"]*)"', page)[1]
    profiles.save_profile(room.ann, by=room.sendco, what_helps="Saved meanwhile")
    visit(room.teacher, f"/my-classes/{room.class_3a.pk}/read/", {"seen_at": seen_at})
    assert news_of(read(room, visit), "Ann Archer")


def test_what_the_reader_wrote_is_no_news_to_them(room, visit):
    has_read(room)
    profile = f"/pupils/{room.ann.pk}/profile/"
    answer = visit(room.teacher, profile, {"what_helps": "One step", "seen": NOTHING})
    assert answer.status_code == 302
    assert news_of(read(room, visit), "Ann Archer") is None


def test_nobody_reads_ahead_of_time(room, visit):
    tomorrow = timezone.now() + timedelta(days=1)
    visit(room.teacher, f"/my-classes/{room.class_3a.pk}/read/", {"seen_at": tomorrow.isoformat()})
    assert ClassReading.objects.get().read_at <= timezone.now()


def test_a_reading_without_its_moment_is_not_taken(room, visit):
    answer = visit(room.teacher, f"/my-classes/{room.class_3a.pk}/read/", {"seen_at": "soon"})
    assert answer.status_code == 302
    assert not ClassReading.objects.exists()


def test_what_was_read_and_has_not_changed_asks_for_nothing(room, visit):
    has_read(room)
    text = read(room, visit)
    assert "Nothing has changed since" in text
    assert "I have read this" not in text


def test_the_sendco_sees_who_has_read_the_class_and_when(room, visit):
    reading = has_read(room)
    text = visit(room.sendco, f"/classes/{room.class_3a.pk}/").content.decode()
    assert f"Read this class on {timezone.localtime(reading.read_at):%-d %b %Y}" in text


def test_reading_is_one_event_with_the_pupils_shown(room, visit):
    read(room, visit)
    event = AuditEvent.objects.get(actor_id=room.teacher.pk)
    assert event.action == "class.viewed"
    assert set(event.detail["pupils"]) == {str(p.pk) for p in (room.ann, room.cal, room.dot)}


def test_the_page_stays_within_eleven_queries(room, visit, at_most):
    has_read(room)
    for number in range(25):
        pupil = room.pupil("Pupil", f"Number {number}", room.class_3a)
        room.status(pupil, "K")
        profiles.save_profile(pupil, by=room.sendco, what_helps="Time")
    read(room, visit)
    with at_most(11):
        visit(None, f"/my-classes/{room.class_3a.pk}/")
